import Almanac
import Coordination
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// Approving several letters of which some cannot go.
@Suite struct ApprovalTests {
    /// Two letters that wait: the first to a client without an address, the second to one with it.
    private func office() async throws -> (TestOffice, faulty: NoticeRecord, good: NoticeRecord) {
        let header = "order;line;client;promised;expected;reason;item;quantity"
        let work = try await TestOffice()
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C1;PT Sinar Baru;Hendra Wijaya;;id;WIB;approval",
            "C2;PT Cahaya;Maya Sari;c2@cahaya.test;id;WIB;approval")
        try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;;;Meja;5", "O2;1;C2;2026-12-10;;;Kursi;5")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", header, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5",
            "O2;1;C2;2026-12-10;2026-12-18;KAPAL;Kursi;5")
        try await work.settle()
        let letters = try await work.notices().filter { $0.audience == .client }
        return (
            work, try #require(letters.first { $0.recipient == "C1" }),
            try #require(letters.first { $0.recipient == "C2" })
        )
    }

    @Test func whatCanGoGoesAndTheRestIsNamedWithItsReason() async throws {
        let (work, faulty, good) = try await office()
        let hash = try await work.letter(good).hash
        let approvals = [
            Approval(id: Int(faulty.id), hash: hash), Approval(id: 999, hash: hash),
            Approval(id: Int(good.id), hash: hash),
        ]
        await #expect(throws: ControlError.self) {
            try await work.call(ApproveNotices(approvals: approvals, by: "K"))
        }
        #expect(try await work.notice(good.id).state == .held)
        let reply = try await work.call(
            ApproveNotices(approvals: approvals, partial: true, by: "K"))
        #expect(reply.notices.map(\.id) == [Int(good.id)])
        #expect(reply.problems.map(\.id) == [Int(faulty.id), 999])
        #expect(reply.problems[0].message.contains("no-address"))
        try await work.settle()
        #expect(try await work.notice(good.id).state == .sent)
        #expect(try await work.notice(faulty.id).state == .held)
    }

    @Test(
        "What was approved holds for what is left of it, and for nothing more",
        arguments: [true, false])
    func parts(isFewer: Bool) async throws {
        let header = "order;line;client;promised;expected;reason;item;quantity"
        let work = try await TestOffice()
        let orders = ["O1", "O2", "O3"].map { "\($0);1;C2;2026-12-10;;;Meja;5" }
        try await work.take("orders.csv", header, orders[0], orders[1], orders[2])
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        for order in ["O1", "O2"] {
            _ = try await work.call(
                ChangeOrder(
                    order: order, change: "slip", date: "2026-12-18", reason: "KAPAL", by: "K"))
        }
        try await work.settle()
        let notice = try #require(try await work.notices().first { $0.audience == .client })
        #expect(notice.liveItems.count == 2)
        let read = try await work.letter(notice).hash
        // One part is over, or another one comes, after it was read.
        _ = try await work.call(
            isFewer
                ? ChangeOrder(order: "O1", change: "deliver", by: "K")
                : ChangeOrder(
                    order: "O3", change: "slip", date: "2026-12-18", reason: "KAPAL", by: "K"))
        try await work.settle()
        let approvals = ApproveNotices(approvals: [Approval(id: Int(notice.id), hash: read)])
        guard isFewer else {
            await #expect(throws: ControlError.self) { try await work.call(approvals) }
            return
        }
        _ = try await work.call(approvals)
        try await work.settle()
        let sent = try await work.notice(notice.id)
        #expect(sent.state == .sent && sent.liveItems.map(\.item.subject.id) == ["O2"])
    }

    @Test func aLetterThatCannotGoIsLeftAsItWas() async throws {
        let (work, _, good) = try await office()
        let hash = try await work.letter(good).hash
        _ = try await work.call(
            ChangeOrder(order: "O2", change: "slip", date: "2026-12-21", reason: "KAPAL", by: "K"))
        let before = try await work.notice(good.id)
        let reply = try await work.call(
            ApproveNotices(
                approvals: [Approval(id: Int(good.id), hash: hash)], partial: true, by: "K"))
        #expect(reply.notices.isEmpty && reply.problems.count == 1)
        let after = try await work.notice(good.id)
        #expect(after.items.map(\.item) == before.items.map(\.item))
        #expect(after.state == .held && after.approvedHash == nil)
    }

    @Test("What is called withdrawn is withdrawn", arguments: [true, false])
    func nothingLeft(isPartial: Bool) async throws {
        let (work, _, good) = try await office()
        let hash = try await work.letter(good).hash
        _ = try await work.call(ChangeOrder(order: "O2", change: "deliver", by: "K"))
        let call = ApproveNotices(
            approvals: [Approval(id: Int(good.id), hash: hash)], partial: isPartial, by: "K")
        if isPartial {
            let problems = try await work.call(call).problems
            #expect(problems.map(\.id) == [Int(good.id)])
            #expect(problems[0].message.contains("withdrawn"))
        } else {
            let error = await #expect(throws: ControlError.self) { try await work.call(call) }
            #expect(error?.message.contains("withdrawn") == true)
        }
        #expect(try await work.notice(good.id).state == .withdrawn)
    }

    @Test func oneThatIsTakenBackReleasesNoOther() async throws {
        let (work, faulty, good) = try await office()
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C1;PT Sinar Baru;Hendra Wijaya;hendra@sinar.test;id;WIB;approval")
        let approvals = [
            Approval(id: Int(faulty.id), hash: try await work.letter(faulty).hash),
            Approval(id: Int(good.id), hash: try await work.letter(good).hash),
        ]
        _ = try await work.call(ChangeOrder(order: "O2", change: "deliver", by: "K"))
        await #expect(throws: ControlError.self) {
            try await work.call(ApproveNotices(approvals: approvals, by: "K"))
        }
        #expect(try await work.notice(faulty.id).state == .held)
        #expect(try await work.notice(good.id).state == .withdrawn)
    }

    /// A letter that was approved and handed over without an answer.
    private func uncertain() async throws -> (TestOffice, NoticeRecord, hash: String) {
        let (work, _, good) = try await office()
        let hash = try await work.letter(good).hash
        work.courier.answer(.uncertain(reason: "no answer"))
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(good.id), hash: hash)], by: "K"))
        try await work.settle()
        let letter = try await work.notice(good.id)
        #expect(letter.state == .uncertain)
        return (work, letter, hash)
    }

    @Test("One that may have arrived stays", arguments: ["deliver", "slip"])
    func uncertain(_ change: String) async throws {
        let (work, letter, hash) = try await uncertain()
        _ = try await work.call(
            ChangeOrder(
                order: "O2", change: change, date: change == "slip" ? "2026-12-21" : nil,
                reason: change == "slip" ? "KAPAL" : nil, by: "K"))
        let error = await #expect(throws: ControlError.self) {
            try await work.call(
                ApproveNotices(approvals: [Approval(id: Int(letter.id), hash: hash)], by: "K"))
        }
        #expect(error?.message.contains("refuse it, or confirm its arrival") == true)
        #expect(try await work.notice(letter.id).state == .uncertain)
        _ = try await work.call(ConfirmArrival(id: Int(letter.id), by: "K"))
        let order = try #require(try await work.stages.ledger.read { try $0.order("O2") })
        #expect(order.lines[0].lastTold.description == "2026-12-18")
    }

    @Test func whatMayHaveArrivedIsShownAsItWent() async throws {
        let (work, letter, hash) = try await uncertain()
        _ = try await work.call(
            ChangeOrder(order: "O2", change: "slip", date: "2026-12-21", reason: "KAPAL", by: "K"))
        let shown = try await work.letter(letter)
        #expect(shown.hash == hash && shown.text.contains("18 Desember 2026"))
        try await work.advance(to: work.instant("2026-12-01 09:00"))
        let morning = try #require(
            try await work.notices().last { notice in
                notice.liveItems.contains { $0.item.kind == "waiting-letters" }
            })
        let text = try #require(
            try await work.stages.ledger.read { try $0.letter(of: morning.id) }
        ).text
        #expect(text.contains("confirm its arrival or refuse it"))
        #expect(text.contains("decide “arrived”") && !text.contains("tenggatctl"))
        #expect(text.contains("18 Desember 2026") && !text.contains("21 Desember 2026"))
    }

    @Test(
        "A client's own order number is named once",
        arguments: [
            ("PO-88/XI/2026", "PO-88/XI/2026"), ("po 88", "po 88"), ("P.O. 88", "P.O. 88"),
            ("PO", "PO"), ("4500123", "PO 4500123"), ("POLY-7", "PO POLY-7"),
            ("88/PO/2026", "PO 88/PO/2026"),
        ])
    func purchaseOrder(_ number: String, _ named: String) async throws {
        let header = "order;line;client;client_po;promised;expected;reason;item;quantity"
        let work = try await TestOffice()
        try await work.take("orders.csv", header, "O1;1;C2;\(number);2026-12-10;;;Meja;5")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", header, "O1;1;C2;\(number);2026-12-10;2026-12-18;KAPAL;Meja;5")
        try await work.settle()
        let waiting = try #require(try await work.notices().last { $0.audience == .client })
        let letter = try await work.letter(waiting)
        #expect(letter.subject == "Perubahan jadwal pengiriman \(named)")
        #expect(letter.text.contains("Sehubungan dengan \(named) (pesanan O1)"))
        #expect(letter.html.contains("\(named) (pesanan O1)"))
    }
}
