import Coordination
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// A date that was taken out of the orders sheet is in question: nobody's bare word ends that, and no letter that
/// states it goes.
@Suite struct ClearedDateTests {
    private static let header = "order;line;client;promised;expected;reason;item;quantity;unit"

    private func row(_ order: String, _ expected: String, client: String = "C2") -> String {
        "\(order);1;\(client);2026-12-10;\(expected);KAPAL;Meja;5;unit"
    }

    private func letters(
        _ work: TestOffice, _ state: NoticeState
    ) async throws -> [NoticeRecord] {
        try await work.notices().filter { $0.audience == .client && $0.state == state }
    }

    /// Orders of one client, late in a letter that waits.
    private func office(
        _ orders: [String] = ["O1", "O2"]
    ) async throws -> (work: TestOffice, letter: NoticeRecord, hash: String) {
        let work = try await TestOffice()
        try await work.take("orders.csv", [Self.header] + orders.map { row($0, "") })
        // On a Saturday: what is approved leaves on Monday.
        try await work.advance(to: work.instant("2026-11-28 10:00"))
        try await work.take(
            "orders.csv", [Self.header] + orders.map { row($0, "2026-12-18") })
        try await work.settle()
        let letter = try #require(try await letters(work, .held).first)
        return (work, letter, try await work.letter(letter).hash)
    }

    @Test func aDecisionFromBeforeDoesNotReleaseIt() async throws {
        let (work, letter, hash) = try await office(["O1"])
        try await work.take("orders.csv", Self.header, row("O1", ""))
        let report = try await work.take(
            "keputusan.csv", "kode;hash;keputusan;oleh", "\(letter.id);\(hash);setuju;K")
        let finding = report.reading.findings.first { $0.severity == .blocker }
        #expect(finding?.expected.english.contains("taken out of the orders sheet") == true)
        await #expect(throws: ControlError.self) {
            try await work.call(
                ApproveNotices(approvals: [Approval(id: Int(letter.id), hash: hash)], by: "K"))
        }
        try await work.advance(to: work.instant("2026-12-01 12:00"))
        #expect(work.courier.parcels.filter(\.isClient).isEmpty)
        let held = try await letters(work, .held)
        #expect(held.map { Set($0.holdReasons) } == [[.approval, .dateInQuestion]])
    }

    @Test func anOrderInQuestionPartsFromWhatWaitsForAWord() async throws {
        let (work, _, _) = try await office()
        try await work.take("orders.csv", Self.header, row("O1", ""))
        try await work.settle()
        let held = try await letters(work, .held)
        let other = try #require(held.first { $0.liveItems.map(\.item.subject.id) == ["O2"] })
        #expect(other.holdReasons == [.approval])
        let own = try #require(held.first { $0.liveItems.map(\.item.subject.id) == ["O1"] })
        #expect(Set(own.holdReasons) == [.approval, .dateInQuestion] && held.count == 2)
        let hash = try await work.letter(other).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(other.id), hash: hash)], by: "K"))
        try await work.advance(to: work.instant("2026-11-30 12:00"))
        #expect(
            try await letters(work, .sent).flatMap(\.liveItems).map(\.item.subject.id) == ["O2"])
    }

    @Test func anApprovalLapsesForTheOrderThatIsInQuestionAlone() async throws {
        let (work, letter, hash) = try await office()
        // What is to come of it is told in the reader's language, too.
        let own = try await work.call(Why(subject: "letter:\(letter.id)", language: "id")).lines
        #expect(!own.contains { $0.text.contains("The step") }, "\(own.map(\.text))")
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(letter.id), hash: hash)], by: "K"))
        try await work.take("orders.csv", Self.header, row("O1", ""))
        try await work.advance(to: work.instant("2026-11-30 12:00"))
        let sent = try await letters(work, .sent)
        #expect(sent.flatMap(\.liveItems).map(\.item.subject.id) == ["O2"])
        let held = try #require(try await letters(work, .held).first)
        #expect(held.holdReasons.contains(.dateInQuestion))
        #expect(held.holdReasons.contains(.approvalLapsed))
        let words = try await work.call(Why(subject: "O1", language: "en")).lines.map(\.text)
        #expect(words.contains { $0.contains("taken out of the orders sheet") }, "\(words)")
        // Filled in again, it waits for a new word, and goes with that.
        try await work.take("orders.csv", Self.header, row("O1", "2026-12-18"))
        try await work.settle()
        let again = try await work.notice(held.id)
        #expect(again.state == .held && !again.holdReasons.contains(.dateInQuestion))
        let new = try await work.letter(again).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(again.id), hash: new)], by: "K"))
        try await work.advance(to: work.instant("2026-12-01 12:00"))
        #expect(try await letters(work, .sent).count == 2)
    }

    @Test("No bare word ends the question", arguments: ["selesai", "klien tahu", "batal"])
    func bareWord(_ word: String) async throws {
        let (work, _, _) = try await office()
        try await work.take("orders.csv", Self.header, row("O1", ""))
        try await work.settle()
        let report = try await work.take(
            "keputusan.csv", "kode;keputusan;alasan;oleh", "CLEARED-O1;\(word);sudah;K")
        #expect(report.difference.answers.allSatisfy { !$0.isDone })
        let finding = report.reading.findings.first { $0.severity == .blocker }
        #expect(finding?.expected.english.contains("promised date of order O1") == true)
        await #expect(throws: ControlError.self) {
            try await work.call(
                FinishDeadline(code: "CLEARED-O1", outcome: "done", by: "K"))
        }
        #expect(
            try await work.stages.ledger.read { try $0.openDeadlines(code: "CLEARED-O1") }.count
                == 1)
        try await work.take("orders.csv", Self.header, row("O1", "2026-12-10"))
        #expect(
            try await work.stages.ledger.read { try $0.openDeadlines(code: "CLEARED-O1") }.isEmpty)
    }
}
