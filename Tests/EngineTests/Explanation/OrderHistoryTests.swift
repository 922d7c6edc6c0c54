import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// What an order's history says of what sheets brought, also beside the dates on which it ships.
@Suite struct OrderHistoryTests {
    private static let header =
        "order;line;client;promised;expected;reason;item;quantity;unit;delivered;status"

    private func row(
        promised: String = "2026-12-10", expected: String = "2026-12-18", delivered: String = "0",
        status: String = "open"
    ) -> String {
        "O1;1;C2;\(promised);\(expected);KAPAL;Meja;5;unit;\(delivered);\(status)"
    }

    @Test(
        "Each change of a sheet is told, and none denied",
        arguments: [
            (["status": "cancelled"], "1: cancelled", "dibatalkan"),
            (["delivered": "2"], "1: delivered 2 of 5", "terkirim 2 dari 5"),
            (
                ["promised": "2026-12-18"], "1: promised 2026-12-10 → 2026-12-18", "dijanjikan"
            ),
        ])
    func told(_ cells: [String: String], _ english: String, _ indonesian: String) async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.header, row())
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", Self.header,
            row(
                promised: cells["promised"] ?? "2026-12-10",
                delivered: cells["delivered"] ?? "0", status: cells["status"] ?? "open"))
        try await work.settle()
        let lines = try await work.call(Why(subject: "O1", language: "en")).lines
        #expect(lines.contains { $0.text.contains(english) }, "\(lines.map(\.text))")
        #expect(!lines.contains { $0.rules == ["nothing-new"] }, "\(lines.map(\.text))")
        let own = try await work.call(Why(subject: "O1", language: "id")).lines
        #expect(own.contains { $0.text.contains(indonesian) }, "\(own.map(\.text))")
        let shown = try await work.call(ShowOrder(order: "O1")).events
        #expect(shown.contains { $0.detail?.contains(english) == true })
        // What says nothing new says so.
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        try await work.take(
            "orders.csv", Self.header,
            row(
                promised: cells["promised"] ?? "2026-12-10", delivered: cells["delivered"] ?? "0",
                status: cells["status"] ?? "open"))
        let again = try await work.call(Why(subject: "O1", language: "en")).lines
        #expect(again.contains { $0.rules == ["nothing-new"] })
    }
}
