import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// Every cell is taken, refused with a finding, or reported; and what is reported is what happened.
@Suite struct SheetReportTests {
    private func codes(_ report: ImportReport) -> [String] {
        report.reading.findings.map { "\($0.cell) \($0.code.rawValue) \($0.severity.rawValue)" }
    }

    private func line(_ work: TestOffice) async throws -> Coordination.OrderLine {
        try #require(try await work.stages.ledger.read { try $0.order("O1") }?.lines.first)
    }

    private static let series = "code;title;owner;due_date;due_time;repeat"

    @Test func aSeriesNewHourIsReportedOfTheOneAhead() async throws {
        let work = try await TestOffice()
        try await work.take("deadlines.csv", Self.series, "W;W;S;2026-12-01;17:00;weekly")
        _ = try await work.call(FinishDeadline(code: "W"))
        let report = try await work.take(
            "deadlines.csv", Self.series, "W;W;S;2026-12-01;16:00;weekly")
        #expect(
            report.difference.changed.map { "\($0.column): \($0.old ?? "") → \($0.new ?? "")" }
                == [
                    "due: 2026-12-08 17:00 → 2026-12-08 16:00",
                    "first due: 2026-12-01 17:00 → 2026-12-01 16:00",
                ])
        #expect(
            try await work.deadlines().filter { $0.state == .open }.map(\.due.description)
                == ["2026-12-08 16:00"])
    }

    // MARK: Orders

    private static let order = "order;line;client;item;quantity;promised"

    @Test(arguments: [("2026-12-18", "SHIP"), ("2026-12-28", nil as String?)])
    func aReasonStaysUnlessTheDateIsLater(_ date: String, _ reason: String?) async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.order, "O1;1;C1;Meja;5;2026-12-10")
        _ = try await work.call(
            ChangeOrder(order: "O1", change: "slip", date: "2026-12-22", reason: "SHIP"))
        let report = try await work.take("orders.csv", "order;line;expected", "O1;1;\(date)")
        #expect(try await line(work).reason == reason)
        #expect(codes(report).contains("C2 required warning") == (reason == nil))
    }

    @Test func openAgainSaysHowMuchIsDeliveredNow() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.order, "O1;1;C1;Meja;5;2026-12-10")
        _ = try await work.call(ChangeOrder(order: "O1", change: "deliver"))
        let report = try await work.take("orders.csv", "order;line;status", "O1;1;open")
        #expect(codes(report) == ["C2 out-of-range warning"])
        #expect(try await line(work).delivered == 0)
        #expect(try await line(work).deliveredOn == nil)
        let again = try await work.take("orders.csv", "order;line;status", "O1;1;open")
        #expect(again.difference.isEmpty && again.reading.findings.isEmpty)
    }

    @Test func anotherQuantityOfADeliveredLineIsACorrection() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.order, "O1;1;C1;Meja;5;2026-12-10")
        _ = try await work.call(ChangeOrder(order: "O1", change: "deliver"))
        _ = try await work.call(ChangeOrder(order: "O1", change: "deliver", quantity: 2))
        #expect(try await line(work).delivered == 2)
        _ = try await work.call(ChangeOrder(order: "O1", change: "deliver", quantity: 0))
        #expect(try await line(work).delivered == 0)
        await #expect(throws: (any Error).self) {
            try await work.call(ChangeOrder(order: "O1", change: "deliver", quantity: 0))
        }
    }

    @Test func aReasonThatIsOnNoListIsAWarning() async throws {
        let work = try await TestOffice()
        let report = try await work.take(
            "orders.csv", Self.order + ";expected;reason",
            "O1;1;C1;Meja;5;2026-12-10;2026-12-18;NOPE",
            "O2;1;C1;Meja;5;2026-12-10;2026-12-18;KAPAL")
        #expect(codes(report).filter { $0.hasPrefix("H") } == ["H2 unknown-code warning"])
    }

    // MARK: Deadlines

    @Test func whatAnEarlierFileOfAnImportEndedTakesNothingMore() async throws {
        let work = try await TestOffice()
        try await work.take("deadlines.csv", "code;title;owner;due_date", "T-1;T;S;2026-12-04")
        let files = [
            ("a.csv", "code;status\r\nT-1;done"), ("b.csv", "code;due_date\r\nT-1;2026-12-24"),
        ]
        .map { Intake.File(name: $0.0, content: Array($0.1.utf8)) }
        let reports = try await work.take(files)
        #expect(codes(reports[1]) == ["B2 not-possible warning"])
        #expect(try await work.deadlines().first?.due.date == CivilDate("2026-12-04"))
    }

    @Test func aStatusThatIsAnotherSinceIsReportedAsKept() async throws {
        let work = try await TestOffice()
        let lines = ["code;title;owner;due_date;status", "T-1;T;S;2026-12-04;open"]
        try await work.take("deadlines.csv", lines[0], lines[1])
        _ = try await work.call(FinishDeadline(code: "T-1"))
        let report = try await work.take("deadlines.csv", lines[0], lines[1])
        #expect(
            report.notes.map { "\($0.kind) \($0.column) \($0.known ?? "")" } == ["kept status done"]
        )
    }

    @Test func daysAreTheOffices() async throws {
        let work = try await TestOffice()
        try await work.take("deadlines.csv", "code;title;owner;due_date", "T-1;T;S;2026-12-04")
        let report = try await work.take(
            "deadlines.csv", "code;status;done_on", "T-1;done;2026-11-20")
        #expect(
            report.difference.changed.first { $0.column == "done_on" }?.new == "2026-11-20")
    }

    // MARK: What the service asks

    @Test func aLettersQuestionEndsWithADecisionAlone() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let code = "LETTER-\(waiting.id)"
        await #expect(throws: (any Error).self) {
            try await work.call(FinishDeadline(code: code))
        }
        let report = try await work.take(
            "deadlines.csv", "code;status;title", "\(code);done;Sudah")
        #expect(codes(report) == ["B2 not-possible warning", "C2 not-possible warning"])
        let question = try #require(try await work.deadlines().first { $0.code == code })
        #expect(question.state == .open && question.title != "Sudah")
        let others = try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "T-1;T;S;2026-12-04")
        #expect(others.difference.absent.isEmpty)
    }

    @Test func aDelegationThatWasTakenOutIsReportedAsKept() async throws {
        let work = try await TestOffice()
        let lines = ["person;from;until;stand_in", "S;2026-12-20;2026-12-27;K"]
        try await work.take("delegations.csv", lines[0], lines[1])
        _ = try await work.call(RemoveDelegation(person: "S", from: "2026-12-20"))
        let report = try await work.take("delegations.csv", lines[0], lines[1])
        #expect(report.difference.added.isEmpty && report.notes.map(\.kind) == [.kept])
        let longer = try await work.take("delegations.csv", lines[0], "S;2026-12-20;2026-12-29;K")
        #expect(longer.difference.added.count == 1)
    }
}
