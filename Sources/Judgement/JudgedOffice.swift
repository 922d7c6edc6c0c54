package import Almanac

/// An office as its settings and registers have it, in plain values: what the oracle is asked with by whoever may
/// share nothing with it.
package struct JudgedOffice: Sendable {
    package var zone: Zone
    /// Every zone that a row or a deadline names.
    package var zones: [String: Zone]
    package var calendar: String
    package var weeks: [String: WorkWeek]
    package var holidays: [Holiday] = []
    package var observesJointLeave = true
    package var coordinator: String?
    package var director: String?
    package var ladders: [String: [Step]] = [:]
    package var kinds: [String: String?] = [:]
    package var acknowledgementDays = 2
    /// The roles whose weeks begin with a mail.
    package var weeklyDigest: [String] = []
    /// The rows of people, teams, delegations and holidays, by the sheet's name.
    package var registers: [String: [[String: String]]] = [:]

    /// One step of a ladder.
    package struct Step: Sendable {
        package var when: Offset
        package var tell: [String]
        package var isUrgent: Bool
        package var every: Interval?
        package var times: Int

        package init(
            when: Offset, tell: [String], isUrgent: Bool, every: Interval?, times: Int
        ) {
            self.when = when
            self.tell = tell
            self.isUrgent = isUrgent
            self.every = every
            self.times = times
        }
    }

    package init(zone: Zone, zones: [String: Zone], calendar: String, weeks: [String: WorkWeek]) {
        self.zone = zone
        self.zones = zones
        self.calendar = calendar
        self.weeks = weeks
    }
}

/// A deadline, and what became of it, as the history has it.
package struct JudgedDeadline: Sendable {
    package var code: String
    package var owner: String
    package var due: CivilDateTime
    package var zone: String
    package var ladder: String
    package var kind: String
    /// Whether a sheet brought it: of its past steps none is sent.
    package var isImported: Bool
    package var createdAt: Instant
    /// In the order in which it happened.
    package var events: [Event] = []

    package init(
        code: String, owner: String, due: CivilDateTime, zone: String, ladder: String,
        kind: String, isImported: Bool, createdAt: Instant
    ) {
        self.code = code
        self.owner = owner
        self.due = due
        self.zone = zone
        self.ladder = ladder
        self.kind = kind
        self.isImported = isImported
        self.createdAt = createdAt
    }

    /// Something that happened to it.
    package struct Event: Sendable {
        package var at: Instant
        package var what: Deed

        package init(at moment: Instant, _ what: Deed) {
            at = moment
            self.what = what
        }
    }

    /// What people do to a deadline.
    package enum Deed: Sendable {
        case moved(to: CivilDateTime)
        case ended
        case reopened
    }
}

/// One step that somebody should have heard, or did.
package struct JudgedTelling: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Minutes since 1970: what goes, goes in its minute.
    package var minute: Int64
    package var recipient: String
    /// As the ladder has it, without its time of day.
    package var step: String
    /// 1 for the first time.
    package var time: Int

    package init(at moment: Instant, recipient: String, step: String, time: Int) {
        minute = moment.seconds / 60
        self.recipient = recipient.uppercased()
        self.step = step
        self.time = time
    }

    /// Whether it is the same step to the same person, whenever it was.
    package func isOf(_ other: JudgedTelling) -> Bool {
        recipient == other.recipient && step == other.step && time == other.time
    }

    package var description: String {
        "\(Instant(seconds: minute * 60).rfc3339) \(recipient): \(step)"
            + (time > 1 ? " \(time)" : "")
    }

    package static func < (left: JudgedTelling, right: JudgedTelling) -> Bool {
        (left.minute, left.recipient, left.step, left.time)
            < (right.minute, right.recipient, right.step, right.time)
    }
}
