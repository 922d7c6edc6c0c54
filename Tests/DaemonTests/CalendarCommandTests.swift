import Foundation
import Testing

/// `tenggatctl calendar` as anybody runs it: it asks no daemon.
@Suite(.timeLimit(.minutes(10))) struct CalendarCommandTests {
    private static let holidays = Daemon.checkout.appending(path: "etc/holidays/id.csv").path
    private static let notHolidays = Daemon.checkout.appending(path: "Package.swift").path
    private static let base = "2026-11-24 13:00:00"

    private func calendar(
        _ arguments: String..., zone: String = "Asia/Jakarta"
    ) throws -> Daemon.Outcome {
        try Daemon.calendar(arguments, zone: zone)
    }

    private func instants(
        _ arguments: String..., zone: String = "Asia/Jakarta"
    ) throws -> [String] {
        let outcome = try Daemon.calendar(arguments + ["--json"], zone: zone)
        try #require(outcome.status == 0, "\(outcome.error)")
        return try JSONDecoder().decode([String].self, from: Data(outcome.output.utf8))
    }

    @Test func instantsAreAnArrayInUTC() throws {
        let found = try instants(
            "Mon..Fri 09:00", "--base-time", "2026-12-03 12:00:00", "--iterations", "3")
        #expect(found == ["2026-12-04T02:00:00Z", "2026-12-07T02:00:00Z", "2026-12-08T02:00:00Z"])
        let fraction = try instants("12:00:00.25", "--base-time", Self.base)
        #expect(fraction == ["2026-11-25T05:00:00.25Z"])
    }

    @Test func whatNeverElapsesIsAnEmptyArray() throws {
        #expect(try instants("*-02-30") == [])
        #expect(try instants("2026-12-31", "--base-time", "2027-01-01") == [])
        let table = try calendar("*-02-30")
        #expect(table.status == 0)
        #expect(table.output.hasSuffix("\n    Next elapse: never\n"), "\(table.output)")
    }

    @Test(
        "A base time is a moment of the local zone, of a named one, or RFC 3339",
        arguments: [
            "2026-11-24 13:00", "2026-11-24 13:00:00", "2026-11-24 15:00:00 Asia/Jayapura",
            "2026-11-24 06:00:00 UTC", "2026-11-24T06:00:00Z", "2026-11-24T13:00:00+07:00",
        ])
    func baseTime(_ base: String) throws {
        #expect(try instants("*:0/5:01", "--base-time", base) == ["2026-11-24T06:00:01Z"])
    }

    @Test func countingBackGivesWhatElapsed() throws {
        let found = try instants(
            "daily", "--previous", "--iterations", "2", "--base-time", "2026-11-24T06:00:00Z")
        #expect(found == ["2026-11-23T17:00:00Z", "2026-11-22T17:00:00Z"])
    }

    @Test(
        "The zone is that of TZ, else the expression's own",
        arguments: [
            ("Asia/Jakarta", "daily", "2026-11-24T17:00:00Z"),
            (":Asia/Jayapura", "daily", "2026-11-24T15:00:00Z"),
            ("", "daily", "2026-11-25T00:00:00Z"),
            ("Europe/Berlin", "daily Asia/Makassar", "2026-11-24T16:00:00Z"),
            ("Asia/Jakarta", "09:00 WIB", "2026-11-25T02:00:00Z"),
        ])
    func zones(_ zone: String, _ expression: String, _ wanted: String) throws {
        let found = try instants(expression, "--base-time", "2026-11-24T06:00:00Z", zone: zone)
        #expect(found == [wanted])
    }

    @Test func daysOffRollOverTheHolidaysNamed() throws {
        let rolled = try instants(
            "*-12-25 09:00", "--roll", "preceding", "--holidays", Self.holidays, "--base-time",
            Self.base)
        #expect(rolled == ["2026-12-23T02:00:00Z"])
        let worked = try instants(
            "*-12-25 09:00", "--roll", "preceding", "--holidays", Self.holidays,
            "--joint-leave-worked", "--base-time", Self.base)
        #expect(worked == ["2026-12-24T02:00:00Z"])
        let saturdays = try instants(
            "*-12-25 09:00", "--roll", "following", "--holidays", Self.holidays, "--hours",
            "mon-fri 08:00-17:00", "--hours", "sat 08:00-12:00", "--base-time", Self.base)
        #expect(saturdays == ["2026-12-26T02:00:00Z"])
    }

    /// Christmas, a Friday behind joint leave: the last working day is Wednesday 2026-12-23.
    @Test(
        "An offset falls as a ladder's step does",
        arguments: [
            ("WD-3 09:00", "2026-12-18T02:00:00Z"), ("WD-1 09:00", "2026-12-22T02:00:00Z"),
            ("WD+1 09:00", "2026-12-28T02:00:00Z"), ("-4wh", "2026-12-23T06:00:00Z"),
            ("H-7", "2026-12-18T01:00:00Z"), ("due", "2026-12-25T10:00:00Z"),
        ])
    func offsets(_ offset: String, _ wanted: String) throws {
        let found = try instants(
            "--offset", offset, "--due", "2026-12-25 17:00", "--holidays", Self.holidays)
        #expect(found == [wanted])
    }

    @Test func anOffsetCountsInTheZoneOfItsDueMoment() throws {
        let found = try instants(
            "--offset", "WD-3 09:00", "--due", "2026-12-25 17:00:00 Asia/Makassar", "--holidays",
            Self.holidays)
        #expect(found == ["2026-12-18T01:00:00Z"])
    }

    @Test func theTableIsThatOfSystemd() throws {
        let outcome = try calendar(
            "Mon 9:00", "--base-time", "2026-11-24 13:00:00", "--iterations", "2")
        let lines = outcome.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 8, "\(outcome.output)")
        #expect(lines[0] == "  Original form: Mon 9:00")
        #expect(lines[1] == "Normalized form: Mon *-*-* 09:00:00")
        #expect(lines[2] == "    Next elapse: Mon 2026-11-30 09:00:00 WIB")
        #expect(lines[3] == "       (in UTC): Mon 2026-11-30 02:00:00 UTC")
        #expect(lines[4].hasPrefix("       From now: "))
        #expect(lines[5] == "   Iteration #2: Mon 2026-12-07 09:00:00 WIB")
    }

    @Test(
        "A refusal is one line on standard error, and 65",
        arguments: [
            (["Mon 25:00"], "a number from 0 to 23 is wanted here, at character 5"),
            (["daily Asia/Jakata"], "a zone that the system knows, such as Asia/Jakarta"),
            (["daily", "--base-time", "tomorrow"], "is no moment: write 2026-12-04 15:00:00"),
            (["daily", "--base-time", "2026-11-24 09:00 Asia/Jakata"], "knows no time zone"),
            (["--offset", "WD3", "--due", "2026-12-25"], "a signed number of days"),
            (["--offset", "WD-3", "--due", "Friday"], "is no moment"),
            (["daily", "--roll", "preceding", "--hours", "mon"], "are no working hours"),
            (
                ["daily", "--roll", "preceding", "--holidays", notHolidays],
                "Package.swift: line 1 is no holiday"
            ),
        ])
    func refusals(_ arguments: [String], _ words: String) throws {
        let outcome = try Daemon.calendar(arguments, zone: "Asia/Jakarta")
        #expect(outcome.status == 65)
        #expect(outcome.output.isEmpty)
        #expect(outcome.error.hasPrefix("tenggatctl: "), "\(outcome.error)")
        #expect(outcome.error.contains(words), "\(outcome.error)")
        #expect(outcome.error.split(separator: "\n").count == 1, "\(outcome.error)")
    }

    @Test func aZoneThatIsNoneIsRefused() throws {
        let outcome = try calendar("daily", zone: "Asia/Jakata")
        #expect(outcome.status == 65)
        #expect(outcome.error.contains("the system knows no time zone “Asia/Jakata”"))
    }

    @Test func aFileOfHolidaysThatIsNotThereIsNotFound() throws {
        let outcome = try calendar("daily", "--roll", "following", "--holidays", "nowhere.csv")
        #expect(outcome.status == 66)
        #expect(
            outcome.error
                == "tenggatctl: nowhere.csv cannot be read: is it there, and UTF-8 text?\n")
    }

    @Test(
        "Wrong use ends with 64",
        arguments: [
            [], ["daily", "--offset", "WD-3", "--due", "2026-12-25"], ["--offset", "WD-3"],
            ["daily", "--due", "2026-12-25"], ["daily", "--iterations", "0"],
            ["daily", "--iterations", "100001"], ["daily", "--iterations", "many"],
            ["daily", "--roll", "sideways"], ["daily", "weekly"], ["daily", "--forward"],
            ["daily", "--holidays", "id.csv"],
            ["--offset", "WD-3", "--due", "2026-12-25", "--roll", "preceding"],
            ["--offset", "WD-3", "--due", "2026-12-25", "--previous"],
            ["--offset", "WD-3", "--due", "2026-12-25", "--iterations", "2"],
            ["--offset", "WD-3", "--due", "2026-12-25", "--base-time", "2026-12-01"],
        ])
    func wrongUse(_ arguments: [String]) throws {
        let outcome = try Daemon.calendar(arguments, zone: "Asia/Jakarta")
        #expect(outcome.status == 64, "\(outcome.output)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.error.contains("Usage: tenggatctl calendar"), "\(outcome.error)")
    }
}
