import Almanac
import Coordination
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// A client's salesperson hears of a letter first, may have it held, and letters rest where somebody calls.
@Suite struct SalespersonFirstTests {
    private static let header =
        "order;line;client;promised;expected;reason;item;quantity;unit;salesperson"

    private func slip(
        _ work: TestOffice, _ order: String = "O1", client: String = "C1", at: String = "10:00"
    ) async throws {
        try await work.take(
            "orders.csv", Self.header, "\(order);1;\(client);2026-12-10;;;Meja;5;unit;S")
        try await work.advance(to: work.instant("2026-11-30 \(at)"))
        try await work.take(
            "orders.csv", Self.header,
            "\(order);1;\(client);2026-12-10;2026-12-18;KAPAL;Meja;5;unit;S")
        try await work.settle()
    }

    private func announcements(_ work: TestOffice) async throws -> [NoticeRecord] {
        try await work.notices().filter { notice in
            notice.liveItems.contains { $0.item.kind == "letter-announced" }
        }
    }

    private func client(_ work: TestOffice) async throws -> NoticeRecord {
        try #require(try await work.notices().last { $0.audience == .client })
    }

    @Test func anAutomaticLetterWaitsInWorkingTimeAndMayBeHeld() async throws {
        let settings = ["cooling_off: 30min", "announce_letters: true"]
        let work = try await TestOffice(settings: settings)
        try await slip(work)
        let told = try #require(try await announcements(work).first)
        #expect(told.recipient == "S")
        #expect(try await client(work).leaveAt == work.instant("2026-11-30 10:30"))
        try await work.advance(to: work.instant("2026-11-30 10:20"))
        let text = try #require(
            try await work.stages.ledger.read { try $0.letter(of: told.id) }
        ).text
        #expect(text.contains("PT Sinar Baru") && text.contains("O1") && text.contains("10:30 WIB"))
        #expect(text.contains("10 December 2026") && text.contains("18 December 2026"))
        let id = try await client(work).id
        _ = try await work.take(
            "keputusan.csv", "kode;keputusan;alasan;oleh", "LETTER-\(id);tunda;saya telepon dulu;S")
        try await work.advance(to: work.instant("2026-11-30 12:00"))
        #expect(try await work.notice(id).state == .held)
        #expect(work.courier.parcels.filter(\.isClient).isEmpty)
        // The other one goes when nobody says anything; at night it is the next morning's working time.
        let late = try await TestOffice(settings: settings)
        try await slip(late, at: "16:45")
        try await late.advance(to: late.instant("2026-12-01 08:14"))
        #expect(late.courier.parcels.filter(\.isClient).isEmpty)
        try await late.advance(to: late.instant("2026-12-01 08:15"))
        #expect(late.courier.parcels.filter(\.isClient).count == 1)
        #expect(try await announcements(late).count == 1)
    }

    @Test func whatAPersonApprovedDoesNotWaitAgain() async throws {
        let work = try await TestOffice(settings: ["cooling_off: 2h", "announce_letters: true"])
        try await slip(work, client: "C2")
        let letter = try await client(work)
        #expect(letter.state == .held)
        let hash = try await work.letter(letter).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(letter.id), hash: hash)], by: "K"))
        try await work.settle()
        #expect(try await work.notice(letter.id).state == .sent)
        #expect(try await announcements(work).count == 1)
    }

    @Test("Who does not decide is not told that they do", arguments: ["id", "en"])
    func heldLetters(_ language: String) async throws {
        let work = try await TestOffice(settings: ["cooling_off: 2h", "announce_letters: true"])
        try await work.take(
            "people.csv", "code;name;email;role;reports_to;language",
            "S;Sari;s@garis.test;sales;M;\(language)")
        try await slip(work, client: "C2")
        let told = try #require(try await announcements(work).first)
        try await work.advance(to: work.instant("2026-11-30 10:20"))
        let text = try #require(
            try await work.stages.ledger.read { try $0.letter(of: told.id) }
        ).text
        #expect(told.recipient == "S" && text.contains("LETTER-"))
        for word in [
            "your approval", "persetujuan Anda", "about to receive", "akan diterima klien",
        ] {
            #expect(!text.contains(word), "\(text)")
        }
        #expect(
            text.contains(
                language == "id" ? "menunggu keputusan sebelum" : "waits for a decision before"))
    }

    @Test(
        "Letters rest until the day is over, and calls are made instead", arguments: ["C1", "O1"])
    func mute(_ code: String) async throws {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv", Self.header, "O1;1;C1;2026-12-10;;;Meja;5;unit;S")
        let missing = try await work.take(
            "keputusan.csv", "kode;keputusan;tanggal;alasan;oleh", "\(code);senyap;2026-12-02;;K")
        #expect(missing.reading.findings.map(\.code) == [.required])
        let muted = try await work.take(
            "keputusan.csv", "kode;keputusan;tanggal;alasan;oleh",
            "\(code);senyap;2026-12-02;direktur bertemu mereka;K")
        #expect(muted.difference.answers.map(\.isDone) == [true])
        try await slip(work)
        #expect(try await work.notices().filter { $0.audience == .client }.isEmpty)
        #expect(try await work.deadlines().contains { $0.code == "CALL-O1" && $0.state == .open })
        // Nobody called: once the day is over the client is written to.
        try await work.advance(to: work.instant("2026-12-03 09:00"))
        #expect(try await client(work).state == .sent)
        #expect(try await work.deadlines().first { $0.code == "CALL-O1" }?.state == .done)
    }

    @Test func aLetterThatWaitsIsTakenBackAndComesAgainWhenLettersGoAgain() async throws {
        let work = try await TestOffice()
        try await slip(work, client: "C2")
        let letter = try await client(work)
        try await work.take(
            "keputusan.csv", "kode;keputusan;tanggal;alasan;oleh", "C2;senyap;2026-12-20;rapat;K")
        try await work.settle()
        #expect(try await work.notice(letter.id).state == .withdrawn)
        #expect(try await work.deadlines().contains { $0.code == "CALL-O1" && $0.state == .open })
        try await work.take(
            "keputusan.csv", "kode;keputusan;tanggal;alasan;oleh", "C2;buka lagi;;;K")
        try await work.settle()
        #expect(try await client(work).state == .held)
        #expect(try await work.deadlines().first { $0.code == "CALL-O1" }?.state == .done)
    }
}
