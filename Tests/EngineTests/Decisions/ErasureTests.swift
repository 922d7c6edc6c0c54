import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// What is known of somebody goes; that there was something, to which code and when, stays.
@Suite struct ErasureTests {
    private func delivered() async throws -> (work: TestOffice, letter: NoticeRecord) {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(waiting.id), hash: hash)], by: "K"))
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        #expect(try await work.notice(waiting.id).state == .sent)
        return (work, waiting)
    }

    private func erase(_ work: TestOffice, _ kind: String, _ code: String, forGood: Bool = true)
        async throws -> Int
    {
        try await work.call(EraseReader(kind: kind, code: code, forGood: forGood)).letters
    }

    @Test func aClientIsErasedOnceNothingIsOpenAndTheHistoryHolds() async throws {
        let (work, letter) = try await delivered()
        await #expect(throws: ControlError.self) { try await erase(work, "client", "C2") }
        _ = try await work.call(ChangeOrder(order: "O1", change: "deliver", by: "K"))
        try await work.advance(to: work.instant("2026-12-04 10:00"))
        #expect(try await erase(work, "client", "c2", forGood: false) > 0)
        #expect(
            try await work.stages.ledger.read { try $0.letter(of: letter.id) }?.text.isEmpty
                == false)
        #expect(try await erase(work, "client", "c2") > 0)
        let kept = try #require(
            try await work.stages.ledger.read { try $0.letter(of: letter.id) })
        #expect(kept.text.isEmpty && kept.bytes.isEmpty && kept.recipients.isEmpty)
        let notice = try await work.notice(letter.id)
        #expect(
            notice.recipient == "C2" && notice.state == .sent && notice.items[0].item.facts.isEmpty)
        let directory = try await work.stages.ledger.read { try $0.directory() }
        #expect(directory.client("C2") == nil && directory.client("C1") != nil)
        // No text of what is over names them any more.
        let texts = try await work.stages.ledger.read { view in
            try view.notices(in: NoticeState.allCases.filter(\.isFinal), limit: 1_000)
                .compactMap { try view.letter(of: $0.id)?.text }
        }
        #expect(
            !texts.contains { $0.contains("Maya Sari") }, "\(texts.filter { $0.contains("Maya") })")
        let proof = try await work.call(Prove())
        #expect(proof.problems.isEmpty, "\(proof.problems)")
        try await work.settle()
        // Whoever is entered again is new.
        let report = try await work.take(
            "clients.csv", "code;name;contact;email;language", "C2;PT Cahaya;Maya;c2@cahaya.test;id"
        )
        #expect(report.difference.added == ["C2"])
    }

    @Test func aPersonIsErasedOnceSomebodyElseHasTheirWork() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;Tugas A;S;2026-12-04")
        for code in ["K", "M", "S", "X"] {
            await #expect(throws: ControlError.self) { try await erase(work, "person", code) }
        }
        await #expect(throws: ControlError.self) { try await erase(work, "team", "S") }
        _ = try await work.take("keputusan.csv", "kode;keputusan;oleh", "A;selesai;K")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        _ = try await erase(work, "person", "S")
        let directory = try await work.stages.ledger.read { try $0.directory() }
        #expect(directory.person("S") == nil && directory.person("SM") != nil)
        let ended = try await work.deadlines()
        #expect(ended.map(\.owner) == ["S"])
        try await work.settle()
        #expect(try await work.call(Prove()).problems.isEmpty)
    }
}
