import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// What people do to letters: edit, hold, write; and what follows when one cannot arrive.
@Suite struct ClientMailTests {
    private let orders = "order;line;client;promised;expected;reason;item;quantity;unit"

    // MARK: Editing

    @Test func anAddedParagraphIsInBothBodiesAndStaysWhenTheFactsChange() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let before = try await work.letter(waiting)
        let edited = try await work.call(
            EditNotice(id: Int(waiting.id), paragraph: "Kami sewa truk <tambahan>.", by: "K"))
        #expect(edited.letter.text.contains("Kami sewa truk <tambahan>."))
        #expect(edited.letter.html.contains("Kami sewa truk &lt;tambahan&gt;."))
        #expect(edited.letter.text.contains("18 Desember 2026"))
        #expect(edited.letter.hash != before.hash)
        await #expect(throws: ControlError.self) {
            try await work.call(
                ApproveNotices(approvals: [Approval(id: Int(waiting.id), hash: before.hash)]))
        }
        try await work.take("orders.csv", orders, "O1;1;C2;2026-12-10;2026-12-21;KAPAL;Meja;5;unit")
        try await work.settle()
        let rewritten = try await work.letter(waiting)
        #expect(rewritten.text.contains("21 Desember 2026"))
        #expect(rewritten.text.contains("Kami sewa truk <tambahan>."))
    }

    @Test func aBodyOfOnesOwnGoesAsApprovedAndIsDroppedWhenTheFactsChange() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let body = "Meja Anda kami kirim 18 Desember.\n\nTerima kasih atas kesabarannya."
        let edited = try await work.call(EditNotice(id: Int(waiting.id), body: body, by: "K"))
        #expect(edited.letter.text.contains("Terima kasih atas kesabarannya."))
        #expect(!edited.letter.text.contains("dengan menyesal"))
        #expect(edited.letter.text.contains("Yth. Ibu Maya Sari"))
        #expect(edited.letter.html.contains("Terima kasih atas kesabarannya."))
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(waiting.id), hash: edited.letter.hash)]))
        // Before it leaves, the facts change: what a person wrote about them must not go.
        try await work.take("orders.csv", orders, "O1;1;C2;2026-12-10;2026-12-21;KAPAL;Meja;5;unit")
        try await work.settle()
        let held = try await work.notice(waiting.id)
        #expect(held.state == .held && held.edit == nil)
        #expect(held.holdReasons.contains(.approvalLapsed))
        #expect(try await work.letter(waiting).text.contains("dengan menyesal"))
        #expect(work.courier.parcels.allSatisfy { !$0.isClient })
    }

    @Test func anApprovedBodyOfOnesOwnLeavesAsItWasRead() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let edited = try await work.call(
            EditNotice(id: Int(waiting.id), body: "Kata-kata saya sendiri.", by: "K"))
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(waiting.id), hash: edited.letter.hash)]))
        try await work.settle()
        let sent = try #require(
            try await work.stages.ledger.read { try $0.letter(of: waiting.id) })
        #expect(sent.text == edited.letter.text && sent.contentHash == edited.letter.hash)
        // What it told of the order counts as told.
        let order = try #require(try await work.stages.ledger.read { try $0.order("O1") })
        #expect(order.lines[0].told.map(\.date.description) == ["2026-12-10", "2026-12-18"])
    }

    @Test func wordsAreNotTakenBesideFactsThatHaveJustChanged() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        // Nobody has looked at the order since.
        _ = try await work.call(
            ChangeOrder(order: "O1", change: "slip", date: "2026-12-21", reason: "KAPAL", by: "K"))
        let edit = EditNotice(id: Int(waiting.id), body: "Kata-kata saya sendiri.", by: "K")
        let error = await #expect(throws: ControlError.self) { try await work.call(edit) }
        #expect(error?.code == .conflict && error?.message.contains("show it again") == true)
        #expect(try await work.letter(waiting).text.contains("21 Desember 2026"))
        // Once it has been read again, the words are taken, and stay through the approval.
        let edited = try await work.call(edit)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(waiting.id), hash: edited.letter.hash)]))
        try await work.settle()
        let sent = try #require(
            try await work.stages.ledger.read { try $0.letter(of: waiting.id) })
        #expect(sent.text.contains("Kata-kata saya sendiri."))
        let order = try #require(try await work.stages.ledger.read { try $0.order("O1") })
        #expect(order.lines[0].told.map(\.date.description) == ["2026-12-10", "2026-12-21"])
    }

    @Test func aLetterWithNothingLeftToTellTakesNoWords() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        _ = try await work.call(ChangeOrder(order: "O1", change: "deliver", by: "K"))
        let error = await #expect(throws: ControlError.self) {
            try await work.call(EditNotice(id: Int(waiting.id), body: "Masih ada.", by: "K"))
        }
        #expect(error?.message.contains("withdrawn") == true)
        #expect(try await work.notice(waiting.id).state == .withdrawn)
    }

    @Test func undoingAnEditGivesTheLetterAsItWas() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let before = try await work.letter(waiting)
        _ = try await work.call(EditNotice(id: Int(waiting.id), paragraph: "Lain.", by: "K"))
        let undone = try await work.call(EditNotice(id: Int(waiting.id), by: "K"))
        #expect(undone.letter.hash == before.hash)
    }

    // MARK: Holding

    @Test func allClientMailStaysHeldAcrossARestart() async throws {
        let work = try await TestOffice()
        _ = try await work.call(HoldClientMail(reason: "uji coba", by: "K"))
        try await work.take("orders.csv", orders, "O1;1;C1;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take("orders.csv", orders, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await work.settle()
        #expect(work.courier.parcels.isEmpty)
        #expect(
            try await work.call(GetStatus()).status.warnings.contains {
                $0.contains("all mail to clients is held since 2026-11-23 08:00 WIB")
                    && $0.contains("uji coba")
            })
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.copyItem(at: work.folder, to: folder)
        defer {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: folder)
        }
        let again = try await TestOffice(
            resuming: folder, at: work.instant("2026-11-30 11:00"))
        try await again.settle()
        #expect(again.courier.parcels.filter(\.isClient).isEmpty)
        #expect(try await again.call(ResumeClientMail(by: "K")).waiting == 1)
        try await again.settle()
        #expect(again.courier.parcels.filter(\.isClient).count == 1)
        await #expect(throws: ControlError.self) {
            try await again.call(ResumeClientMail(by: "K"))
        }
    }

    @Test func oneLetterIsHeldByItsNumberWhileAnotherGoes() async throws {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C3;PT Tiga;Tuti;c3@tiga.test;id;WIB;automatic")
        let promised = ["O1;1;C1;2026-12-10;;;Meja;5;unit", "O3;1;C3;2026-12-10;;;Kursi;5;unit"]
        try await work.take("orders.csv", orders, promised[0], promised[1])
        // On a Saturday, so that both wait for Monday.
        try await work.advance(to: work.instant("2026-11-28 10:00"))
        try await work.take(
            "orders.csv", orders, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit",
            "O3;1;C3;2026-12-10;2026-12-18;KAPAL;Kursi;5;unit")
        try await work.settle()
        let waiting = try await work.notices().filter { $0.audience == .client }
        #expect(waiting.map(\.state) == [.waiting, .waiting])
        let held = try #require(waiting.first { $0.recipient == "C1" })
        let reply = try await work.call(
            HoldClientMail(ids: [Int(held.id)], reason: "sebentar", by: "K"))
        #expect(reply.notices[0].holdReasons == ["by-request"])
        try await work.advance(to: work.instant("2026-12-02 12:00"))
        #expect(work.courier.parcels.filter(\.isClient).map(\.recipients) == [["c3@tiga.test"]])
        let still = try await work.notice(held.id)
        #expect(still.state == .held && still.holdReasons == [.byRequest])
        // Until somebody approves it.
        let hash = try await work.letter(held).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(held.id), hash: hash)], by: "K"))
        try await work.settle()
        #expect(try await work.notice(held.id).state == .sent)
    }

    @Test func aLetterThatSomebodyAskedToWaitTakesNoOthersWithIt() async throws {
        let work = try await TestOffice()
        let held = try await work.slippedOrder("O1")
        _ = try await work.call(
            HoldClientMail(ids: [Int(held.id)], reason: "sebentar", by: "K"))
        let other = try await work.slippedOrder("O2")
        #expect(other.id != held.id && other.holdReasons == [.approval])
        #expect(try await work.notice(held.id).liveItems.map(\.item.subject.id) == ["O1"])
        // The next one joins the one that nobody asked to wait.
        let third = try await work.slippedOrder("O3")
        #expect(third.id == other.id)
        #expect(third.liveItems.map(\.item.subject.id) == ["O2", "O3"])
    }

    @Test func aTrialSendsEveryLetterToOneAddress() async throws {
        let work = try await TestOffice(settings: ["mail: {redirect_all_to: trial@garis.test}"])
        try await work.take(
            "clients.csv", "code;name;contact;email;cc;language;time_zone;notices",
            "C1;PT Sinar Baru;Hendra Wijaya;c1@sinar.test;bos@sinar.test;id;WIB;automatic")
        try await work.take("orders.csv", orders, "O1;1;C1;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take("orders.csv", orders, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await work.settle()
        let parcels = work.courier.parcels.filter(\.isClient)
        #expect(parcels.map(\.recipients) == [["trial@garis.test"]])
    }

    // MARK: A death between the server's word and ours

    /// The office once more, as it stood while its only letter was on its way.
    private func killedWhileSending() async throws -> (folder: URL, at: Instant) {
        let work = try await TestOffice()
        try await work.take("orders.csv", orders, "O1;1;C1;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        let source = work.folder
        work.courier.meanwhile {
            do {
                try FileManager.default.copyItem(at: source, to: folder)
            } catch {
                Issue.record(error)
            }
        }
        try await work.take("orders.csv", orders, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await work.settle()
        #expect(work.courier.parcels.filter(\.isClient).count == 1)
        return (folder, work.clock.now)
    }

    @Test("A letter of which nobody knows is never sent twice by itself", arguments: [true, false])
    func uncertain(_ hasArrived: Bool) async throws {
        let (folder, moment) = try await killedWhileSending()
        defer {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: folder)
        }
        let work = try await TestOffice(resuming: folder, at: moment)
        try await work.advance(to: work.instant("2026-12-02 12:00"))
        let letter = try #require(try await work.notices().first { $0.audience == .client })
        #expect(letter.state == .uncertain && letter.holdReasons == [.possiblyTold])
        #expect(work.courier.parcels.filter(\.isClient).isEmpty)
        #expect(try await work.deadlines().contains { $0.code == "LETTER-\(letter.id)" })
        if hasArrived {
            _ = try await work.call(ConfirmArrival(id: Int(letter.id), by: "K"))
        } else {
            let hash = try await work.letter(letter).hash
            _ = try await work.call(
                ApproveNotices(approvals: [Approval(id: Int(letter.id), hash: hash)], by: "K"))
        }
        try await work.settle()
        #expect(work.courier.parcels.filter(\.isClient).count == (hasArrived ? 0 : 1))
        let order = try #require(try await work.stages.ledger.read { try $0.order("O1") })
        #expect(order.lines[0].told.map(\.date.description) == ["2026-12-10", "2026-12-18"])
    }

    // MARK: Calls

    @Test func whoeverGetsNoMailIsCalledWithTheTextAndAWayToThem() async throws {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv", "code;name;contact;salutation;email;language;time_zone;notices;phone",
            "C2;PT Cahaya;Maya Sari;Ibu;;id;WIB;none;0812-3456-789")
        try await work.take("orders.csv", orders, "O1;1;C2;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take("orders.csv", orders, "O1;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await work.settle()
        let call = try #require(try await work.deadlines().first { $0.kind == "callback" })
        let note = try #require(call.note)
        #expect(note.contains("https://wa.me/628123456789"))
        #expect(note.contains("Yth. Ibu Maya Sari") && note.contains("18 Desember 2026"))
        #expect(try await work.notices().allSatisfy { $0.audience == .office })
        let mail = try #require(try await work.notices().last { $0.recipient == "K" })
        let letter = try #require(try await work.stages.ledger.read { try $0.letter(of: mail.id) })
        #expect(letter.text.contains("https://wa.me/628123456789"))
        #expect(letter.text.contains("Yth. Ibu Maya Sari"))
    }

    @Test func aRefusedAddressIsFlaggedUntilThereIsAnother() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", orders, "O1;1;C1;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        work.courier.answer(.refused(reason: "550 no such user", isAddressAtFault: true))
        try await work.take("orders.csv", orders, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await work.settle()
        let call = try #require(
            try await work.deadlines().first { $0.code == "ADDRESS-C1" && $0.kind == "callback" })
        #expect(try #require(call.note).contains("550 no such user"))
        #expect(try #require(call.note).contains("18 Desember 2026"))
        // The next letter waits for another address, and goes as soon as there is one.
        try await work.take("orders.csv", orders, "O1;1;C1;2026-12-10;2026-12-21;KAPAL;Meja;5;unit")
        try await work.settle()
        let held = try #require(try await work.notices().last { $0.audience == .client })
        #expect(held.state == .held && held.holdReasons == [.addressRefused])
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C1;PT Sinar Baru;Hendra Wijaya;baru@sinar.test;id;WIB;automatic")
        try await work.settle()
        let released = try await work.notice(held.id)
        #expect(released.state == .sent, "\(released)")
    }

    // MARK: Own words

    @Test func aMessageIsHeldShownAndApprovedAsEveryOtherLetter() async throws {
        let work = try await TestOffice()
        let order = try await work.slippedOrder("O1", client: "C2")
        let reply = try await work.call(
            WriteNotice(
                clients: ["c2"], order: "O1", subject: "Gudang tutup",
                text: "Gudang kami tutup Senin.\n\nMohon maklum.", by: "K"))
        #expect(reply.notices.map(\.recipient) == ["C2"])
        #expect(reply.notices.allSatisfy { $0.state == "held" && $0.holdReasons == ["approval"] })
        try await work.settle()
        let letter = try #require(
            try await work.call(ShowNotice(id: reply.notices[0].id)).letter)
        #expect(letter.subject == "Gudang tutup")
        #expect(letter.text.contains("Mohon maklum.") && letter.text.contains("O1"))
        // The order's own letter is another one, and still waits.
        #expect(try await work.notice(order.id).liveItems.count == 1)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: reply.notices[0].id, hash: letter.hash)]))
        try await work.settle()
        #expect(try await work.notice(Int64(reply.notices[0].id)).state == .sent)
        #expect(try await work.notice(order.id).state == .held)
        // It told no date.
        let known = try #require(try await work.stages.ledger.read { try $0.order("O1") })
        #expect(known.lines[0].told.count == 1)
    }

    @Test func anOrderIsNobodysBusinessButItsClients() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", orders, "O1;1;C2;2026-12-10;;;Meja;5;unit")
        let error = await #expect(throws: ControlError.self) {
            try await work.call(
                WriteNotice(
                    clients: ["C2", "C1"], order: "O1", subject: "Gudang tutup", text: "Senin."))
        }
        #expect(error?.field == "clients" && error?.message.contains("C1") == true)
        #expect(try await work.notices().isEmpty)
        #expect(
            try await work.call(
                WriteNotice(clients: ["C2", "C1"], subject: "Gudang tutup", text: "Senin.")
            ).notices.map(\.recipient) == ["C2", "C1"])
    }

    @Test func aMessageToWhoeverGetsNoMailIsACall() async throws {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices;phone",
            "C2;PT Cahaya;Maya Sari;;id;WIB;none;+628123456789")
        let reply = try await work.call(
            WriteNotice(clients: ["C2"], subject: "Gudang tutup", text: "Senin.", by: "K"))
        #expect(reply.notices.isEmpty)
        let call = try #require(try await work.deadlines().first { $0.code == reply.calls.first })
        #expect(try #require(call.note).contains("Senin."))
    }

    @Test(
        "A message that cannot be is refused",
        arguments: [
            WriteNotice(clients: ["XX"], subject: "a", text: "b"),
            WriteNotice(clients: [], subject: "a", text: "b"),
            WriteNotice(clients: ["C1"], subject: "", text: "b"),
            WriteNotice(clients: ["C1"], subject: "a", text: " \n"),
            WriteNotice(order: "O9", subject: "a", text: "b"),
        ])
    func refused(_ call: WriteNotice) async throws {
        let work = try await TestOffice()
        await #expect(throws: ControlError.self) { try await work.call(call) }
        #expect(try await work.notices().isEmpty)
    }
}
