import Almanac
import Coordination
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// What a mail says is so when it leaves, whatever kept it until then.
@Suite struct NewsAsItIsTests {
    private static let header =
        "order;line;client;promised;expected;reason;item;quantity;unit;salesperson"
    private static let away = ScriptedServer(replies: ["connect": "drop"])

    private func take(
        _ work: TestOffice, _ expected: String, order: String = "O1", client: String = "C1"
    ) async throws {
        let reason = expected.isEmpty ? "" : "KAPAL"
        try await work.take(
            "orders.csv", Self.header,
            "\(order);1;\(client);2026-12-10;\(expected);\(reason);Meja;5;unit;S")
    }

    private func items(_ work: TestOffice, _ kind: String) async throws -> [(
        notice: NoticeRecord, record: ItemRecord
    )] {
        try await work.notices().flatMap { notice in
            notice.liveItems.filter { $0.item.kind == kind }.map { (notice, $0) }
        }
    }

    @Test("Of announcements that a refused address kept the last alone is told once it is mended")
    func refusedAnnouncements() async throws {
        let server = try FaultyServer(["--times", "9", "rcpt:s@garis.test=550 5.1.1 no such user"])
        let work = try await TestOffice(
            settings: ["cooling_off: 4h", "announce_letters: true"],
            through: try SMTPCourier(settings: server.settings()))
        try await take(work, "")
        for (moment, date) in [("09:00", "2026-12-18"), ("09:30", "2026-12-22")] {
            try await work.advance(to: work.instant("2026-11-30 \(moment)"))
            try await take(work, date)
            try await work.settle()
        }
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        #expect(try await items(work, "letter-announced").map(\.notice.state) == [.refused])
        try await work.take(
            "people.csv", "code;name;role;email", "S;Sari Wulandari;sales;sari@garis.test")
        try await work.settle()
        let told = try await items(work, "letter-announced")
        #expect(told.map(\.notice.state) == [.sent])
        let text = try await work.letter(try #require(told.first?.notice)).text
        #expect(text.contains("22 December 2026") && !text.contains("18 December"), "\(text)")
        _ = try server.end()
    }

    @Test("A question about an order names whoever sold it")
    func salespersonOfAQuestion() async throws {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv", Self.header, "O1;1;C1;2026-12-01;;;Meja;5;unit;S",
            "O1;2;C1;2026-12-02;;;Kursi;5;unit;S")
        try await work.advance(to: work.instant("2026-12-03 10:00"))
        let (notice, record) = try #require(try await items(work, "date-needed").first)
        #expect(record.item.facts["salesperson"] == .text("Sari Wulandari"))
        #expect(try await work.letter(notice).text.contains("Sari Wulandari"))
    }

