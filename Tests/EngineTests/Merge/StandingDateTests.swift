import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// A date that was taken out of the orders sheet may stand after all: whoever gives the same one, by whatever way, says
/// so.
@Suite struct StandingDateTests {
    private static let header = "order;line;client;promised;expected;reason;item;quantity;unit"

    /// An order whose two lines' dates were taken out of the sheet.
    private func office() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.slipOrder("O1", client: "C2")
        try await work.take(
            "orders.csv", Self.header, "O1;2;C2;2026-12-10;2026-12-21;KAPAL;Kursi;5;unit")
        try await work.take(
            "orders.csv", Self.header, "O1;1;C2;2026-12-10;;KAPAL;Meja;5;unit",
            "O1;2;C2;2026-12-10;;KAPAL;Kursi;5;unit")
        try await work.settle()
        #expect(try await question(work)?.contains("1: 2026-12-18\n2: 2026-12-21") == true)
        return work
    }

    private func question(_ work: TestOffice) async throws -> String? {
        try await work.stages.ledger.read { view in
            try view.openDeadlines(code: "CLEARED-O1").first?.deadline.note
        }
    }

    private func reasons(_ work: TestOffice) async throws -> Set<HoldReason> {
        let held = try await work.notices().filter { $0.audience == .client && $0.state == .held }
        return Set(held.flatMap(\.holdReasons))
    }

    @Test("By command, line by line", arguments: ["slip", "recover"])
    func command(_ word: String) async throws {
        let work = try await office()
        #expect(try await reasons(work).contains(.dateInQuestion))
        _ = try await work.call(
            ChangeOrder(order: "O1", change: word, lines: ["1"], date: "2026-12-18", by: "K"))
        let left = try #require(try await question(work))
        #expect(left.contains("2: 2026-12-21") && !left.contains("1: 2026-12-18"), "\(left)")
        _ = try await work.call(
            ChangeOrder(order: "O1", change: word, lines: ["2"], date: "2026-12-21", by: "K"))
        try await work.settle()
        #expect(try await question(work) == nil)
        #expect(try await !reasons(work).contains(.dateInQuestion))
        // Why it is late is as it was.
        let order = try await work.stages.ledger.read { try $0.order("O1") }
        #expect(order?.lines.map(\.reason) == ["KAPAL", "KAPAL"])
        // What is in question no more is not confirmed: it is no slip.
        await #expect(throws: ControlError.self) {
            try await work.call(
                ChangeOrder(order: "O1", change: "slip", lines: ["1"], date: "2026-12-18", by: "K"))
        }
    }

    @Test("By the decisions sheet, about a line or the order")
    func decision() async throws {
        let work = try await office()
        let report = try await work.take(
            "keputusan.csv", "kode;keputusan;tanggal;oleh", "O1 1;pindah;2026-12-18;K")
        #expect(report.difference.answers.map(\.isDone) == [true], "\(report.reading.findings)")
        let left = try #require(try await question(work))
        #expect(!left.contains("1: 2026-12-18") && left.contains("O1 2"), "\(left)")
        // Of all lines: the one in question stands, the other is another date.
        try await work.take(
            "keputusan.csv", "kode;keputusan;tanggal;oleh", "O1;pindah;2026-12-21;K")
        #expect(try await question(work) == nil)
        let order = try await work.stages.ledger.read { try $0.order("O1") }
        #expect(order?.lines.map { "\($0.current)" } == ["2026-12-21", "2026-12-21"])
    }

    @Test("The task says so")
    func words() async throws {
        let work = try await office()
        let note = try #require(try await question(work))
        #expect(note.contains("this one again if it stands") && note.contains("O1 1"), "\(note)")
        let row = try await work.take(
            "keputusan.csv", "kode;keputusan;alasan;oleh", "CLEARED-O1;selesai;;K")
        let words = row.reading.findings.first { $0.severity == .blocker }?.expected
        #expect(words?.english.contains("the same where it stands") == true)
        #expect(words?.indonesian.contains("tanggal yang sama") == true)
    }
}
