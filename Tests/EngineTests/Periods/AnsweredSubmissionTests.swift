import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// A file that was taken is answered with its figures, and a period that was closed is told.
@Suite struct AnsweredSubmissionTests: PeriodSuite {
    private func texts(_ work: TestOffice, _ kind: String) async throws -> [String] {
        let notices = try await work.notices().filter { notice in
            notice.items.contains { $0.item.kind == kind }
        }
        return try await work.stages.ledger.read { view in
            try notices.compactMap { try view.letter(of: $0.id)?.text }
        }
    }

    @Test func anAcceptedFileIsAnsweredBesideTheOneBeforeAndTheTarget() async throws {
        let work = try await office(submission: "answer: true,")
        try await work.take(
            "targets.csv", "period;salesperson;target_amount", "2026-11;S;4000000")
        try await work.submit(team: "JKT", period: "2026-11", amount: 3_000_000)
        try await work.advance(to: work.clock.now + .seconds(600))
        let first = try #require(try await texts(work, "submission-accepted").last)
        #expect(first.contains("1 row") && first.contains("Rp3,000,000"))
        #expect(first.contains("75% of the target of Rp4,000,000"))
        try await work.submit(team: "JKT", period: "2026-11", amount: 500_000)
        try await work.advance(to: work.clock.now + .seconds(600))
        let second = try #require(try await texts(work, "submission-accepted").last)
        #expect(second.contains("Version 2") && second.contains("Rp500,000"))
        #expect(second.contains("version 1: 1 row, Rp3,000,000"))
    }

    @Test func whoeverReadTheSummaryHearsThatThePeriodIsClosed() async throws {
        let work = try await office()
        try await work.submit(team: "JKT", period: "2026-11", amount: 3_000_000)
        try await work.submit(team: "MKS", period: "2026-11", amount: 1_000_000)
        try await move(work, to: "closed")
        try await work.advance(to: work.clock.now + .seconds(600))
        #expect(try await texts(work, "close-summary").isEmpty)
        let telling = try await restarted(work, at: "2026-12-01 10:00") {
            $0.replacingOccurrences(
                of: "tell: [coordinator]", with: "announce: true, tell: [coordinator]")
        }
        try await move(telling, to: "open", reason: "retur")
        try await move(telling, to: "closed")
        try await telling.advance(to: telling.clock.now + .seconds(600))
        let text = try #require(try await texts(telling, "close-summary").last)
        #expect(text.contains("CLOSED") && text.contains("Rp4,000,000"))
        #expect(!text.contains("READY TO CLOSE") && !text.contains("NOT READY"))
    }
}
