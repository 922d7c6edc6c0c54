import Almanac
import Coordination
import Foundation
import Testing

@testable import Settings

/// Holidays from iCalendar files, beside those in the project's own table.
@Suite struct HolidayFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "h-\(UUID())")

    private static let settings = """
        office: {name: PT Uji, language: id, time_zone: UTC, calendar: five}
        calendars: {five: {mon-fri: "08:00-17:00"}}
        ladders: {standard: [{when: WD-1 09:00, tell: owner}]}
        holidays: [regional.ics, own.csv]

        """

    /// An event with some lines of its own, in a calendar.
    private static func calendar(_ events: String...) -> String {
        let events = events.map { "BEGIN:VEVENT\n\($0)\nEND:VEVENT\n" }.joined()
        return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n\(events)END:VCALENDAR\n"
    }

    private func load(_ calendar: String, name: String = "regional.ics") throws -> [Holiday] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (file, text) in [
            name: calendar, "own.csv": "date,name,name_id,kind,certainty\n",
            "tenggat.yaml": Self.settings.replacingOccurrences(of: "regional.ics", with: name),
        ] {
            try text.write(
                to: folder.appending(path: file), atomically: true, encoding: .utf8)
        }
        return try Settings.load(path: folder.appending(path: "tenggat.yaml").path) {
            Zone(fixed: $0, seconds: 0)
        }.profile.holidays
    }

    private func shown(_ holidays: [Holiday]) -> [String] {
        holidays.map { "\($0.date) \($0.name) \($0.kind.rawValue) \($0.certainty.rawValue)" }
    }

    @Test func anEventOfSeveralDaysIsAHolidayOnEach() throws {
        let text = Self.calendar(
            "DTSTART;VALUE=DATE:20261130\nDTEND;VALUE=DATE:20261203\nSUMMARY:Pilkada\\, Jakarta",
            "DTSTART;VALUE=DATE:20261210\nDURATION:P1W\nSUMMARY:Tutup",
            "DTSTART;VALUE=DATE:20261222\nSUMMARY:  Hari Ibu  ")
        #expect(
            shown(try load(text)) == [
                "2026-11-30 Pilkada, Jakarta regional fixed",
                "2026-12-01 Pilkada, Jakarta regional fixed",
                "2026-12-02 Pilkada, Jakarta regional fixed",
            ] + (10...16).map { "2026-12-\($0) Tutup regional fixed" } + [
                "2026-12-22 Hari Ibu regional fixed"
            ])
    }

    @Test func daysWithHoursOfTheirOwnComeFromACalendarToo() throws {
        let text = Self.calendar(
            "DTSTART;VALUE=DATE:20270208\nDTEND;VALUE=DATE:20270310\nSUMMARY:Ramadan\n"
                + "X-TENGGAT-HOURS:07:30-14:30\nX-TENGGAT-SCOPE:MKS",
            "DTSTART;VALUE=DATE:20261224\nSUMMARY:Setengah hari\nX-TENGGAT-HOURS:08.00-12.00")
        #expect(
            try load(text) == [
                Holiday(
                    date: try #require(CivilDate("2027-02-08")), name: "Ramadan", kind: .office,
                    scope: "MKS", until: CivilDate("2027-03-09"), hours: DayHours("07:30-14:30")),
                Holiday(
                    date: try #require(CivilDate("2026-12-24")), name: "Setengah hari",
                    kind: .office, hours: DayHours("08:00-12:00")),
            ])
        let error = #expect(throws: SettingsError.self) {
            try load(
                Self.calendar(
                    "DTSTART;VALUE=DATE:20261224\nSUMMARY:x\nX-TENGGAT-HOURS:pagi"))
        }
        #expect(error?.faults.first?.message.contains("X-TENGGAT-HOURS is “pagi”") == true)
        #expect(error?.faults.first?.line == 7)
    }

    @Test(
        "The kind is what the file says, else a category that is one",
        arguments: [
            ("X-TENGGAT-KIND:office", "office"), ("CATEGORIES:Libur,NATIONAL", "national"),
            ("CATEGORIES:Libur\nCATEGORIES:joint-leave", "joint-leave"),
            ("CATEGORIES:national\nX-TENGGAT-KIND:joint-leave", "joint-leave"),
            ("CATEGORIES:Libur", "regional"), ("CLASS:PUBLIC", "regional"),
        ])
    func kind(_ lines: String, _ expected: String) throws {
        let text = Self.calendar("DTSTART;VALUE=DATE:20261222\nSUMMARY:x\n\(lines)")
        #expect(shown(try load(text)) == ["2026-12-22 x \(expected) fixed"])
    }

    @Test func whatAwaitsConfirmationIsEstimated() throws {
        let text = Self.calendar(
            "DTSTART;VALUE=DATE:20270310\nSUMMARY:Idul Fitri\nSTATUS:TENTATIVE",
            "DTSTART;VALUE=DATE:20270311\nSUMMARY:Batal\nSTATUS:CANCELLED",
            "DTSTART;VALUE=DATE:20270312\nSUMMARY:Pasti\nSTATUS:CONFIRMED")
        #expect(
            shown(try load(text)) == [
                "2027-03-10 Idul Fitri regional estimated", "2027-03-12 Pasti regional fixed",
            ])
    }

    @Test(
        "What lasts all day is a holiday, however its program writes it",
        arguments: [
            "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261225",
            "DTSTART;TZID=SE Asia Standard Time:20261225T000000\n"
                + "DTEND;TZID=SE Asia Standard Time:20261226T000000",
            "DTSTART:20261225T000000\nDTEND:20261226T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            "DTSTART:20261225T000000Z\nDTEND:20261226T000000Z",
            "DTSTART:20261225T000000\nDURATION:P1D",
            "DTSTART:20251225T000000\nDTEND:20251226T000000\nRRULE:FREQ=YEARLY;COUNT=2\n"
                + "EXDATE:20251225T000000",
        ])
    func wholeDays(_ lines: String) throws {
        let text = Self.calendar("\(lines)\nSUMMARY:Natal")
        #expect(shown(try load(text)) == ["2026-12-25 Natal regional fixed"])
    }

    @Test func anEventAtATimeOfDayIsNoHoliday() throws {
        let text = Self.calendar(
            "DTSTART:20261222T090000Z\nDTEND:20261222T100000Z\nRRULE:FREQ=DAILY\nSUMMARY:Rapat",
            "DTSTART;TZID=Asia/Jakarta:20261222T090000\nSUMMARY:Rapat",
            "DTSTART:20261222T000000\nDTEND:20261222T010000\nSUMMARY:Pemeliharaan",
            "DTSTART:20261222T000000\nDTEND:20261223T000000\nRRULE:FREQ=WEEKLY\nSUMMARY:Piket")
        #expect(try load(text).isEmpty)
    }

    @Test func aYearlyRuleIsFollowedThroughACentury() throws {
        let all = try load(
            Self.calendar("DTSTART;VALUE=DATE:19450817\nRRULE:FREQ=YEARLY\nSUMMARY:Merdeka"))
        #expect(all.map(\.date.year) == Array(2000...2100))
        #expect(all.allSatisfy { "\($0.date)".hasSuffix("-08-17") })
    }

    @Test(
        "Rules of RFC 5545",
        arguments: [
            (
                "20241128", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20261231", "",
                [
                    "2024-11-28", "2025-11-27", "2026-11-26",
                ]
            ),
            ("20240229", "FREQ=YEARLY;COUNT=3", "", ["2024-02-29", "2028-02-29", "2032-02-29"]),
            ("20261222", "FREQ=YEARLY;INTERVAL=2;COUNT=2", "", ["2026-12-22", "2028-12-22"]),
            (
                "20261222", "FREQ=YEARLY;COUNT=3", "EXDATE;VALUE=DATE:20271222\n",
                [
                    "2026-12-22", "2028-12-22",
                ]
            ),
            (
                "20261231", "FREQ=YEARLY;COUNT=2", "DURATION:P2D\n",
                [
                    "2026-12-31", "2027-01-01", "2027-12-31", "2028-01-01",
                ]
            ),
        ])
    func rules(_ start: String, _ rule: String, _ more: String, _ dates: [String]) throws {
        let text = Self.calendar(
            "DTSTART;VALUE=DATE:\(start)\nRRULE:\(rule)\n\(more)SUMMARY:x")
        #expect(try load(text).map { "\($0.date)" } == dates)
    }

    @Test func filesAreAsProgramsWriteThem() throws {
        // CR LF, folded lines, empty properties, an alarm, a zone, two calendars in one file.
        let text = """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VTIMEZONE
            TZID:X
            BEGIN:STANDARD
            DTSTART:19700101T000000
            TZOFFSETFROM:+0700
            TZOFFSETTO:+0700
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261222
            SUMMARY:Hari
              Ibu
            DESCRIPTION:
            LOCATION:
            BEGIN:VALARM
            ACTION:DISPLAY
            TRIGGER:-PT15M
            DURATION:PT5M
            REPEAT:1
            DESCRIPTION:x
            END:VALARM
            END:VEVENT
            END:VCALENDAR
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261223
            SUMMARY:Dua
            END:VEVENT
            END:VCALENDAR

            """.replacingOccurrences(of: "\n", with: "\r\n")
        #expect(
            shown(try load(text, name: "REGIONAL.ICS")) == [
                "2026-12-22 Hari Ibu regional fixed", "2026-12-23 Dua regional fixed",
            ])
    }

    @Test(
        "A fault is told with its line",
        arguments: [
            ("hello\n", "1:1: is no iCalendar file: it must begin with BEGIN:VCALENDAR"),
            ("", "1:1: holds no events that can be read; export the calendar anew"),
            (
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n",
                "2:1: BEGIN:VEVENT has no END:VEVENT: is it cut short?"
            ),
            (
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VCALENDAR\n",
                "4:1: END:VCALENDAR stands where END:VEVENT of line 2 belongs"
            ),
            (
                calendar("SUMMARY:x"),
                "4:1: DTSTART is missing: the holiday's date, as in DTSTART;VALUE=DATE:20261225"
            ),
            (calendar("SUMMARY:x\nDTSTART;VALUE=DATE:tomorrow"), "6:1: DTSTART cannot be read"),
            (
                calendar("SUMMARY:x\nDTSTART;VALUE=DATE:20260230"),
                "6:1: DTSTART is no date that the calendar has"
            ),
            (
                calendar("DTSTART;VALUE=DATE:20261222"),
                "4:1: SUMMARY is missing: the holiday's name"
            ),
            (
                calendar("DTSTART;VALUE=DATE:20261222\nDTEND;VALUE=DATE:20261220\nSUMMARY:x"),
                "6:1: DTEND makes it -2 days; DTEND is the day after the last"
            ),
            (
                calendar(
                    "DTSTART:20261224T170000Z\nDTEND:20261225T170000Z\nSUMMARY:Natal\n"
                        + "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"),
                "5:1: DTSTART is of an event that lasts all day, in another zone's time: export the "
                    + "calendar with dates, as in DTSTART;VALUE=DATE:20261225"
            ),
            (
                calendar("DTSTART;VALUE=DATE:20261222\nDTEND;VALUE=DATE:20361222\nSUMMARY:x"),
                "6:1: DTEND makes it 3653 days; DTEND is the day after the last"
            ),
            (
                calendar("DTSTART;VALUE=DATE:20261222\nDTEND;VALUE=DATE:never\nSUMMARY:x"),
                "6:1: DTEND cannot be read"
            ),
            (
                calendar("DTSTART;VALUE=DATE:20261222\nSUMMARY:x\nRRULE:FREQ=MONTHLY"),
                "7:1: RRULE is no rule for holidays: only FREQ=YEARLY is"
            ),
            (
                calendar(
                    "DTSTART;VALUE=DATE:20261222\nSUMMARY:x",
                    "DTSTART;VALUE=DATE:20261223\nSUMMARY:y\nRRULE:FREQ=SOMETIMES"),
                "11:1: RRULE cannot be read"
            ),
            (
                calendar("DTSTART;VALUE=DATE:20261222\nSUMMARY:x\nRDATE;VALUE=DATE:20271222"),
                "7:1: RDATE is not read here: write an event for each of its dates"
            ),
            (
                calendar("DTSTART;VALUE=DATE:20261222\nSUMMARY:x\nX-TENGGAT-KIND:school"),
                "7:1: X-TENGGAT-KIND is “school”, wanted one of national, joint-leave, regional, office"
            ),
        ])
    func faults(_ text: String, _ expected: String) {
        let error = #expect(throws: SettingsError.self) { try load(text) }
        let path = folder.appending(path: "regional.ics").path
        #expect(error.map { "\($0)" } == "\(path):\(expected)")
    }

    @Test func aRuleOfTooManyDatesEnds() {
        let rule = "FREQ=YEARLY;BYHOUR=0,1,2,3,4,5;BYMINUTE=1,2,3;BYDAY=MO,TU,WE,TH,FR,SA,SU"
        let text = Self.calendar("DTSTART;VALUE=DATE:20261222\nSUMMARY:x\nRRULE:\(rule)")
        let error = #expect(throws: SettingsError.self) { try load(text) }
        #expect(error?.faults.first?.message.hasPrefix("RRULE is no rule for holidays") == true)
    }

    @Test func thousandsOfDamagedFilesDoNoHarm() throws {
        let good = Array(
            Self.calendar(
                "DTSTART;VALUE=DATE:20261222\nDTEND;VALUE=DATE:20261224\nSUMMARY:x\nRRULE:FREQ=YEARLY",
                "DTSTART;VALUE=DATE:20270101\nCATEGORIES:a,national\nSUMMARY:y\nEXDATE:20280101"
            ).utf8)
        var state: UInt64 = 7
        func dice(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var read = 0
        for _ in 0..<2000 {
            var bytes = good
            for _ in 0...dice(3) { bytes[dice(bytes.count)] = UInt8(dice(128)) }
            if dice(4) == 0 { bytes.removeLast(dice(bytes.count)) }
            read += HolidayFile.calendar(String(decoding: bytes, as: UTF8.self)) { _, _ in }.count
        }
        #expect(read > 0)
    }
}
