import Almanac
import Coordination

/// Reads one file after another into one draft of the settings.
final class SettingsReader {
    let folder: String
    let zones: ZoneCatalog

    // The office, as far as it was read; where a value stands is kept for faults found at the end.
    var name: String?
    var language = "id"
    var zone: Zone?
    var calendar: (name: String, at: Cursor)?
    var calendars: [String: WorkWeek] = [:]
    var holidays: [Holiday] = []
    var holidayFiles: [String] = []
    var observesJointLeave = true
    var coordinator: String?
    var director: String?
    var style = WritingStyle()
    /// Nil takes that of the office's zone.
    var phones: PhonePlan?
    var groupingWindow: Duration = .seconds(300)
    var acknowledgementDays = 2
    var delegations: [Delegation] = []
    var automaticLimit = 5
    var automaticAfter = 0
    var coolingOff: Duration?
    var announcesLetters = false
    var welcomes = false
    var automaticShare: Int?
    var automaticEqualShifts: Int?
    var clientRequests: [String] = []
    var answerDays: Int?
    var digest: DigestRule?
    var weeklyDigest: [Person.Post] = []

    /// Codes that ladders and the close tell, with their places.
    var people: [NamedPerson] = []
    var ladders: [String: Ladder] = [:]
    var ladderAliases: [String: (target: String, at: Cursor)] = [:]
    var kinds: [String: (kind: DeadlineKind, at: Cursor)] = [:]
    /// Each with the places of its rules, in their order.
    var submissions: [String: (type: SubmissionType, at: Cursor, rulesAt: [Cursor])] = [:]
    var closeCalendar = CloseCalendar()
    /// Where its ladder is named; nil takes `close` if there is one, else `standard`.
    var closeLadderAt: Cursor?

    var mail = MailSettings()
    var mailAt: Cursor?
    // Names of couriers with their places, looked up once all couriers are known.
    var courierAt: (name: String, at: Cursor)?
    var fallbackAt: (name: String, at: Cursor)?
    var routes: [CourierRoute] = []
    var control = ControlSettings()
    var sheets = SheetSettings()
    var clock = ClockSettings()
    var inbox: InboxSettings? = InboxSettings()
    var lists: ListsSettings?
    var backup: BackupSettings? = BackupSettings()
    var housekeeping: HousekeepingSettings? = HousekeepingSettings()
    var heartbeat: HeartbeatSettings?
    var metricsFile = KeptFile.off
    var state = "/var/lib/tenggat"
    var calendarFeed = KeptFile.off
    var calendarFeeds = KeptFile.off
    var templates = ["/etc/tenggat/templates"]
    var logLevel = LogLevel.notice
    var mode = OfficeMode.live
    var said = SaidSettings()

    init(folder: String, zones: @escaping ZoneCatalog) {
        self.folder = folder
        self.zones = zones
    }

    /// Where a file that the service keeps lies, as the settings say it.
    enum KeptFile {
        case off, inState
        case path(String)
    }

    func read(_ root: Cursor) {
        said.add(root.node)
        let sections: [String: (Cursor) -> Void] = [
            "office": office, "calendars": calendars, "holidays": holidays, "ladders": ladders,
            "ladder_aliases": ladderAliases, "kinds": kinds, "submissions": submissions,
            "close": close, "mail": mail, "digest": digest, "weekly_digest": weeklyDigest,
            "control": control, "sheets": sheets, "inbox": inbox, "lists": lists,
            "backup": backup, "housekeeping": housekeeping, "heartbeat": heartbeat,
        ]
        let values: [String: (Cursor) -> Void] = [
            "group": { self.groupingWindow = $0.duration() ?? self.groupingWindow },
            "acknowledgement_days": {
                self.acknowledgementDays = $0.number(in: 1...100) ?? self.acknowledgementDays
            },
            "delegations": { self.delegations += $0.elements.compactMap(self.delegation) },
            "automatic_after": {
                self.automaticAfter = $0.number(in: 0...1_000) ?? self.automaticAfter
            },
            "automatic_limit": {
                self.automaticLimit = $0.number(in: 0...1_000) ?? self.automaticLimit
            },
            "welcome": { self.welcomes = $0.flag() ?? self.welcomes },
            "cooling_off": { self.coolingOff = $0.duration() ?? self.coolingOff },
            "announce_letters": {
                self.announcesLetters = $0.flag() ?? self.announcesLetters
            },
            "automatic_share": {
                self.automaticShare = $0.value("a whole percentage such as 20%") { text in
                    text.hasSuffix("%")
                        ? Int(text.dropLast()).flatMap { (1...100).contains($0) ? $0 : nil } : nil
                }
            },
            "automatic_equal_shifts": {
                self.automaticEqualShifts = $0.number(in: 2...1_000)
            },
            "client_requests": {
                self.clientRequests += $0.elements.compactMap { $0.text(wanted: "a reason's code") }
            },
            "answer_days": { self.answerDays = $0.number(in: 1...100) },
            "clock": {
                $0.read([
                    "require_synchronised": {
                        self.clock.requiresSynchronised =
                            $0.flag() ?? self.clock.requiresSynchronised
                    }
                ])
            },
            "state": { self.state = self.path($0) ?? self.state },
            "calendar_feed": { self.calendarFeed = self.keptFile($0) ?? self.calendarFeed },
            "calendar_feeds": { self.calendarFeeds = self.keptFile($0) ?? self.calendarFeeds },
            "metrics_file": { self.metricsFile = self.keptFile($0) ?? self.metricsFile },
            "templates": { self.templates = $0.elements.compactMap(self.path) },
            "mode": { self.mode = $0.word() ?? self.mode },
            "log": { $0.read(["level": { self.logLevel = $0.word() ?? self.logLevel }]) },
        ]
        root.read(sections.merging(values) { section, _ in section })
    }

