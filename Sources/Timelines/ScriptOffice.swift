import Almanac
import Foundation
import Oracle

/// The office of the timelines, with what a timeline's settings change of it.
struct ScriptOffice {
    var office: Office
    var registers: [Sheet]

    /// - Parameter root: the project's checkout.
    init(root: URL, settings: [String: FlowValue]) throws {
        let zones = try Self.zones()
        let name = settings["office"]?["time_zone"]?.string ?? "Asia/Jakarta"
        var weeks = [
            "five-day": Self.week(["mon-fri": .text("08:00-17:00")]),
            "six-day": Self.week([
                "mon-fri": .text("08:00-17:00"), "sat": .text("08:00-12:00"),
            ]),
            "around-the-clock": WorkWeek.aroundTheClock,
        ]
        for (name, days) in settings["calendars"]?.fields ?? [:] {
            weeks[name] = Self.week(days.fields)
        }
        var ladders = try Self.ladders(Self.shipped)
        for (name, rungs) in try Self.ladders(settings["ladders"] ?? .map([:])) {
            ladders[name] = rungs
        }
        office = Office(
            zone: zones[name] ?? .utc, zones: zones, calendar: "five-day", weeks: weeks,
            ladders: ladders)
        let days = try String(
            contentsOf: root.appending(path: "etc/holidays/id.csv"), encoding: .utf8)
        office.holidays = try HolidayTable.read(days)
        office.coordinator = "K"
        office.director = "D"
        office.kinds = Self.kinds
        registers = try Self.registers(root)
        change(by: settings)
    }

    private mutating func change(by settings: [String: FlowValue]) {
        office.isInTrial = settings["mode"]?.string == "trial"
        office.observesJointLeave = settings["office"]?["joint_leave"]?.string != "worked"
        if let clock = settings["clock"]?["require_synchronised"]?.string {
            office.requiresSynchronisedClock = clock == "true"
        }
        if let digest = settings["digest"] {
            let ahead = digest["look_ahead"]?.string?.dropLast()
            office.digest = DigestRule(
                at: digest["at"]?.string.flatMap { CivilTime($0) },
                to: digest["to"]?.items.compactMap(\.string) ?? ["coordinator", "manager"],
                lookAhead: ahead.flatMap { Int($0) } ?? 21,
                reassures: digest["reassure"]?.string == "true")
        }
        office.weeklyDigest = settings["weekly_digest"]?.items.compactMap(\.string) ?? []
        office.answerDays = settings["answer_days"]?.string.flatMap { Int($0) }
        if let limit = settings["automatic_limit"]?.string.flatMap({ Int($0) }) {
            office.automaticLimit = limit
        }
        for (name, kind) in settings["kinds"]?.fields ?? [:] {
            office.kinds[name] = Kind(
                ladder: kind["ladder"]?.string,
                roll: kind["roll"]?.string.flatMap { Rolling.Direction(rawValue: $0) })
        }
        office.clientRequests = Set(settings["client_requests"]?.items.compactMap(\.string) ?? [])
        if let holidays = settings["holidays"] {
            office.holidays += holidays.items.compactMap(Self.holiday)
        }
        office.periods = Self.periods(settings)
        if let first = settings["mail"]?["retry"]?["first"]?.string {
            office.retryAfter = Self.seconds(first)
        }
    }

    private static func periods(_ settings: [String: FlowValue]) -> PeriodRules? {
        guard let close = settings["close"] else { return nil }
        func offset(_ value: FlowValue?) -> Offset? {
            // A wrong offset is a wrong timeline: its mails will miss.
            value?.string.flatMap { try? Offset($0) }
        }
        var rules = PeriodRules()
        rules.first = close["first"]?.string.flatMap { Period($0) }
        rules.checks = close["checks"]?.items.compactMap(offset) ?? []
        rules.due = offset(close["due"])
        rules.ladder = close["ladder"]?.string ?? "close"
        if let tell = close["tell"] { rules.tell = tell.items.compactMap(\.string) }
        for (name, type) in settings["submissions"]?.fields ?? [:] {
            guard let cutOff = offset(type["cut_off"]) else { continue }
            rules.submissions[name] = SubmissionRule(
                owedBy: type["owed_by"]?.items.compactMap(\.string) ?? [], cutOff: cutOff,
                ladder: type["ladder"]?.string ?? "submission",
                mustBeSigned: type["sign_off"]?.string == "required")
        }
        return rules
    }

