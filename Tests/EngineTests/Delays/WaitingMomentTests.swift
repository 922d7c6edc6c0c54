import Almanac
import Coordination
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// When a letter that waits for its moment leaves, and from when on it waits for a person instead.
@Suite struct WaitingMomentTests {
    private static let orders = "order;line;client;promised;expected;reason;item;quantity;unit"
    private static let clients = "code;name;contact;email;language;time_zone;notices"

    /// An office whose letter to C1 waits for its pause to end.
    private func office(coolingOff: String) async throws -> TestOffice {
        let work = try await TestOffice(settings: ["cooling_off: \(coolingOff)"])
        try await work.take(
            "orders.csv", Self.orders, "O1;1;C1;2026-12-10;;;Meja;5;unit",
            "O2;1;C1;2026-12-10;;;Kursi;5;unit")
        try await work.advance(to: work.instant("2026-11-30 16:30"))
        try await work.take(
            "orders.csv", Self.orders, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await work.settle()
        return work
    }

    private func letter(_ work: TestOffice) async throws -> NoticeRecord {
        try #require(try await work.notices().first { $0.audience == .client })
    }

    private func rule(_ work: TestOffice, _ policy: String, contact: String = "Hendra Wijaya")
        async throws
    {
        try await work.take(
            "clients.csv", Self.clients,
            "C1;PT Sinar Baru;\(contact);c1@sinar.test;id;WIB;\(policy)")
        try await work.settle()
    }

    private func items(_ work: TestOffice, _ kind: String) async throws -> [ItemRecord] {
        try await work.notices().flatMap(\.items).filter { $0.item.kind == kind }
    }

    @Test(
        "A pause that began anew is forgotten by no change elsewhere",
        arguments: ["rewritten", "joined"])
    func pause(_ way: String) async throws {
        let work = try await office(coolingOff: "2h")
        let first = try #require(try await letter(work).leaveAt)
        try await work.advance(to: work.instant("2026-11-30 19:00"))
        if way == "rewritten" {
            try await rule(work, "automatic", contact: "Nora Baru")
        } else {
            try await work.take(
                "orders.csv", Self.orders, "O2;1;C1;2026-12-10;2026-12-18;KAPAL;Kursi;5;unit")
            try await work.settle()
        }
        let announced = try #require(try await letter(work).leaveAt)
        #expect(announced > first)
        // It concerns every letter, and changes none.
        try await work.take("people.csv", "code;name;role;reports_to", "X1;Xena;sales;M")
        try await work.settle()
        #expect(try await letter(work).leaveAt == announced)
        try await work.advance(to: announced - .seconds(1))
        #expect(work.courier.parcels.filter(\.isClient).isEmpty)
        try await work.advance(to: announced)
        #expect(work.courier.parcels.filter(\.isClient).count == 1)
    }

    @Test func aClientWhoseLettersNeedApprovalNowHasThemWaitAtOnce() async throws {
        let work = try await office(coolingOff: "8h")
        #expect(try await letter(work).state == .waiting)
        let moment = try work.instant("2026-12-01 10:10")
        try await work.advance(to: moment)
        try await rule(work, "approval")
        let held = try await letter(work)
        #expect(held.state == .held && held.holdReasons == [.approval])
        let since = try await work.stages.ledger.read { try $0.waitsSince(held) }
        #expect(since == moment && held.createdAt < moment)
        let tasks = try await work.stages.ledger.read {
            try $0.openDeadlines(code: "LETTER-\(held.id)")
        }
        #expect(tasks.count == 1)
        // One mail about it, and none of a morning that had nothing to tell.
        #expect(try await items(work, "approval-needed").count == 1)
        #expect(try await items(work, "waiting-letters").isEmpty)
        try await work.advance(to: work.instant("2026-12-02 09:00"))
        #expect(try await items(work, "approval-needed").count == 1)
        #expect(try await items(work, "waiting-letters").count == 1)
    }

    @Test func whatAPersonApprovedStaysSo() async throws {
        let work = try await office(coolingOff: "8h")
        try await rule(work, "approval")
        let held = try await letter(work)
        let hash = try await work.letter(held).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(held.id), hash: hash)], by: "K"))
        try await rule(work, "automatic")
        try await rule(work, "approval")
        let approved = try await letter(work)
        #expect(approved.approvedBy != nil && approved.state != .held, "\(approved)")
    }
}
