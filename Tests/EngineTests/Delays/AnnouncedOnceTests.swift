import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// A letter that waits is told of when it begins to wait, and again once it says something else; never as it was
/// told already.
@Suite struct AnnouncedOnceTests {
    private static let header =
        "order;line;client;promised;expected;reason;item;quantity;unit;salesperson"

    private func row(
        _ order: String, _ expected: String, quantity: Int = 5, salesperson: String = "S"
    ) -> String {
        "\(order);1;C2;2026-12-10;\(expected);KAPAL;Meja;\(quantity);unit;\(salesperson)"
    }

    private func items(_ work: TestOffice, _ kind: String) async throws -> [ItemRecord] {
        try await work.notices().flatMap(\.items).filter { $0.item.kind == kind }
    }

    @Test func theCoordinatorHearsOfWhatChangedAlone() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.header, row("O1", ""), row("O2", ""))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", Self.header, row("O1", "2026-12-18"), row("O2", "2026-12-18"))
        try await work.settle()
        try await work.advance(to: work.instant("2026-11-30 10:20"))
        try await work.take(
            "orders.csv", Self.header, row("O1", "2026-12-18", quantity: 7),
            row("O2", "2026-12-18"))
        try await work.settle()
        // The coordinator is told that it says something else.
        let asked = try await items(work, "approval-needed")
        #expect(asked.count == 2)
        guard case .list(let letters)? = asked.last?.item.facts["letters"] else {
            Issue.record("no letters in it")
            return
        }
        #expect(letters.map { $0["changed"] } == [.flag(true)])
        try await work.advance(to: work.instant("2026-11-30 10:40"))
        // As it was read before it is no news.
        try await work.take(
            "orders.csv", Self.header, row("O1", "2026-12-18"), row("O2", "2026-12-18"))
        try await work.settle()
        #expect(try await items(work, "approval-needed").count == 2)
    }
}
