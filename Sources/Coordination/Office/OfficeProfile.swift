package import Almanac

/// What the settings say of the office: everything the rules need and no register holds.
package struct OfficeProfile: Sendable {
    package var name: String
    /// The language of whoever has none of their own: `id` or `en`.
    package var language: String
    package var zone: Zone
    /// The calendar of whoever has none of their own.
    package var calendar: String
    package var calendars: [String: WorkWeek]
    /// The names of the settings' couriers, by which people may want to be told; empty where nobody said.
    package var couriers: [String] = []
    /// Every zone that a person, team, client or deadline may name, by IANA name.
    package var zones: ZoneCatalog
    /// Holidays that ship with the program or stand in files; the registers' come on top.
    package var holidays: [Holiday]
    /// Paths of those files, as an administrator finds them.
    package var holidayFiles: [String]
    package var observesJointLeave: Bool
    /// Code of the coordinator, whom everybody answers and who hears last-resort escalations.
    package var coordinator: String?
    package var director: String?
    package var ladders: [String: Ladder]
    package var kinds: [String: DeadlineKind]
    /// How long items for one person wait for each other.
    package var groupingWindow: Duration
    /// How many working days escalations wait for somebody who acknowledged a deadline.
    package var acknowledgementDays: Int
    /// Stand-ins that the settings name; the register's come on top.
    package var delegations: [Delegation]
    /// How many client letters one change may release by itself before all of them wait.
    package var automaticLimit: Int
    /// How many letters a person must have approved unchanged before a client's may go by themselves.
    package var automaticAfter: Int
    /// For how long of working time a letter that goes by itself waits for its salesperson's word.
    package var coolingOff: Duration?
    /// Whether the first automatic mail to somebody says what it is.
    package var welcomes: Bool
    /// Whether salespeople hear of letters about their orders before those go.
    package var announcesLetters: Bool
    /// The percentage of open orders about which one change may release letters; nil for any.
    package var automaticShare: Int?
    /// How many orders may be told in one change that they shift by the same number of days; nil for any.
    package var automaticEqualShifts: Int?
    /// Reasons, by code, that say that the client asked for another date and so knows it.
    package var clientRequests: [String]
    /// Within how many working days a client is asked to object to a further slip; nil asks nothing.
    package var answerDays: Int?
    package var submissionTypes: [SubmissionType]
    /// When periods are checked and closed.
    package var closeCalendar: CloseCalendar
    /// How amounts, numbers and dates are written.
    package var style: WritingStyle
    /// How telephone numbers that name no country are completed: as in the office's zone, unless somebody
    /// says otherwise; nil leaves them as they are.
    package var phones: PhonePlan?
    /// The morning's digest; nil is none.
    package var digest: DigestRule?
    /// The posts whose weeks begin with a mail about them; empty is none.
    package var weeklyDigest: [Person.Post]

    package init(
        name: String, language: String, zone: Zone, calendar: String,
        calendars: [String: WorkWeek], zones: @escaping ZoneCatalog, holidays: [Holiday] = [],
        holidayFiles: [String] = [],
        observesJointLeave: Bool = true, coordinator: String? = nil, director: String? = nil,
        ladders: [String: Ladder], kinds: [String: DeadlineKind],
        groupingWindow: Duration = .seconds(300), acknowledgementDays: Int = 2,
        delegations: [Delegation] = [], automaticLimit: Int = 5, automaticAfter: Int = 0,
        coolingOff: Duration? = nil, announcesLetters: Bool = false, welcomes: Bool = false,
        automaticShare: Int? = nil, automaticEqualShifts: Int? = nil,
        clientRequests: [String] = [], answerDays: Int? = nil,
        submissionTypes: [SubmissionType] = [], closeCalendar: CloseCalendar = CloseCalendar(),
        style: WritingStyle = WritingStyle(), phones: PhonePlan? = nil, digest: DigestRule? = nil,
        weeklyDigest: [Person.Post] = []
    ) {
        self.name = name
        self.language = language
        self.zone = zone
        self.calendar = calendar
        self.calendars = calendars
        self.zones = zones
        self.holidays = holidays
        self.holidayFiles = holidayFiles
        self.observesJointLeave = observesJointLeave
        self.coordinator = coordinator
        self.director = director
        self.ladders = ladders.merging(TaskKind.ladders.map { ($0.name, $0) }) { said, _ in said }
        self.kinds = kinds.merging(TaskKind.allCases.map { ($0.rawValue, $0.builtIn) }) {
            $0.filled(from: $1)
        }
        self.groupingWindow = groupingWindow
        self.acknowledgementDays = acknowledgementDays
        self.delegations = delegations
        self.automaticLimit = automaticLimit
        self.automaticAfter = automaticAfter
        self.coolingOff = coolingOff
        self.announcesLetters = announcesLetters
        self.welcomes = welcomes
        self.automaticShare = automaticShare
        self.automaticEqualShifts = automaticEqualShifts
        self.clientRequests = clientRequests
        self.answerDays = answerDays
        self.submissionTypes = submissionTypes
        self.closeCalendar = closeCalendar
        self.style = style
        self.phones = phones ?? PhonePlan(zone: zone.identifier)
        self.digest = digest
        self.weeklyDigest = weeklyDigest
    }
}
