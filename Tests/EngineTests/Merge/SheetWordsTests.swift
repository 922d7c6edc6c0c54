import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// What reports say of cells: the columns by the names that sheets have, at the cells that are meant, and
/// nothing that did not happen.
@Suite struct SheetWordsTests {
    private func codes(_ report: ImportReport) -> [String] {
        report.reading.findings.map { "\($0.cell) \($0.code.rawValue) \($0.severity.rawValue)" }
    }

    private func line(
        _ work: TestOffice, _ name: String = "1"
    ) async throws -> Coordination.OrderLine {
        let order = try await work.stages.ledger.read { try $0.order("O1") }
        return try #require(order?.lines.first { $0.line == name })
    }

    private static let order = "order;line;client;item;quantity;unit;promised"

    // MARK: Names

    @Test(
        "A change of a register bears its column's name",
        arguments: [
            (
                [
                    "code;name;role;email;reports_to;time_zone",
                    "S;Sari W;finance;s2@garis.test;D;WITA",
                ],
                ["email", "name", "reports_to", "role", "time_zone"]
            ),
            (
                ["code;name;contact;notices;time_zone;language", "C1;PT X;Budi;none;WITA;en"],
                ["contact", "language", "name", "notices", "time_zone"]
            ),
        ])
    func registerColumns(_ lines: [String], _ columns: [String]) async throws {
        let work = try await TestOffice()
        let report = try await work.take("x.csv", lines)
        #expect(Set(report.difference.changed.map(\.column)).isSubset(of: columns))
        #expect(report.difference.changed.contains { $0.column == "time_zone" })
    }

    @Test func aDroppedFilesReportHasThemInItsLanguage() async throws {
        #expect(SheetKind.people.words(forColumn: "time_zone").indonesian == "zona")
        #expect(SheetKind.deadlines.words(forColumn: "due").indonesian == "jatuh tempo")
        let inbox = try await Inbox()
        try inbox.drop("people.csv", "code;name;role;time_zone", "S;Sari Wulandari;sales;WITA")
        try await inbox.settle()
        let report = try inbox.report("accepted/people.csv")
        #expect(report.contains("- S, time_zone: "), "\(report)")
    }

    @Test func whatIsKeptIsNamedInBothLanguages() async throws {
        let work = try await TestOffice()
        let lines = ["code;title;owner;due_date;note", "T-1;Tender;S;2026-12-04;satu"]
        try await work.take("deadlines.csv", lines)
        _ = try await work.call(MoveDeadline(code: "T-1", due: "2026-12-11"))
        let report = try await work.take("deadlines.csv", lines)
        let remark = try #require(report.reading.remarks.first)
        #expect(remark.english.contains("T-1 due_date: sheet 2026-12-04, kept 2026-12-11"))
        #expect(remark.indonesian.contains("T-1 jatuh_tempo: lembar 2026-12-04, tetap 2026-12-11"))
    }

    // MARK: What did not happen

