import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// A letter says what is done about a delay: by the reason's list, or in words that somebody wrote for the line.
@Suite struct RemedyTests {
    private static let header =
        "order;line;client;promised;expected;reason;tindakan;item;quantity;unit"

    private func office() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "reasons.csv", "code;id;en;client_safe;tindakan",
            "KAPAL;kapal tertunda;a delayed vessel;yes;Kami memesan kapal pengganti.",
            "UDARA;kapal tertunda lama;a vessel;yes;Sebagian barang kami kirim lewat udara.")
        try await work.take("orders.csv", Self.header, row("", ""))
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        return work
    }

    private func row(_ date: String, _ action: String) -> String {
        "O1;1;C1;2026-12-10;\(date);\(date.isEmpty ? "" : "KAPAL");\(action);Meja;5;unit"
    }

    private func letter(_ work: TestOffice) async throws -> NoticeRecord {
        try #require(try await work.notices().last { $0.audience == .client })
    }

    private func text(_ work: TestOffice) async throws -> String {
        try await work.letter(letter(work)).text
    }

    @Test func whatTheListSaysGoesByItself() async throws {
        let work = try await office()
        try await work.take("orders.csv", Self.header, row("2026-12-18", ""))
        try await work.settle()
        #expect(try await letter(work).state == .sent)
        #expect(try await text(work).contains("Kami memesan kapal pengganti."))
    }

    @Test func anotherReasonsRemedyGoesByItsCode() async throws {
        let work = try await office()
        try await work.take("orders.csv", Self.header, row("2026-12-18", "UDARA"))
        try await work.settle()
        #expect(try await letter(work).state == .sent)
        let text = try await text(work)
        #expect(text.contains("lewat udara") && !text.contains("kapal pengganti"))
    }

    @Test func somebodysOwnWordsAreReadFirstAndGoWithTheirDate() async throws {
        let work = try await office()
        try await work.take(
            "orders.csv", Self.header, row("2026-12-18", "Kami pinjamkan meja sementara."))
        try await work.settle()
        let held = try await letter(work)
        #expect(held.state == .held && held.holdReasons == [.ownWords])
        let text = try await text(work)
        #expect(text.contains("Kami pinjamkan meja sementara.") && !text.contains("pengganti"))
        let hash = try await work.letter(held).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(held.id), hash: hash)], by: "K"))
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        #expect(try await work.notice(held.id).state == .sent)
        // Another date in a sheet that says nothing of it: what was done was about the one before.
        try await work.take(
            "orders.csv", "order;line;expected;reason", "O1;1;2026-12-22;KAPAL")
        try await work.settle()
        let next = try await letter(work)
        #expect(next.id != held.id && next.state != .held, "\(next.holdReasons)")
        #expect(try await self.text(work).contains("Kami memesan kapal pengganti."))
        // What is exported says the same when it comes again.
        let line = try await work.stages.ledger.read { try $0.order("O1")?.lines.first }
        #expect(line?.action == nil)
    }

    @Test(
        "A code by which nothing is listed is a finding, and stands in no letter",
        arguments: ["BANJIR", "banjir", "UDRA", "GUDANG"])
    func codeWithoutRemedy(_ code: String) async throws {
        let work = try await office()
        try await work.take(
            "reasons.csv", "code;id;en;client_safe;tindakan",
            "BANJIR;gudang kebanjiran;a flood;yes;", "GUDANG;x;x;no;Kami pindah gudang.")
        let report = try await work.take("orders.csv", Self.header, row("2026-12-18", code))
        let finding = try #require(
            report.reading.findings.first { $0.code == .unknownCode && $0.value == code })
        #expect(finding.severity == .warning && finding.cell == "G2")
        #expect(finding.expected.indonesian.contains("KAPAL, UDARA"))
        #expect(finding.suggestion == (code == "UDRA" ? "UDARA" : nil))
        try await work.settle()
        let held = try await letter(work)
        #expect(held.state == .held && held.holdReasons == [.remedyMissing])
        let text = try await text(work)
        #expect(!text.contains(code) && !text.contains("pindah gudang"), "\(text)")
        // Once the list has it, nothing holds the letter any more.
        try await work.take(
            "reasons.csv", "code;id;en;client_safe;tindakan",
            "\(code);gudang kebanjiran;a flood;yes;kami pindahkan barang ke gudang lain")
        try await work.settle()
        #expect(try await letter(work).state == .sent)
        #expect(
            try await self.text(work).contains("Kami pindahkan barang ke gudang lain."))
    }

    @Test func aRemedyThatTheClientCannotReadHoldsTheLetterAndIsSaidBefore() async throws {
        let work = try await office()
        try await work.take(
            "clients.csv", "code;name;language", "C1;PT Angkasa;en")
        let now = work.clock.now
        let words = try await work.stages.store.read { _, office in
            office.setupFindings(at: now, repeated: []).filter { $0.topic == "reasons" }
                .map(\.words)
        }
        #expect(words.first?.contains("KAPAL (en), UDARA (en)") ?? false, "\(words)")
        try await work.take("orders.csv", Self.header, row("2026-12-18", ""))
        try await work.settle()
        #expect(try await letter(work).holdReasons == [.remedyMissing])
        try await work.take(
            "reasons.csv", "code;id;en;client_safe;tindakan;action_en",
            "KAPAL;kapal tertunda;a delayed vessel;yes;Kami memesan kapal pengganti.;we booked another"
        )
        try await work.settle()
        #expect(try await letter(work).state == .sent)
        #expect(try await text(work).contains("We booked another."))
    }

    @Test func remediesOfSeveralLinesAreSentences() async throws {
        let work = try await office()
        try await work.take(
            "reasons.csv", "code;id;en;client_safe;tindakan",
            "UDARA;kapal lama;a vessel;yes;sebagian barang kami kirim lewat udara ")
        try await work.take(
            "orders.csv", Self.header, row("", ""), "O1;2;C1;2026-12-10;;;;Kursi;5;unit")
        try await work.settle()
        try await work.take(
            "orders.csv", Self.header, row("2026-12-18", ""),
            "O1;2;C1;2026-12-10;2026-12-21;KAPAL;UDARA;Kursi;5;unit")
        try await work.settle()
        let text = try await text(work).replacing("\n", with: " ")
        #expect(
            text.contains(
                "Kami memesan kapal pengganti. Sebagian barang kami kirim lewat udara."), "\(text)")
    }

    @Test func lettersRestByCommandAndGoAgain() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        await #expect(throws: ControlError.self) {
            try await work.call(MuteLetters(code: "C2", until: "2026-12-31", reason: " ", by: "K"))
        }
        await #expect(throws: ControlError.self) {
            try await work.call(MuteLetters(code: "C2", until: "31/12", reason: "x", by: "K"))
        }
        await #expect(throws: ControlError.self) {
            try await work.call(MuteLetters(code: "C9", until: "2026-12-31", reason: "x", by: "K"))
        }
        for code in ["C2", "O1"] {
            let refusal = await #expect(throws: ControlError.self) {
                try await work.call(MuteLetters(code: code, until: nil, reason: nil, by: "K"))
            }
            #expect(refusal?.message.contains("do not rest") == true, "\(code)")
        }
        #expect(try await work.notice(waiting.id).state == .held)
        let reply = try await work.call(
            MuteLetters(code: "C2", until: "2026-12-31", reason: "sengketa", by: "K"))
        #expect(reply.withdrawn == [Int(waiting.id)] && reply.about == "client PT Cahaya")
        #expect(try await work.deadlines().contains { $0.code == "CALL-O1" && $0.state == .open })
        _ = try await work.call(MuteLetters(code: "C2", until: nil, reason: nil, by: "K"))
        try await work.settle()
        #expect(
            try await work.notices().contains { $0.audience == .client && $0.state == .held })
    }
}