    @Test("What an announcement names is told as it is when its mail leaves")
    func keptAnnouncements() async throws {
        let work = try await TestOffice(
            settings: [
                "cooling_off: 6h", "announce_letters: true",
                "mail: {retry: {first: 30min, longest: 30min}}",
            ])
        try await take(work, "")
        try await take(work, "", order: "O2", client: "C2")
        try await work.advance(to: work.instant("2026-11-30 09:00"))
        for _ in 0..<3 { work.courier.answer(Self.away) }
        try await take(work, "2026-12-18")
        try await take(work, "2026-12-21", order: "O2", client: "C2")
        try await work.settle()
        #expect(try await items(work, "letter-announced").allSatisfy { $0.notice.state != .sent })
        // The first letter has nothing left to tell; the second was decided about.
        try await take(work, "2026-12-10")
        let letter = try #require(
            try await work.notices().first { $0.audience == .client && $0.recipient == "C2" })
        let hash = try await work.letter(letter).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(letter.id), hash: hash)], by: "K"))
        try await work.advance(to: work.instant("2026-11-30 11:30"))
        let told = try await items(work, "letter-announced")
        #expect(told.map(\.notice.state) == [.sent], "\(told)")
        let text = try await work.letter(try #require(told.first?.notice)).text
        #expect(text.contains("O2") && !text.contains("O1"), "\(text)")
        #expect(!text.contains("waits for a decision"), "\(text)")
        // Nobody is asked for a decision that was made.
        #expect(try await items(work, "approval-needed").isEmpty)
    }

    @Test("Of two questions about a letter that were kept the coordinator reads the later")
    func keptQuestions() async throws {
        let work = try await TestOffice(settings: ["mail: {retry: {first: 30min, longest: 30min}}"])
        try await take(work, "", client: "C2")
        try await take(work, "", order: "O2", client: "C2")
        try await work.advance(to: work.instant("2026-11-30 09:00"))
        for _ in 0..<3 { work.courier.answer(Self.away) }
        try await take(work, "2026-12-18", client: "C2")
        try await work.settle()
        try await take(work, "2026-12-22", client: "C2")
        try await work.settle()
        try await work.advance(to: work.instant("2026-11-30 11:30"))
        let told = try await items(work, "approval-needed")
        #expect(told.map(\.notice.state) == [.sent])
        let text = try await work.letter(try #require(told.first?.notice)).text
        #expect(text.contains("22 Desember") || text.contains("22 December"), "\(text)")
        #expect(!text.contains("18 Desember") && !text.contains("18 December"), "\(text)")
    }

    @Test("An escalation names the days on which reminders left, and whom none reached")
    func escalation() async throws {
        let work = try await TestOffice(
            settings: ["mail: {retry: {first: 1h, longest: 1h, give_up_after: 40h}}"])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;17:00;standard")
        // The first reminder leaves on Tuesday; what is to go from Thursday on does not until the deadline is past.
        try await work.advance(to: work.instant("2026-12-02 12:00"))
        for _ in 0..<60 { work.courier.answer(Self.away) }
        try await work.advance(to: work.instant("2026-12-04 18:00"))
        #expect(
            try await work.notices().flatMap(\.items)
                .contains { $0.withdrawnBecause?.hasPrefix("expired") ?? false })
        try await work.advance(to: work.instant("2026-12-09 12:00"))
        let told = try await items(work, "escalation").last {
            $0.notice.recipient == "M" && $0.notice.state == .sent
        }
        let text = try await work.letter(try #require(told?.notice)).text
        #expect(text.contains("Reminders went on 1 Dec"), "\(text)")
        #expect(!text.contains("3 Dec"), "\(text)")
        #expect(text.contains("A reminder to Sari Wulandari could not be delivered."), "\(text)")
    }

    @Test("Readers are told to turn to whoever mail reaches")
    func contacts() async throws {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv", Self.header, "O1;1;C2;2026-12-10;;;Meja;5;unit;S")
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "A;Laporan;SM;2026-12-04;15:00")
        try await work.advance(to: work.instant("2026-11-30 09:00"))
        try await take(work, "2026-12-18", client: "C2")
        try await work.settle()
        let letter = try #require(try await work.notices().first { $0.audience == .client })
        #expect(try await work.letter(letter).text.contains("s@garis.test"))
        try await work.stages.ledger.write(at: work.clock.now) {
            try $0.flag(address: "s@garis.test", of: "S", because: "550 5.1.1 no such user")
            try $0.flag(address: "k@garis.test", of: "K", because: "550 5.1.1 no such user")
        }
        let text = try await work.letter(letter).text
        #expect(!text.contains("s@garis.test") && !text.contains("k@garis.test"), "\(text)")
        #expect(text.contains("Dewi Suryani") && text.contains("d@garis.test"), "\(text)")
        try await work.advance(to: work.instant("2026-12-01 12:00"))
        let reminder = try #require(
            try await items(work, "reminder").first { $0.notice.recipient == "SM" })
        let words = try await work.letter(reminder.notice).text
        #expect(words.contains("please tell Dewi Suryani"), "\(words)")
        // With a telephone the salesperson is reached, by that alone.
        try await work.take(
            "people.csv", "code;name;role;phone", "S;Sari Wulandari;sales;+62 812-3456-7890")
        let again = try await work.letter(letter).text
        #expect(again.contains("Sari Wulandari") && !again.contains("s@garis.test"), "\(again)")
    }

    @Test("Whoever calls a client instead names somebody who is reached, too")
    func calls() async throws {
        let work = try await TestOffice()
        try await work.take("clients.csv", "code;name;contact;notices", "C1;PT Sinar;Hendra;none")
        try await work.stages.ledger.write(at: work.clock.now) {
            try $0.flag(address: "s@garis.test", of: "S", because: "550 5.1.1 no such user")
        }
        try await take(work, "")
        try await work.advance(to: work.instant("2026-11-30 09:00"))
        try await take(work, "2026-12-18")
        try await work.settle()
        let note = try #require(
            try await work.deadlines().first { $0.code == "CALL-O1" && $0.state == .open }?.note)
        #expect(!note.contains("s@garis.test") && note.contains("Citra Halim"), "\(note)")
    }

    @Test("What a refused mail said of a report is no news once a later version was answered")
    func laterVersion() async throws {
        let work = try await TestOffice()
        let ledger = work.stages.ledger
        let subject = Subject(.submission, "achievements 2026-11 JKT")
        let say = { (version: Int, reader: String, isRefused: Bool) in
            try await ledger.write(at: work.clock.now) { transaction in
                let id = try transaction.openNotice(
                    to: reader, audience: .office, leaveAt: transaction.now)
                try transaction.append(
                    Item(
                        cause: "\(subject) v\(version) > \(reader)", kind: "submission-invalid",
                        subject: subject, facts: [:]), to: id)
                guard isRefused, var notice = try transaction.view.notice(id) else { return }
                let letter = LetterRecord(
                    messageID: "\(id)@garis.test", subject: "x", contentHash: "x",
                    recipients: ["s@garis.test"], text: "x", html: "x", bytes: [120])
                try transaction.claim(&notice, letter: letter, courier: "fake")
                notice.finish(as: .refused, because: "550", at: transaction.now)
                try transaction.update(notice)
                try transaction.flag(address: "s@garis.test", of: "S", because: "550")
            }
        }
        let untold = { () async throws -> [String] in
            let now = work.clock.now
            return try await ledger.read { view in
                try view.untoldForAddress(to: "S", now: now).flatMap(\.items).map(\.item.cause)
            }
        }
        try await say(1, "S", true)
        #expect(try await untold() == ["\(subject) v1 > S"])
        work.clock.set(work.clock.now + .seconds(600))
        try await say(2, "M", false)
        #expect(try await untold().isEmpty)
    }
}
