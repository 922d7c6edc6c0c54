import Almanac
import Coordination
import Judgement

extension JudgedOffice {
    /// The office as it is now, in plain values.
    init(_ office: Office) {
        let (profile, directory) = (office.profile, office.directory)
        let named =
            directory.people.values.compactMap(\.zone) + directory.teams.values.compactMap(\.zone)
        var zones = [profile.zone.identifier: profile.zone]
        for name in named { zones[name] = office.zone(name) }
        self.init(
            zone: profile.zone, zones: zones, calendar: profile.calendar,
            weeks: profile.calendars)
        holidays = profile.holidays
        observesJointLeave = profile.observesJointLeave
        coordinator = office.coordinator?.code
        director = office.director?.code
        ladders = profile.ladders.mapValues { ladder in
            ladder.steps.map { step in
                Step(
                    when: step.when, tell: step.tell.map(\.description),
                    isUrgent: step.isUrgent, every: step.every, times: step.times)
            }
        }
        kinds = profile.kinds.mapValues(\.ladder)
        acknowledgementDays = profile.acknowledgementDays
        weeklyDigest = profile.weeklyDigest.map(\.rawValue)
        registers = [
            SheetKind.people.rawValue: Self.rows(directory.people.values.map { $0 }),
            SheetKind.teams.rawValue: Self.rows(directory.teams.values.map { $0 }),
            SheetKind.holidays.rawValue: Self.rows(directory.holidays),
            SheetKind.delegations.rawValue: Self.rows(
                profile.delegations + directory.delegations),
        ]
    }

    private static func rows(_ entries: [some RegisterEntry]) -> [[String: String]] {
        entries.sorted { $0.key < $1.key }.map { $0.values.mapValues(\.written) }
    }
}
