import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// What of a team's file is asked about though it is taken, what counts, and who hears.
@Suite struct QuestionedSubmissionTests: PeriodSuite {
    private static let header = "period;salesperson;invoice;date;product;units;amount;returns"

    private func findings(
        _ work: TestOffice, _ file: String, _ rows: String...
    ) async throws -> [String] {
        let report = try await work.take(file, [Self.header] + rows)
        #expect(report.isTaken, "\(report.reading.findings)")
        return report.reading.findings.map { "\($0.cell) \($0.code.rawValue)" }
    }

    @Test func rowsOfAnotherTeamAndDaysToComeAreQuestioned() async throws {
        let work = try await office(at: "2026-11-28 09:00")
        let found = try await findings(
            work, "achievement-JKT-2026-11.csv", "2026-11;S;F-1;2026-11-27;P;1;1000;0",
            "2026-11;SM;F-2;2026-11-28;P;1;1000;0", "2026-11;S;F-3;2026-11-30;P;1;1000;0")
        #expect(found == ["B3 wrong-team", "D4 implausible-date"])
        let ahead = try await findings(
            work, "achievement-MKS-2026-12.csv", "2026-12;SM;F-4;2026-12-02;P;1;1000;0",
            "2026-12;SM;F-5;;P;1;1000;0")
        #expect(ahead == [" implausible-date"])
        // Judged again on a later day, and sent again, it is the file that it was.
        try await work.advance(to: work.instant("2026-12-03 16:00"))
        _ = try await work.call(CheckPeriod(period: "2026-11"))
        let board = try await board(work)
        #expect(board.rows.first { $0.team == "JKT" }?.version == 1)
        #expect(board.rows.first { $0.team == "JKT" }?.findings.count == 2)
    }

    @Test func provisionalFiguresAndTeamsWithoutTargetAreInNoPercentage() async throws {
        let work = try await office(submission: "confirm_beyond: 50%,")
        try await work.take(
            "targets.csv", "period;salesperson;target_amount", "2026-11;S;2000000")
        try await work.submit(team: "JKT", period: "2026-11", amount: 1_000_000)
        try await work.submit(team: "MKS", period: "2026-11", amount: 500_000)
        let first = try #require(try await board(work).achieved)
        #expect(first.net == 1_500_000 && first.percentOfAccepted == 50)
        #expect(first.percentOfAll == 50)
        try await work.submit(team: "JKT", period: "2026-11", amount: 2_000_000)
        let row = try #require(try await board(work).rows.first)
        #expect(row.signOff == "unconfirmed")
        let second = try #require(try await board(work).achieved)
        #expect(second.net == 500_000 && second.gross == 500_000)
        #expect(second.targetOfAccepted == nil && second.percentOfAccepted == nil)
        #expect(second.targetOfAll == 2_000_000 && second.percentOfAll == 0)
    }

    @Test func anAcceptedNilReportSaysTheTargetAndWhatIsToBeLookedAt() async throws {
        let work = try await TestOffice(
            at: "2026-12-01 09:00",
            settings: [
                "close: {first: 2026-11, checks: [WD+2 15:30]}",
                "submissions: {achievements: {sheet: achievements, owed_by: [JKT], "
                    + "cut_off: WD+2 15:00, answer: true, figures: {gross: amount, net: [amount]}, "
                    + "rules: [{check: nil-without-target, severity: warning}]}}",
            ])
        try await work.take(
            "targets.csv", "period;salesperson;target_amount", "2026-11;S;30000000")
        try await work.submit(team: "JKT", period: "2026-11", isNil: true)
        try await work.advance(to: work.clock.now + .seconds(600))
        let mail = try #require(
            try await work.notices().last { notice in
                notice.items.contains { $0.item.kind == "submission-accepted" }
            })
        let text = try #require(try await work.stages.ledger.read { try $0.letter(of: mail.id) })
            .text
        #expect(text.contains("target of Rp30,000,000"), "\(text)")
        #expect(text.contains("30000000") && !text.contains("report beside"), "\(text)")
    }

    @Test func whoeverReadThatAPeriodIsClosedHearsThatItIsOpenAgain() async throws {
        let work = try await office()
        let telling = try await restarted(work, at: "2026-12-01 10:00") {
            $0.replacingOccurrences(
                of: "tell: [coordinator]", with: "announce: true, tell: [coordinator, manager]")
        }
        for team in ["JKT", "MKS"] { try await telling.submit(team: team, period: "2026-11") }
        try await move(telling, to: "closed")
        try await move(telling, to: "open", reason: "retur")
        try await telling.advance(to: telling.clock.now + .seconds(600))
        let readers = try await telling.notices().filter { notice in
            notice.items.contains { $0.item.kind == "period-reopened" }
        }.map(\.recipient)
        #expect(Set(readers) == ["D", "K", "M", "MM"])
    }
}