    @Test func whatIsLeftBlankWasNotChangedSince() async throws {
        let work = try await TestOffice()
        let header = "code;title;owner;due_date;repeat"
        try await work.take("deadlines.csv", header, "W;Rapat;S;2026-12-04;weekly")
        let report = try await work.take("deadlines.csv", header, "W;Rapat;S;2026-12-04;")
        #expect(codes(report) == ["E2 required warning"])
        #expect(
            report.reading.findings[0].expected.english.contains("the status cancelled ends it"))
        #expect(report.notes.map(\.kind) == [.blanked])
        #expect(report.reading.remarks.isEmpty)
        #expect(try await work.stages.ledger.read { try $0.series(code: "W")?.endedAt } == nil)
    }

    @Test func openIsNoOldCopyOfWhatIsOpenAgain() async throws {
        let work = try await TestOffice()
        let header = "code;title;owner;due_date;status"
        try await work.take("deadlines.csv", header, "T-1;Tender;S;2026-12-04;buka")
        try await work.take("deadlines.csv", header, "T-1;Tender;S;2026-12-04;selesai")
        // As long as it is done, the first list is one.
        let old = try await work.take("deadlines.csv", header, "T-1;Tender;S;2026-12-04;buka")
        #expect(codes(old) == ["E2 stale warning"])
        _ = try await work.call(ReopenDeadline(code: "T-1", reason: "belum"))
        let again = try await work.take("deadlines.csv", header, "T-1;Tender;S;2026-12-04;buka")
        #expect(again.reading.findings.isEmpty && again.notes.isEmpty)
        let done = try await work.take("deadlines.csv", header, "T-1;Tender;S;2026-12-04;selesai")
        #expect(codes(done) == ["E2 stale warning"])
    }

    @Test(arguments: ["8.00-12.00", "08:00–12:00", "08:00-10:00, 10:00-12:00"])
    func hoursAreTheSameHoweverTheyAreWritten(_ hours: String) async throws {
        let work = try await TestOffice()
        let lines = ["date;name;kind;hours", "2026-12-31;Tutup;kantor;\(hours)"]
        try await work.take("holidays.csv", lines)
        let again = try await work.take("holidays.csv", lines)
        #expect(again.notes.isEmpty && again.difference.isEmpty)
    }

    @Test func aNewEntrysUnknownCalendarIsSaid() async throws {
        let work = try await TestOffice()
        for lines in [
            ["code;name;role;calendar", "X-1;Budi;sales;tujuh-hari"],
            ["team_code;name;calendar", "X-2;Budi;tujuh-hari"],
            ["code;name;contact;calendar", "X-3;Budi;Budi;tujuh-hari"],
        ] {
            let report = try await work.take("x.csv", lines)
            let finding = try #require(report.reading.findings.first)
            #expect(finding.code == .unknownWord && finding.severity == .warning)
            #expect(finding.expected.english.contains("until then"), "\(finding.expected.english)")
        }
    }

    @Test func aReasonStaysWithTheDateThatABlankDidNotTakeAway() async throws {
        let work = try await TestOffice()
        let header = "order;line;client;item;quantity;promised;expected;reason"
        let first = "O1;1;C1;Meja;5;2026-12-10;;"
        try await work.take("orders.csv", header, first)
        try await work.take("orders.csv", header, "O1;1;C1;Meja;5;2026-12-10;2026-12-18;KAPAL")
        for findings in [["G2 required warning"], []] {
            let again = try await work.take("orders.csv", header, first)
            #expect(codes(again) == findings && again.difference.isEmpty)
            #expect(try await line(work).reason == "KAPAL")
            #expect(try await line(work).expected == CivilDate("2026-12-18"))
        }
        // By itself it is cleared as ever.
        try await work.take("orders.csv", header, "O1;1;C1;Meja;5;2026-12-10;2026-12-18;")
        #expect(try await line(work).reason == nil)
    }

    @Test func whichOfASeriesEndsIsSaidOnceWithWhatItsCellSays() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;repeat", "W;Rapat;S;2026-12-04;weekly")
        let report = try await work.take(
            "x.csv", "code;status;done_on;due_date", "W;done;2026-11-23;2026-12-30")
        #expect(codes(report) == ["D2 unknown-code blocker"])
        #expect(report.reading.findings.first?.value == "2026-12-30")
    }

    // MARK: The cells that are meant

    @Test func aDateThatIsKnownIsNoFaultOfAnotherCell() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.order, "O1;1;C1;Meja;5;unit;2026-11-20")
        let report = try await work.take("orders.csv", "order;line;delivered", "O1;1;2")
        #expect(codes(report).isEmpty)
    }

    @Test func lessOrderedThanDeliveredStandsAtTheQuantity() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.order, "O1;1;C1;Meja;5;unit;2026-12-10")
        try await work.take("orders.csv", "order;line;delivered", "O1;1;3")
        let report = try await work.take("orders.csv", "order;line;item;quantity", "O1;1;Meja;2")
        #expect(codes(report) == ["D2 out-of-range warning"])
    }

    @Test func aUnitThatDoesNotFitStandsAtTheUnit() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.order, "O1;1;C1;Pasir;5,5;kg;2026-12-10")
        let report = try await work.take("orders.csv", "order;line;item;unit", "O1;1;Pasir;pcs")
        #expect(codes(report) == ["D2 not-a-number blocker"])
    }

    @Test(
        "A line that is split over two files is seen in whichever order they come",
        arguments: [[0, 1], [1, 0]])
    func splitOverTwoFiles(_ order: [Int]) async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.order, "O1;1;C1;Meja;10;unit;2026-12-10")
        let files = [
            ("sisa.csv", "order;line;quantity\r\nO1;1;6"),
            ("baru.csv", "\(Self.order)\r\nO1;2;C1;Meja;4;unit;2026-12-21"),
        ].map { Intake.File(name: $0.0, content: Array($0.1.utf8)) }
        let reports = try await work.take(order.map { files[$0] })
        let new = try #require(reports.first { $0.reading.file == "baru.csv" })
        #expect(codes(new) == ["B2 not-possible warning"])
        #expect(try await line(work, "2").promise == CivilDate("2026-12-10"))
    }

    // MARK: Commands

    @Test(
        "A command's quantity is read as a cell's",
        arguments: [
            ("2,75", 2_750), ("2.75", 2_750), ("1.250", 1_250_000), ("3", 3_000),
            ("1.250,5", 1_250_500),
        ])
    func quantityOfACommand(_ text: String, _ thousandths: Int64) async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.order, "O1;1;C1;Pasir;5000;kg;2026-12-10")
        _ = try await work.call(ChangeOrder(order: "O1", change: "deliver", quantityText: text))
        #expect(try await line(work).delivered == Quantity(thousandths: thousandths))
    }

    @Test(arguments: ["2,750", "dua", "1.2.3", ""])
    func aQuantityWithoutOneReadingIsRefused(_ text: String) async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.order, "O1;1;C1;Pasir;5000;kg;2026-12-10")
        let error = await #expect(throws: ControlError.self) {
            try await work.call(ChangeOrder(order: "O1", change: "deliver", quantityText: text))
        }
        #expect(error.map { "\($0)".contains("is no quantity") } == true)
        #expect(try await line(work).delivered == 0)
    }
}
