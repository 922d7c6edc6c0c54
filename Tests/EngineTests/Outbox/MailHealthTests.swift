import Almanac
import Coordination
import Foundation
import GRDB
import Post
import Testing

@testable import Control
@testable import Engine
@testable import Ledger

/// What happens while no mail leaves, and when what became of it cannot be written down.
@Suite struct MailHealthTests {
    private let columns = "order;line;client;promised;expected;reason;item;quantity;unit"

    @Test func anOutageIsToldOnceAndWhatExpiredInItIsSomebodys() async throws {
        let book = LogBook()
        let work = try await TestOffice(
            settings: ["mail: {retry: {first: 1h, longest: 1h}}"], logger: book.logger)
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-01;10:00;exact", "B;Pajak;S;2026-12-01;10:00;exact")
        for _ in 0..<5 { work.courier.answer(ScriptedServer(replies: ["connect": "drop"])) }
        try await work.advance(to: work.instant("2026-12-01 09:00"))
        let zone = work.stages.store.office.profile.zone
        let warnings = try await work.stages.ledger.read { try $0.mailWarnings(in: zone) }
        #expect(warnings.count == 1)
        #expect(warnings[0].contains("no mail leaves since 2026-12-01 06:00 WIB"), "\(warnings)")
        try await work.advance(to: work.instant("2026-12-02 12:00"))
        #expect(book.lines().count { $0.contains("no mail leaves since") } == 1)
        #expect(book.lines().count { $0.contains("mail leaves again") } == 1)
        #expect(try await work.stages.ledger.read { try $0.mailWarnings(in: .utc) }.isEmpty)
        // The reminders are of no use any more: the coordinator reads what was in them.
        let task = try #require(try await work.deadlines().first { $0.code == "MAIL-UNSENT" })
        // With all that a telephone call needs.
        #expect(
            task.note == "Sari Wulandari: A Laporan, 2026-12-01 10:00 WIB\n"
                + "Sari Wulandari: B Pajak, 2026-12-01 10:00 WIB")
        let told = try await work.notices().filter { $0.state == .sent && $0.recipient == "K" }
        #expect(told.flatMap(\.liveItems).contains { $0.item.subject.id.hasPrefix("MAIL-UNSENT") })
    }

    @Test(
        "What could not be mailed in time is what somebody misses: no question to the coordinator, no word on the mail itself"
    )
    func missed() async throws {
        let work = try await TestOffice(
            settings: ["mail: {retry: {first: 1h, longest: 1h, give_up_after: 3h}}"])
        work.clock.set(try work.instant("2026-12-01 09:00"))
        for _ in 0..<40 { work.courier.answer(ScriptedServer(replies: ["connect": "drop"])) }
        _ = try await work.stages.store.change(at: work.clock.now) { unit in
            try unit.transaction.ask(
                OfficeTask(topic: .backup, occurrence: "1", title: TaskTitle.backup.words()),
                office: unit.office, because: "")
        }
        try await work.settle()
        let now = work.clock.now
        try await work.stages.store.change(at: now) { unit in
            for (reader, subject) in [
                ("K", Subject(.office, "outbox")), ("S", Subject(.period, "2026-11")),
            ] {
                try unit.transaction.collect(
                    Item(
                        cause: "test \(subject)", kind: "reminder", subject: subject,
                        facts: [
                            "code": .text("X"), "title": .text("Kabar"),
                            "due": .moment(now + .seconds(864_000), zone: "Asia/Jakarta"),
                        ]), for: reader, office: unit.office)
            }
        }
        try await work.advance(to: work.instant("2026-12-01 14:00"))
        let task = try #require(try await work.deadlines().first { $0.code == "MAIL-UNSENT" })
        #expect(task.note == "Sari Wulandari: X Kabar, 2026-12-11 09:00 WIB")
    }

    @Test(
        "A server that takes a letter and says nothing more is an outage; no client gets a letter twice for it",
        arguments: ["dot", "data", "rcpt", "mail"])
    func silentServer(_ place: String) async throws {
        let server = try FaultyServer(["--times", "2", "\(place)=stall"])
        let work = try await TestOffice(
            settings: ["mail: {retry: {first: 60s, longest: 60s}}"],
            through: try SMTPCourier(settings: server.settings()))
        work.clock.set(try work.instant("2026-12-01 09:00"))
        try await work.open(["S", "M", "K", "D"].map { ($0, "to \($0)", true, nil) })
        _ = try await work.stages.outbox.runOnce(at: work.clock.now)
        // The rest wait together, and are not each handed over in vain.
        #expect(try await work.notices().map(\.attempts).reduce(0, +) == 1)
        #expect(try await work.stages.ledger.read { try $0.outages().count } == 1)
        try await work.advance(to: work.clock.now + .seconds(600))
        #expect(try await work.notices().allSatisfy { $0.state == .sent })
        #expect(try await work.stages.ledger.read { try $0.outages().isEmpty })
        _ = try server.end()
    }

    @Test func aRefusalAboutUsIsToldOnceUntilALetterGoes() async throws {
        let book = LogBook()
        let work = try await TestOffice(
            settings: ["mail: {retry: {first: 2d, longest: 2d}}"], logger: book.logger)
        try await work.take(
            "orders.csv", columns, "O1;1;C1;2026-12-10;;;Meja;5;unit",
            "O2;1;C1;2026-12-10;;;Meja;5;unit")
        for order in ["O1", "O2"] {
            try await work.advance(
                to: work.instant(order == "O1" ? "2026-11-30 10:00" : "2026-12-01 10:00"))
            // The coordinator's own mail goes meanwhile, which says nothing of clients'.
            work.courier.answer(ScriptedServer(replies: ["rcpt": "550 5.7.1 relaying denied"]))
            _ = try await work.call(
                ChangeOrder(
                    order: order, change: "slip", date: "2026-12-18", reason: "KAPAL", by: "K"))
            try await work.settle()
            #expect(try await work.stages.ledger.read { try $0.mailWarnings(in: .utc) }.count == 1)
        }
        #expect(book.lines().count { $0.contains("a reason about us") } == 1)
        #expect(try await work.stages.ledger.read { try !$0.hasRefusedAddresses() })
    }

    @Test("What the service finds out itself of a server is said in both languages")
    func ownWords() {
        #expect(OutageRecord.untranslated.isEmpty)
    }

    /// A ledger that cannot be written to for a moment, as on a full disk.
    @Test func whatCouldNotBeWrittenDownIsWrittenByTheNextRun() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", columns, "O1;1;C1;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let ledger = work.stages.ledger
        _ = try await work.call(
            ChangeOrder(order: "O1", change: "slip", date: "2026-12-18", reason: "KAPAL", by: "K"))
        _ = try await work.stages.jobs.first { $0.name == JobName.delayNotices }?
            .runOnce(at: work.clock.now)
        work.courier.meanwhile { ledger.refuseWrites(true) }
        await #expect(throws: (any Error).self) {
            try await work.stages.outbox.runOnce(at: work.clock.now)
        }
        let claimed = try #require(try await work.notices().first { $0.audience == .client })
        #expect(claimed.state == .claimed && work.courier.parcels.count == 1)
        ledger.refuseWrites(false)
        try await work.settle()
        #expect(try await work.notice(claimed.id).state == .sent)
        #expect(work.courier.parcels.count == 1)
    }

    @Test func atTheEndOfATrialWhatHoldsIsWrittenAnewAndWaits() async throws {
        let work = try await TestOffice(settings: ["mail: {redirect_all_to: trial@garis.test}"])
        try await work.take("orders.csv", columns, "O1;1;C1;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        _ = try await work.call(
            ChangeOrder(order: "O1", change: "slip", date: "2026-12-18", reason: "KAPAL", by: "K"))
        try await work.settle()
        let redirected = try #require(try await work.notices().first { $0.audience == .client })
        #expect(redirected.state == .redirected)
        let order = try #require(try await work.stages.ledger.read { try $0.order("O1") })
        #expect(order.lines[0].told.map(\.date.description) == ["2026-12-10"])
        // Nothing goes twice while it lasts.
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        #expect(work.courier.parcels.filter(\.isClient).count == 1)
        try await work.stages.end(at: work.clock.now)
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.copyItem(at: work.folder, to: folder)
        try "state: \(folder.path)\ninbox: false\nbackup: false\nhousekeeping: false\n".write(
            to: folder.appending(path: "tenggat.d/test.yaml"), atomically: true, encoding: .utf8)
        let after = try await TestOffice(
            resuming: folder, at: work.clock.now, ownsFolder: true)
        #expect(after.beginning?.effects.contains { $0.contains("the trial is over: 1") } == true)
        try await after.settle()
        let anew = try #require(try await after.notices().last { $0.audience == .client })
        #expect(anew.state == .held && anew.holdReasons == [.afterTrial])
        let letter = try await after.letter(anew)
        _ = try await after.call(
            ApproveNotices(approvals: [Approval(id: Int(anew.id), hash: letter.hash)]))
        try await after.settle()
        let told = try #require(try await after.stages.ledger.read { try $0.order("O1") })
        #expect(told.lines[0].told.map(\.date.description) == ["2026-12-10", "2026-12-18"])
    }
}

extension Ledger {
    /// Has every write fail, as on a disk without room, or work again.
    fileprivate func refuseWrites(_ isRefusing: Bool) {
        do {
            try pool.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA query_only = \(isRefusing ? 1 : 0)")
            }
        } catch {
            Issue.record(error)
        }
    }
}