    /// A path as it is written; a relative one starts at the settings' folder.
    func path(_ cursor: Cursor) -> String? {
        cursor.text(wanted: "a path").map { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" }
    }

    /// `true`, `false`, or a path.
    private func keptFile(_ cursor: Cursor) -> KeptFile? {
        switch cursor.text(wanted: "true, false or a path") {
        case "true": .inState
        case "false": KeptFile.off
        case nil: nil
        case _?: path(cursor).map(KeptFile.path)
        }
    }

    func zone(_ cursor: Cursor) -> Zone? {
        cursor.value("a time zone that the system knows, such as Asia/Jakarta") { zones($0) }
    }

    private func office(_ cursor: Cursor) {
        cursor.read([
            "name": { self.name = $0.text() },
            "language": {
                self.language =
                    $0.value("id or en") { ["id", "en"].contains($0) ? $0 : nil }
                    ?? self.language
            },
            "time_zone": { self.zone = self.zone($0) },
            "calendar": { at in self.calendar = at.text().map { ($0, at) } },
            "joint_leave": {
                self.observesJointLeave =
                    $0.value("observed or worked") { ["observed": true, "worked": false][$0] }
                    ?? self.observesJointLeave
            },
            "coordinator": { self.coordinator = $0.text(wanted: "a person's code") },
            "director": { self.director = $0.text(wanted: "a person's code") },
            "currency": { self.style.currency = self.currency($0) ?? self.style.currency },
            "numbers": {
                self.style.numbers = $0.word(NumberStyle.self) ?? self.style.numbers
            },
            "phone_country": { self.phones = self.phones($0) ?? self.phones },
        ])
    }

    private func holidays(_ cursor: Cursor) {
        for element in cursor.elements {
            if element.isMap {
                if let holiday = holiday(element) { holidays.append(holiday) }
                continue
            }
            guard let path = path(element) else { continue }
            holidayFiles.append(path)
            holidays += HolidayFile.read(path, named: element)
        }
    }

    private func control(_ cursor: Cursor) {
        let principals = { (cursor: Cursor) in
            cursor.elements.compactMap {
                $0.value(
                    "user:NAME, group:NAME, uid:NUMBER or gid:NUMBER",
                    ControlSettings.Principal.init)
            }
        }
        cursor.read([
            "socket": { self.control.socket = self.path($0) ?? self.control.socket },
            "viewers": { self.control.viewers = principals($0) },
            "operators": { self.control.operators = principals($0) },
            "administrators": { self.control.administrators = principals($0) },
            "logins": {
                for (login, person) in $0.entries {
                    let user = ControlSettings.Principal(login) ?? .user(login)
                    self.control.logins[user] = person.text(wanted: "a person's code")
                }
            },
        ])
    }

    private func sheets(_ cursor: Cursor) {
        cursor.read([
            "date_order": {
                self.style.isDayFirst =
                    $0.value("day-first or month-first") {
                        ["day-first": true, "month-first": false][$0]
                    } ?? self.style.isDayFirst
            },
            "aliases": { aliases in
                for (name, columns) in aliases.entries {
                    guard let kind = SheetKind(rawValue: name) else {
                        columns.fail("no sheet of that name")
                        continue
                    }
                    for (column, words) in columns.entries {
                        self.sheets.aliases[kind, default: [:]][column, default: []] +=
                            words.elements.compactMap { $0.text() }
                    }
                }
            },
        ])
    }
}
