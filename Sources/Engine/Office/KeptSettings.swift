import Almanac
import Coordination
import FoundationEssentials
import Ledger

/// What of the settings plans follow, as the ledger keeps it so that the past is told by what was in force then.
struct KeptSettings: Codable {
    var calendar: String
    var observesJointLeave: Bool
    var coordinator: String?
    var director: String?
    var acknowledgementDays: Int
    /// Of each week's days, from Monday, the hours.
    var weeks: [String: [[String]]]
    var holidays: [Holiday]
    var ladders: [String: [Step]]
    /// The ladder of each kind that names one.
    var kinds: [String: String]
    var delegations: [Delegation]
    /// The posts whose weeks begin with a mail; nil for none, as in what was kept before there were such.
    var weeklyDigest: [Person.Post]?
    /// The office's zone; nil in what was kept before it was.
    var zone: String?
    /// When periods are looked at; nil as above.
    var checks: [Offset]?

    /// A rung of a ladder.
    struct Step: Codable {
        var when: Offset
        var tell: [Role]
        var isUrgent: Bool
        var every: Interval?
        var times: Int
    }

    init(_ profile: OfficeProfile) {
        calendar = profile.calendar
        observesJointLeave = profile.observesJointLeave
        coordinator = profile.coordinator
        director = profile.director
        acknowledgementDays = profile.acknowledgementDays
        weeks = profile.calendars.mapValues { week in
            Weekday.allCases.map { day in week.hours(on: day).map(\.description) }
        }
        holidays = profile.holidays.sorted { ($0.date, $0.name) < ($1.date, $1.name) }
        ladders = profile.ladders.mapValues { ladder in
            ladder.steps.map {
                Step(
                    when: $0.when, tell: $0.tell, isUrgent: $0.isUrgent, every: $0.every,
                    times: $0.times)
            }
        }
        kinds = profile.kinds.compactMapValues(\.ladder)
        delegations = profile.delegations.sorted { $0.key < $1.key }
        let readers = profile.weeklyDigest.sorted { $0.rawValue < $1.rawValue }
        weeklyDigest = readers.isEmpty ? nil : readers
        zone = profile.zone.identifier
        checks = profile.closeCalendar.checks
    }

    /// A profile with these in the place of its own.
    func profile(beside present: OfficeProfile) -> OfficeProfile {
        var profile = present
        profile.calendar = calendar
        profile.observesJointLeave = observesJointLeave
        profile.coordinator = coordinator
        profile.director = director
        profile.acknowledgementDays = acknowledgementDays
        profile.calendars = weeks.mapValues { week in
            var hours: [Weekday: [OpenHours]] = [:]
            for (day, texts) in zip(Weekday.allCases, week) {
                hours[day] = texts.compactMap { OpenHours($0) }
            }
            return WorkWeek(hours: hours)
        }
        profile.holidays = holidays
        profile.ladders = Dictionary(
            uniqueKeysWithValues: ladders.map { name, steps in
                (
                    name,
                    Ladder(
                        name: name,
                        steps: steps.map {
                            Ladder.Step(
                                when: $0.when, tell: $0.tell, isUrgent: $0.isUrgent,
                                every: $0.every, times: $0.times)
                        })
                )
            })
        for (name, ladder) in kinds { profile.kinds[name]?.ladder = ladder }
        profile.delegations = delegations
        profile.weeklyDigest = weeklyDigest ?? []
        profile.zone = zone.flatMap(profile.zones) ?? profile.zone
        profile.closeCalendar.checks = checks ?? profile.closeCalendar.checks
        return profile
    }

    /// As the ledger keeps it: the same settings are the same text.
    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// Reads ``text``; nil of what a later version wrote and this one cannot read.
    init?(_ text: String) {
        // Then the past is told by the present, which is said.
        guard let kept = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else {
            return nil
        }
        self = kept
    }
}

extension LedgerTransaction {
    /// Keeps what plans follow, as it is from now on.
    func keepRules(of profile: OfficeProfile) throws {
        try keepRules(.settings, KeptSettings(profile).text)
        // Later the transactions that change them do.
        if try !hasRules(of: .people) { try keepRegisters() }
    }
}
