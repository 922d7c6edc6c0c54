import Almanac
package import Coordination

/// What the administrator set: read from YAML, checked as a whole.
package struct Settings: Sendable {
    package var profile: OfficeProfile
    package var mail: MailSettings
    package var control: ControlSettings
    package var sheets: SheetSettings
    package var clock: ClockSettings
    /// Nil when there is no drop folder.
    package var inbox: InboxSettings?
    /// Nil when no lists are kept fresh in a folder.
    package var lists: ListsSettings?
    /// Nil when no copies of the ledger are made.
    package var backup: BackupSettings?
    /// Nil when nothing is put away and nobody is told of a full disk.
    package var housekeeping: HousekeepingSettings?
    /// Nil when nobody elsewhere is told that the service lives.
    package var heartbeat: HeartbeatSettings?
    /// The file that the service's numbers are written to; nil for none.
    package var metricsFile: String?
    /// The folder of the ledger.
    package var state: String
    /// The calendar file that is kept fresh for subscription; nil for none.
    package var calendarFeed: String?
    /// The folder with a calendar file for each person; nil for none.
    package var calendarFeeds: String?
    /// Folders whose templates take the place of the shipped ones, the last wins.
    package var templates: [String]
    package var logLevel: LogLevel
    /// Codes that stand where a role may, with their places.
    package var people: [NamedPerson]
    /// The same as it stands in the files.
    package var said: SaidSettings
    /// The main file that they were read from.
    package var path = ""
    /// Whether letters go to whom they are for.
    package var mode = OfficeMode.live
}

/// Whether an office works, or tries how it would be.
package enum OfficeMode: String, Sendable, Hashable, CaseIterable {
    case live
    /// Every letter goes to the coordinator, under a banner that names its reader; until somebody goes live.
    case trial
}

/// How much the journal is told.
package enum LogLevel: String, Sendable, Hashable, CaseIterable {
    case debug, info, notice, warning, error
}

/// What is asked of the machine's clock.
package struct ClockSettings: Sendable, Hashable {
    /// Whether clients are told nothing by a clock that no time server keeps, until a person
    /// confirms it.
    package var requiresSynchronised = true

    package init() {}
}

/// How sheets are read here.
package struct SheetSettings: Sendable, Hashable {
    /// Further header names: by sheet, by column, each with its aliases.
    package var aliases: [SheetKind: [String: [String]]] = [:]
}

/// Who may ask what.
package struct ControlSettings: Sendable, Hashable {
    package var socket = "/run/tenggat/control.sock"
    package var viewers: [Principal] = []
    package var operators: [Principal] = []
    package var administrators: [Principal] = []
    /// Which person of the office a Unix user is, by the person's code.
    package var logins: [Principal: String] = [:]

    /// What somebody may do; who may do more may do less, too.
    package enum Role: String, Sendable, Hashable, CaseIterable {
        /// Asks, and hands in submissions.
        case viewer
        case `operator`
    }

    /// A Unix user or group, as the settings name it.
    package enum Principal: Sendable, Hashable {
        case user(String)
        case group(String)
        case userID(UInt32)
        case groupID(UInt32)

        /// `user:sari`, `group:sales`, `uid:1000`, `gid:1000`.
        init?(_ text: String) {
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, !parts[1].isEmpty else { return nil }
            switch parts[0] {
            case "user": self = .user(parts[1])
            case "group": self = .group(parts[1])
            case "uid":
                guard let number = UInt32(parts[1]) else { return nil }
                self = .userID(number)
            case "gid":
                guard let number = UInt32(parts[1]) else { return nil }
                self = .groupID(number)
            default: return nil
            }
        }
    }
}
