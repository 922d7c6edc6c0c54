import Almanac
import Coordination
import Testing

@testable import Sheets

/// The office's own files against what a right reading of them gives.
@Suite struct OfficeFilesTests {
    /// Found beside what the office knows, by the rules of Coordination.
    private static let foundElsewhere: Set<Finding.Code> = [
        .unknownCode, .wrongPeriod, .outsidePeriod,
    ]

    private func read(_ name: String) throws -> SheetReading {
        SheetReader().read(
            try OfficeFiles.bytes(name), fileName: name, today: CivilDate("2026-11-23"))
    }

    @Test(arguments: try OfficeFiles.names())
    func aFileReadsAsExpected(_ name: String) throws {
        let expected = try #require(try OfficeFiles.expectations()[name])
        let reading = try read(name)
        #expect(reading.kind?.rawValue == expected.sheet)

        let blockers = reading.findings.filter { $0.severity == .blocker }
        let wanted = (expected.findings ?? []).filter {
            Finding.Code(rawValue: $0[1]).map(Self.foundElsewhere.contains) == false
        }
        #expect(blockers.map { [$0.cell, $0.code.rawValue] } == wanted)
        #expect(reading.isNilReport == (expected.isNilReport ?? false))
        if expected.findings == [] {
            #expect(reading.rows.count == expected.accepted)
        }
        if let totals = expected.totals { #expect(reading.totals == totals) }
    }

    @Test func everyExpectedFileIsThere() throws {
        let expected = try OfficeFiles.expectations().keys.filter {
            // A workbook cut short has no worksheet that could be saved as CSV.
            $0.contains(".") && $0 != "bad-truncated.csv"
        }
        #expect(try OfficeFiles.names() == expected.sorted())
    }

    @Test(arguments: ["orders", "clients", "achievement-JKT-2026-11", "expenses-SBY-2026-11"])
    func aWorkbookAndItsCSVAreReadAlike(_ name: String) throws {
        let values = { (file: String) in try read(file).rows.map { $0.values } }
        #expect(try values("\(name).xlsx") == values("\(name).csv"))
    }

    @Test func peopleAreReadCellByCell() throws {
        let row = try #require(try read("people.csv").rows.first { $0.text("code") == "S-JKT-03" })
        #expect(row.number == 8)
        #expect(row.text("phone") == "+6281211235465")
        #expect(row.cell("phone")?.raw == "+62 812-11235465")
        #expect(row.cell("phone")?.address == "D8")
        #expect(row["role"] == .word("sales"))
        #expect(row["language"] == .word("en"))
        #expect(row["calendar"] == nil)
    }

    @Test func threeSpellingsOfAPhoneAreOneForm() throws {
        let phones = try read("people.csv").rows.compactMap { $0.text("phone") }
        #expect(phones.count == 33)
        #expect(phones.allSatisfy { $0.hasPrefix("+628") })
    }

    @Test func deadlinesCarryTheirDatesAndTimes() throws {
        let rows = try read("deadlines.csv").rows
        #expect(rows[0].date("due_date") == CivilDate("2027-01-02"))
        #expect(rows[0].time("due_time") == CivilTime("09:30"))
        #expect(rows[2]["repeat"] == .word("weekly"))
        #expect(rows[5]["due_time"] == nil)
        #expect(rows[26].date("due_date") == CivilDate("2026-11-30"))
    }

    @Test func rowsBecomeRegisterEntries() throws {
        #expect(try read("people.csv").rows.compactMap(Person.init).count == 33)
        #expect(try read("teams.csv").rows.compactMap(Team.init).count == 6)
        #expect(try read("reasons.csv").rows.compactMap(Reason.init).count == 4)
        #expect(try read("delegations.csv").rows.compactMap(Delegation.init).count == 2)
        #expect(try read("holidays.csv").rows.compactMap(Holiday.init).count == 2)
        #expect(try read("targets-2026-11.csv").rows.compactMap(Target.init).count == 24)
    }

    @Test func aRejectedFileKeepsTheRowsThatCouldBeRead() throws {
        let reading = try read("achievement-MKS-2026-11.csv")
        #expect(reading.rows.map { $0.text("period") } == Array(repeating: "2026-10", count: 12))
        #expect(reading.columnLetters["period"] == "A")
    }
}
