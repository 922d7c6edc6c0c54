package import Almanac

/// An office as its settings draw it, with everything that later entries may change left out.
///
/// People, teams, clients, reasons and holidays come as entries (DESIGN §11), the settings' own days off
/// and stand-ins included here.
package struct Office: Sendable {
    /// The zone of whoever has none of their own (§3).
    package var zone: Zone
    /// Zones by every name that entries use: IANA names and abbreviations.
    package var zones: [String: Zone]
    /// The working week of whoever has none of their own.
    package var calendar: String
    /// Working weeks by name.
    package var weeks: [String: WorkWeek]
    /// Days off that the settings know.
    package var holidays: [Holiday] = []
    /// Whether joint leave is a day off here (§3).
    package var observesJointLeave = true
    package var coordinator: String?
    package var director: String?
    /// Ladders by name (§4).
    package var ladders: [String: [Rung]]
    /// Kinds of deadlines by name (§1).
    package var kinds: [String: Kind] = [:]
    /// How long reminders for one person wait for each other (§4, *Grouping*); seconds.
    package var group = 300
    /// Working days for which escalations wait once somebody has acknowledged (§4).
    package var acknowledgementDays = 2
    /// Nil: no digest.
    package var digest: DigestRule?
    /// Roles of people whose weeks begin with a mail.
    package var weeklyDigest: [String] = []
    /// A further slip asks the client to object within so many working days; nil asks nothing (§5).
    package var answerDays: Int?
    /// Reasons that say that the client asked for another date (§5).
    package var clientRequests: Set<String> = []
    /// More letters than this from one change all wait (§5, the breaker).
    package var automaticLimit = 5
    /// Whether client mail waits for a clock that a time server keeps (§3, *Moving clocks*).
    package var requiresSynchronisedClock = true
    /// Nil: no periods are looked after.
    package var periods: PeriodRules?
    /// Whether a trial's address gets every letter but its own, so that nobody is told anything.
    package var isInTrial = false
    /// Seconds before an unanswered or deferred letter is tried again.
    package var retryAfter = 60

    package init(
        zone: Zone, zones: [String: Zone], calendar: String, weeks: [String: WorkWeek],
        ladders: [String: [Rung]]
    ) {
        self.zone = zone
        self.zones = zones
        self.calendar = calendar
        self.weeks = weeks
        self.ladders = ladders
    }
}

/// A step of a ladder as the settings write it.
package struct Rung: Hashable, Sendable {
    package var when: Offset
    /// Role words, codes of people and teams, addresses.
    package var tell: [String]
    package var urgent: Bool
    package var every: Interval?
    /// How often in all; 1 without `every`.
    package var times: Int

    package init(
        when: Offset, tell: [String], urgent: Bool = false, every: Interval? = nil, times: Int = 1
    ) {
        self.when = when
        self.tell = tell
        self.urgent = urgent
        self.every = every
        self.times = times
    }
}

/// What a kind of deadline brings along.
package struct Kind: Hashable, Sendable {
    /// The ladder of a deadline that names none.
    package var ladder: String?
    package var roll: Rolling.Direction?
    /// Whether digests count it.
    package var isInDigest: Bool

    package init(ladder: String? = nil, roll: Rolling.Direction? = nil, isInDigest: Bool = true) {
        self.ladder = ladder
        self.roll = roll
        self.isInDigest = isInDigest
    }
}

/// When digests go, and who reads them (§4, last point).
package struct DigestRule: Hashable, Sendable {
    /// Nil is the reader's opening hour.
    package var at: CivilTime?
    /// `coordinator`, `manager`, `director`.
    package var to: [String]
    /// Days for which swallowed deadlines are told ahead.
    package var lookAhead: Int
    /// Whether the coordinator hears that there is nothing to hear.
    package var reassures: Bool

    package init(
        at: CivilTime?, to: [String] = ["coordinator", "manager"], lookAhead: Int = 21,
        reassures: Bool = false
    ) {
        self.at = at
        self.to = to
        self.lookAhead = lookAhead
        self.reassures = reassures
    }
}
