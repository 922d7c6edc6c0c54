import Almanac
import Coordination
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// What waited for a person waits for the same again once the file that took it back is undone, and whoever was
/// told of what only that file had open is asked to disregard it.
@Suite struct WaitsAgainTests {
    private static let header =
        "order;line;client;promised;expected;reason;item;quantity;unit;delivered;status"

    private static func row(
        _ order: String, _ client: String, _ expected: String = "", delivered: String = "",
        status: String = ""
    ) -> String {
        let reason = expected.isEmpty ? "" : "KAPAL"
        return "\(order);1;\(client);2026-12-10;\(expected);\(reason);Meja;5;unit;\(delivered);"
            + status
    }

    private func office(_ clients: [String], settings: [String] = []) async throws -> TestOffice {
        let work = try await TestOffice(settings: settings)
        try await work.take(
            "clients.csv",
            ["code;name;contact;email;language;time_zone;notices"]
                + clients.map { "\($0);PT \($0);Budi;\($0)@client.test;id;WIB;automatic" })
        return work
    }

    private func letters(
        _ work: TestOffice, _ state: NoticeState
    ) async throws -> [NoticeRecord] {
        try await work.notices().filter { $0.audience == .client && $0.state == state }
    }

    private func undo(_ work: TestOffice, _ report: ImportReport) async throws -> UndoImport.Reply {
        try await work.call(UndoImport(number: Int(try #require(report.number)), by: "K"))
    }

    @Test(
        "What the breaker held it holds again after an undone file",
        arguments: [
            row("O-A1", "A1", "2026-12-18", status: "cancelled"),
            row("O-A1", "A1", "2026-12-18", delivered: "5"),
            row("O-A1", "A1", "2026-12-10"),
        ])
    func breaker(_ row: String) async throws {
        let clients = (1...6).map { "A\($0)" }
        let work = try await office(clients)
        try await work.take(
            "orders.csv", [Self.header] + clients.map { Self.row("O-\($0)", $0) })
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", [Self.header] + clients.map { Self.row("O-\($0)", $0, "2026-12-18") })
        try await work.settle()
        #expect(
            try await letters(work, .held).map(\.holdReasons)
                == .init(repeating: [.breaker], count: 6))
        let wrong = try await work.take("orders.csv", Self.header, row)
        try await work.settle()
        #expect(try await letters(work, .withdrawn).map(\.recipient) == ["A1"])
        _ = try await undo(work, wrong)
        try await work.advance(to: work.instant("2026-12-01 12:00"))
        let held = try await letters(work, .held)
        #expect(held.map(\.recipient).sorted() == clients)
        #expect(held.allSatisfy { $0.holdReasons == [.breaker] }, "\(held.map(\.holdReasons))")
        #expect(work.courier.parcels.filter(\.isClient).isEmpty)
    }

    @Test func whatWasLateWhenItWasFirstSeenWaitsForThatAgain() async throws {
        let work = try await office(["A1"])
        try await work.take("orders.csv", Self.header, Self.row("O-1", "A1", "2026-12-18"))
        try await work.settle()
        #expect(try await letters(work, .held).map(\.holdReasons) == [[.lateWhenFirstSeen]])
        let wrong = try await work.take(
            "orders.csv", Self.header, Self.row("O-1", "A1", "2026-12-10"))
        try await work.settle()
        #expect(try await letters(work, .held).isEmpty)
        _ = try await undo(work, wrong)
        try await work.advance(to: work.instant("2026-12-01 12:00"))
        #expect(try await letters(work, .held).map(\.holdReasons) == [[.lateWhenFirstSeen]])
        #expect(work.courier.parcels.filter(\.isClient).isEmpty)
    }

    @Test func whatSomebodyApprovedBeforeGoesAgain() async throws {
        let clients = (1...6).map { "A\($0)" }
        let work = try await office(clients)
        try await work.take(
            "orders.csv", [Self.header] + clients.map { Self.row("O-\($0)", $0) })
        // On a Saturday: what is approved leaves on Monday.
        try await work.advance(to: work.instant("2026-11-28 10:00"))
        try await work.take(
            "orders.csv", [Self.header] + clients.map { Self.row("O-\($0)", $0, "2026-12-18") })
        try await work.settle()
        let first = try #require(try await letters(work, .held).first)
        let hash = try await work.letter(first).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(first.id), hash: hash)], by: "K"))
        let wrong = try await work.take(
            "orders.csv", Self.header,
            Self.row("O-A1", "A1", "2026-12-18", status: "cancelled"))
        try await work.settle()
        _ = try await undo(work, wrong)
        try await work.advance(to: work.instant("2026-11-30 12:00"))
        #expect(try await letters(work, .held).count == 5)
        #expect(work.courier.parcels.count(where: \.isClient) == 1)
    }

    @Test(
        "Whoever was told of what only an undone file had open is asked to disregard it",
        arguments: ["cancelled", "delivered", "on its way"])
    func disregarded(_ way: String) async throws {
        let work = try await office(["A1"])
        let isDelivered = way == "delivered"
        try await work.take(
            "orders.csv", Self.header, Self.row("O-1", "A1", delivered: isDelivered ? "5" : ""))
        if !isDelivered {
            _ = try await work.call(
                ChangeOrder(order: "O-1", change: "cancel", reason: "batal", by: "K"))
        }
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        if way == "on its way" { work.courier.answer(.uncertain(reason: "no answer")) }
        let wrong = try await work.take(
            "orders.csv", Self.header,
            Self.row("O-1", "A1", "2026-12-17", delivered: isDelivered ? "0" : "", status: "open"))
        try await work.settle()
        if isDelivered {
            let held = try #require(try await letters(work, .held).first)
            let hash = try await work.letter(held).hash
            _ = try await work.call(
                ApproveNotices(approvals: [Approval(id: Int(held.id), hash: hash)], by: "K"))
            try await work.settle()
        }
        let reply = try await undo(work, wrong)
        try await work.settle()
        if way == "on its way" {
            let doubtful = try #require(try await letters(work, .uncertain).first)
            _ = try await work.call(ConfirmArrival(id: Int(doubtful.id), by: "K"))
            try await work.settle()
        } else {
            #expect(reply.letters.count == 1)
        }
        let held = try await letters(work, .held)
        #expect(held.count == 1 && held.first?.holdReasons.contains(.importUndone) == true)
        let text = try await work.letter(try #require(held.first)).text
        #expect(text.contains("abaikan") && text.contains("O-1"), "\(text)")
        let why = try await work.call(Why(subject: "O-1", language: "en")).lines.map(\.text)
        #expect(!why.contains { $0.contains("know every date") }, "\(why)")
    }

    @Test func aLineOpensAgainHoweverOftenItsFileWasUndone() async throws {
        let work = try await office(["A1"])
        for quantity in [5, 6, 7] {
            let report = try await work.take(
                "orders.csv", "order;line;client;promised;item;quantity",
                "O-1;1;A1;2026-12-10;Meja;\(quantity)")
            let order = try #require(try await work.stages.ledger.read { try $0.order("O-1") })
            #expect(order.lines.map(\.isCancelled) == [false])
            #expect(order.lines.map(\.quantity) == [Quantity(thousandths: Int64(quantity) * 1_000)])
            _ = try await undo(work, report)
        }
    }

    @Test func aLetterAboutOneOrderGoesWithItWhateverElseItsFileBrought() async throws {
        let work = try await office(["A1", "B1"])
        try await work.take("orders.csv", Self.header, Self.row("O-2", "B1"))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take("orders.csv", Self.header, Self.row("O-2", "B1", "2026-12-14"))
        try await work.settle()
        let wrong = try await work.take(
            "orders.csv", Self.header, Self.row("O-30", "A1"), Self.row("O-2", "A1", "2026-12-17"))
        try await work.settle()
        // What comes late to its new client waits for a word.
        let late = try #require(try await letters(work, .held).first { $0.recipient == "A1" })
        let hash = try await work.letter(late).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(late.id), hash: hash)], by: "K"))
        try await work.settle()
        _ = try await undo(work, wrong)
        try await work.settle()
        let disregard = {
            try await letters(work, .held).filter { $0.holdReasons.contains(.importUndone) }
        }
        #expect(try await disregard().map(\.recipient) == ["A1"])
        try await work.take("orders.csv", Self.header, Self.row("O-2", "A1", "2026-12-18"))
        try await work.settle()
        #expect(try await disregard().isEmpty)
    }
}
