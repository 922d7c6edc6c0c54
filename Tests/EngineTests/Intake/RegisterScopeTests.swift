import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// How far a changed register reaches.
@Suite struct RegisterScopeTests {
    private func office() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv", "order;line;client;item;quantity;promised",
            "O1;1;C1;Meja;5;2026-12-10", "O2;1;C2;Meja;5;2026-12-10")
        try await work.settle()
        return work
    }

    private func due(_ work: TestOffice, _ review: OrderReview) async throws -> [String] {
        let now = work.clock.now
        return try await work.stages.ledger.write(at: now) { transaction in
            #expect(try transaction.view.ordersDue(by: now).isEmpty)
            try transaction.reviewOrders(review)
            return try transaction.view.ordersDue(by: now).map(\.code)
        }
    }

    @Test(
        "Only what a change concerns is looked at again",
        arguments: [
            (OrderReview.clients(["c1"]), ["O1"]), (.letters, []), (.late, []),
            (.all, ["O1", "O2"]),
        ])
    func orders(_ review: OrderReview, _ codes: [String]) async throws {
        #expect(try await due(try await office(), review) == codes)
    }

    @Test func whatIsLateIsLookedAtWhenReasonsChange() async throws {
        let work = try await office()
        try await work.take("x.csv", "order;line;expected;reason", "O2;1;2026-12-18;KAPAL")
        try await work.settle()
        #expect(try await due(work, .late) == ["O2"])
    }

    @Test(
        "A number that is only shown moves no plan",
        arguments: [
            ("S;Sari Wulandari;sales;0812345678;s@garis.test", false),
            ("S;Sari Wulandari;sales;;lain@garis.test", true),
            ("S;Sari Wulandari;manager;;s@garis.test", true),
        ])
    func plans(_ row: String, _ moves: Bool) async throws {
        let work = try await office()
        let report = try await work.take("people.csv", "code;name;role;phone;email", row)
        #expect(report.difference.changedCount == 1)
        let scope = RegisterScope(report.difference, of: .people)
        #expect(scope.movesPlans == moves)
        #expect(scope.orders == (moves ? .all : .letters))
    }

    // MARK: Lines that are split

    @Test func aLineThatIsSplitOffIsLateAgainstWhatItsClientKnows() async throws {
        let work = try await office()
        let report = try await work.take(
            "orders.csv", "order;line;client;item;quantity;promised",
            "O1;1;C1;Meja;3;2026-12-10", "O1;2;C1;meja;2;2026-12-21",
            "O1;3;C1;Kursi;2;2026-12-21")
        #expect(
            report.reading.findings.map { "\($0.cell) \($0.code.rawValue)" } == [
                "B3 not-possible"
            ])
        let lines = try #require(try await work.stages.ledger.read { try $0.order("O1") }).lines
        #expect(lines.map(\.promise.description) == ["2026-12-10", "2026-12-10", "2026-12-21"])
        #expect(lines.map(\.isLateSinceFirstSeen) == [false, true, false])
        try await work.settle()
        let letters = try await work.notices().filter { $0.audience == .client }
        #expect(letters.map(\.state) == [.held])
        #expect(letters[0].holdReasons.contains(.lateWhenFirstSeen))
        // Less of a line by itself is no split.
        let less = try await work.take(
            "orders.csv", "order;line;client;item;quantity;promised",
            "O2;1;C2;Meja;3;2026-12-10")
        #expect(less.reading.findings.isEmpty)
    }
}