    private static func seconds(_ text: String) -> Int {
        let digits = text.prefix { $0.isNumber }
        let unit = ["s": 1, "min": 60, "h": 3600, "d": 86_400]
        return (Int(digits) ?? 0) * (unit[String(text.dropFirst(digits.count))] ?? 1)
    }

    private static func holiday(_ value: FlowValue) -> Holiday? {
        guard let date = value["date"]?.string.flatMap({ CivilDate($0) }) else { return nil }
        return Holiday(
            date: date, name: value["name"]?.string ?? "", kind: .office,
            scope: value["scope"]?.string,
            until: value["until"]?.string.flatMap { CivilDate($0) },
            hours: value["hours"]?.string.flatMap { DayHours($0) })
    }

    private static func zones() throws -> [String: Zone] {
        var zones: [String: Zone] = [:]
        for (short, name) in [
            "WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura",
            "CET": "Europe/Berlin", "EST": "America/New_York",
        ] {
            let file = URL(filePath: "/usr/share/zoneinfo/\(name)")
            let zone = try Zone(identifier: name, tzif: [UInt8](Data(contentsOf: file)))
            zones[name] = zone
            zones[short] = zone
        }
        return zones
    }

    private static func week(_ days: [String: FlowValue]) -> WorkWeek {
        var hours: [Weekday: [OpenHours]] = [:]
        for (name, value) in days {
            for day in Weekday.range(name) ?? [] {
                hours[day, default: []] += value.items.compactMap { $0.string }
                    .compactMap { OpenHours($0) }
            }
        }
        return WorkWeek(hours: hours)
    }

    private static func ladders(_ value: FlowValue) throws -> [String: [Rung]] {
        try value.fields.mapValues { rungs in
            try rungs.items.map { rung in
                Rung(
                    when: try Offset(rung["when"]?.string ?? ""),
                    tell: rung["tell"]?.items.compactMap(\.string) ?? [],
                    urgent: rung["urgent"]?.string == "true",
                    every: try rung["every"]?.string.map { try Interval($0) },
                    times: rung["times"]?.string.flatMap { Int($0) } ?? 1)
            }
        }
    }

    /// The ladders of the office of the timelines (Tests/EngineTests/ExampleOffice).
    private static let shipped = FlowValue(
        """
        {standard: [{when: WD-3 09:00, tell: owner}, {when: WD-1 09:00, tell: owner}, \
        {when: -4wh, tell: owner, urgent: true}, {when: WD+1 09:00, tell: [owner, manager]}, \
        {when: WD+2 09:00, every: 2wd, times: 3, tell: manager}], \
        day-before: [{when: D-1 10:00, tell: owner}, {when: due, tell: owner, urgent: true}], \
        early-monday: [{when: D-0 05:30, tell: owner}], \
        exact: [{when: -4h, tell: owner, urgent: true}], \
        ask: [{when: WD-1 08:00, tell: owner}, {when: WD+1 09:00, tell: [owner, manager]}], \
        unanswered: [{when: WD+1 09:00, tell: [owner, manager]}], \
        submission: [{when: WD-3 09:00, tell: team}, {when: WD-1 09:00, tell: team}, \
        {when: -4wh, tell: team, urgent: true}, {when: due, tell: [manager, coordinator]}], \
        close: [{when: WD-1 09:00, tell: owner}]}
        """)

    private static let kinds: [String: Kind] = {
        let asked = [
            "date-needed", "callback", "sign-off", "mail-unsent", "client-mail", "client-answer",
        ]
        var kinds = Dictionary(uniqueKeysWithValues: asked.map { ($0, Kind(ladder: "ask")) })
        kinds["task"] = Kind()
        kinds["letter-approval"] = Kind(ladder: "unanswered", isInDigest: false)
        return kinds
    }()

    /// The people, teams, clients and reasons of the office of the timelines.
    private static func registers(_ root: URL) throws -> [Sheet] {
        let folder = root.appending(path: "Tests/EngineTests/ExampleOffice")
        return try [SheetKind.people, .teams, .clients, .reasons].map { kind in
            let text = try String(
                contentsOf: folder.appending(path: "\(kind.rawValue).csv"), encoding: .utf8)
            let lines = text.split(separator: "\n").map { line in
                line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            }
            let rows = lines.dropFirst().map { cells in
                Dictionary(uniqueKeysWithValues: zip(lines[0], cells))
            }
            return Sheet(kind, rows: rows)
        }
    }
}
