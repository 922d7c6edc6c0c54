import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// A file gives orders to another client, is undone, taken again and undone again: who was told of them hears of it by a
/// letter or by somebody, never by both.
@Suite struct TwiceUndoneTests {
    private static let header = "order;line;client;promised;expected;reason;item;quantity;unit"

    private func rows(_ orders: [String], for client: String) -> [String] {
        orders.map { "\($0);1;\(client);2026-12-10;2026-12-18;KAPAL;Meja;5;unit" }
    }

    private func approveAll(_ work: TestOffice) async throws {
        for notice in try await work.notices() where notice.state == .held {
            let hash = try await work.letter(notice).hash
            _ = try await work.call(
                ApproveNotices(approvals: [Approval(id: Int(notice.id), hash: hash)], by: "K"))
        }
        try await work.settle()
    }

    /// Waiting or sent letters that ask C1 to disregard something, and open tasks to tell C1 that an order is
    /// another's.
    private func ways(_ work: TestOffice) async throws -> (letters: [NoticeState], tasks: [String])
    {
        let letters = try await work.notices().filter { notice in
            notice.recipient == "C1"
                && notice.items.contains { $0.item.cause.hasPrefix("undone ") }
                && notice.state != .withdrawn
        }
        let tasks = try await work.deadlines().filter {
            $0.code.hasPrefix("FORMER-") && $0.state == .open
        }
        return (letters.map(\.state), tasks.map(\.code).sorted())
    }

    @Test(
        "One way at a time, whether the first letter had left or not",
        arguments: [["O1"], ["O1", "O2"]], [true, false])
    func oneWay(_ orders: [String], hasLeft: Bool) async throws {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv",
            [Self.header] + orders.map { "\($0);1;C2;2026-12-10;;;Meja;5;unit" })
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let first = try await work.take("orders.csv", [Self.header] + rows(orders, for: "C1"))
        try await work.settle()
        try await approveAll(work)
        try await work.advance(to: work.instant("2026-11-30 14:00"))
        _ = try await work.call(UndoImport(number: Int(try #require(first.number)), by: "K"))
        #expect(try await ways(work).letters == [.held])
        if hasLeft { try await approveAll(work) }
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        // The same again of the first order alone: what is asked about the others stays.
        let second = try await work.take(
            "orders.csv", [Self.header] + rows(["O1"], for: "C1"))
        try await work.settle()
        try await work.advance(to: work.instant("2026-12-01 14:00"))
        _ = try await work.call(UndoImport(number: Int(try #require(second.number)), by: "K"))
        try await work.settle()
        let found = try await ways(work)
        if hasLeft {
            // They know that it is not theirs, and nobody told them otherwise.
            #expect(found.tasks.isEmpty && found.letters == [.sent], "\(found)")
        } else if orders.count == 1 {
            // What waited was taken back when the order was theirs again.
            #expect(found.tasks == ["FORMER-O1-C1"] && found.letters.isEmpty, "\(found)")
        } else {
            #expect(found.tasks.isEmpty && found.letters == [.held], "\(found)")
        }
    }

    @Test("A letter about several orders is taken back once all of them are theirs again")
    func allAgain() async throws {
        let work = try await TestOffice()
        let orders = ["O1", "O2"]
        try await work.take(
            "orders.csv",
            [Self.header] + orders.map { "\($0);1;C2;2026-12-10;;;Meja;5;unit" })
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let first = try await work.take("orders.csv", [Self.header] + rows(orders, for: "C1"))
        try await approveAll(work)
        try await work.advance(to: work.instant("2026-11-30 14:00"))
        _ = try await work.call(UndoImport(number: Int(try #require(first.number)), by: "K"))
        #expect(try await ways(work).letters == [.held])
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        let second = try await work.take("orders.csv", [Self.header] + rows(orders, for: "C1"))
        #expect(try await ways(work).letters.isEmpty)
        _ = try await work.call(UndoImport(number: Int(try #require(second.number)), by: "K"))
        let found = try await ways(work)
        #expect(
            found.tasks == ["FORMER-O1-C1", "FORMER-O2-C1"] && found.letters.isEmpty, "\(found)")
    }

    @Test("A sheet that gives an order away promises a task only where it makes one")
    func promised() async throws {
        let work = try await TestOffice()
        try await work.slipOrder("O1", client: "C1")
        let give = { (client: String) in
            try await work.take("orders.csv", "order;line;client", "O1;1;\(client)")
        }
        let warned = { (report: ImportReport) in
            report.reading.findings.contains { $0.code == .clientMismatch }
        }
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        #expect(warned(try await give("C2")))
        #expect(try await ways(work).tasks == ["FORMER-O1-C1"])
        try await work.take(
            "keputusan.csv", "kode;keputusan;alasan;oleh", "FORMER-O1-C1;klien tahu;;K")
        try await work.advance(to: work.instant("2026-12-02 10:00"))
        // Theirs again, of which they are to be told; and gone before anybody did.
        let file = try await work.call(ExportSheet(kind: "orders")).file
        let text = String(decoding: file.content, as: UTF8.self)
            .split(separator: "\r\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("O1") ? $0.replacing("C2", with: "C1") : $0[...] }
            .joined(separator: "\r\n")
        _ = try await work.take([Intake.File(name: file.name, content: Array(text.utf8))])
        try await work.settle()
        let again = try await work.call(ExportSheet(kind: "orders")).file
        let back = String(decoding: again.content, as: UTF8.self)
            .split(separator: "\r\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("O1") ? $0.replacing("C1", with: "C2") : $0[...] }
            .joined(separator: "\r\n")
        let report = try await work.take(
            [Intake.File(name: again.name, content: Array(back.utf8))])[0]
        try await work.settle()
        #expect(report.difference.changed.map(\.column) == ["client"], "\(report.reading.findings)")
        #expect(try await ways(work).tasks.isEmpty)
        #expect(!warned(report), "\(report.reading.findings)")
    }
}
