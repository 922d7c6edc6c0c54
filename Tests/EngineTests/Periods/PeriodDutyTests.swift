import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// What teams owe for a period, and what becomes of it.
@Suite struct PeriodDutyTests: PeriodSuite {
    @Test func aDeadlineOfASubmissionIsNotEndedByHand() async throws {
        let work = try await office()
        for call in ["achievements-JKT", "close"] {
            let refusal = await #expect(throws: ControlError.self) {
                _ = try await work.call(FinishDeadline(code: call, occurrence: "2026-11"))
            }
            #expect(refusal?.code == .conflict)
        }
        try await work.submit(team: "JKT", period: "2026-11")
        let deadline = try #require(
            try await work.deadlines().first {
                $0.code == "achievements-JKT" && $0.occurrence == "2026-11"
            })
        #expect(deadline.state == .done)
        #expect(deadline.proof == "achievement-JKT-2026-11.csv, version 1")
    }

    @Test func aDeadlineIsMeantAsListsPrintIt() async throws {
        let work = try await office()
        let shown = try await work.call(ShowDeadline(code: "achievements-MKS 2026-11"))
        #expect(shown.deadline.code == "achievements-MKS" && shown.deadline.occurrence == "2026-11")
        await #expect(throws: ControlError.self) {
            try await work.call(ShowDeadline(code: "achievements-MKS 2026-10"))
        }
    }

    @Test func anEarlierFirstPeriodIsLookedAfterFromThenOn() async throws {
        let work = try await office()
        let again = try await restarted(work, at: "2026-12-01 10:00") {
            $0.replacingOccurrences(of: "first: 2026-11", with: "first: 2026-09")
        }
        try await again.settle()
        #expect(
            try await again.call(ListPeriods()).periods.map(\.period)
                == ["2026-12", "2026-11", "2026-10", "2026-09"])
        let refusal = await #expect(throws: ControlError.self) {
            try await move(again, to: "closed")
        }
        #expect(refusal?.message.contains("September 2026 must be closed first") == true)
    }

    @Test func aFaultyFileSaysThatTheRightOneCountsNoMore() async throws {
        let work = try await office()
        try await work.submit(team: "JKT", period: "2026-11")
        let report = try await work.submit(team: "JKT", period: "2026-11", faults: 1)
        #expect(report.effects == ["the file that was accepted before counts no more"])
        #expect(try await work.submit(team: "JKT", period: "2026-11", faults: 2).effects.isEmpty)
        // Nor is it exported as if it did.
        let exported = try await work.call(ExportSheet(kind: "achievements")).file.content
        #expect(String(decoding: exported, as: UTF8.self).split(separator: "\r\n").count == 1)
    }

    @Test func aWaiverHasAReasonAndANameAndCanBeTakenBack() async throws {
        let work = try await office()
        let waive = WaiveSubmission(
            period: "2026-11", type: "achievements", team: "MKS", reason: "no sales yet", by: "K")
        let row = try #require(try await work.call(waive).board.rows.last)
        #expect(row.state == "waived" && row.reason == "no sales yet")
        #expect(row.waivedBy == "K (entered by uid:0)")
        var bare = waive
        bare.reason = ""
        await #expect(throws: ControlError.self) { try await work.call(bare) }
        // A faulty file leaves it waived, a right one is worth more.
        try await work.submit(team: "MKS", period: "2026-11", faults: 1)
        #expect(states(try await board(work)) == ["missing", "waived"])
        try await work.submit(team: "MKS", period: "2026-11")
        #expect(states(try await board(work)) == ["missing", "accepted"])
        var other = waive
        other.team = "JKT"
        _ = try await work.call(other)
        other.withdraw = true
        #expect(try await work.call(other).board.rows.map(\.state) == ["missing", "accepted"])
    }

    @Test func newTeamsOweFromTheDayTheyAreRegistered() async throws {
        let work = try await TestOffice(
            at: "2026-11-23 09:00", settings: ["close: {first: 2026-11}"])
        try await work.settle()
        let header = "team_code;name;manager;time_zone;calendar"
        try await work.take("teams.csv", header, "BDG;Bandung;M;WIB;")
        #expect(try await board(work).rows.map(\.team) == ["BDG", "JKT", "JPR", "MKS"])
        #expect(
            try await work.deadlines().contains {
                $0.code == "achievements-BDG" && $0.state == .open
            })
    }

    @Test func aTeamThatNobodyKnowsIsNotSilentlyLeftUnasked() async throws {
        let work = try await office()
        #expect(
            try await work.call(GetStatus()).status.warnings.allSatisfy {
                !$0.contains("owed_by")
            })
        let misspelt = try await TestOffice(
            settings: [
                "submissions: {achievements: {sheet: achievements, owed_by: [JTK], "
                    + "cut_off: WD+2 15:00}}"
            ])
        let warnings = try await misspelt.call(GetStatus()).status.warnings
        #expect(warnings.contains { $0.contains("owed_by") && $0.contains("JTK") })
    }

    @Test func aCutOffThatTheSettingsMoveIsTheDeadlinesOfTheOpenPeriod() async throws {
        let work = try await office(at: "2026-11-23 09:00")
        let again = try await restarted(work, at: "2026-11-24 08:00") {
            $0.replacingOccurrences(of: "cut_off: WD+2", with: "cut_off: WD+4")
        }
        let due = try await again.deadlines().filter { $0.kind == "submission" }
            .map(\.due.description)
        #expect(due == ["2026-12-04 15:00", "2026-12-04 15:00"])
    }

    @Test func aPeriodOpensByItselfWithWhatEveryTeamOwes() async throws {
        let work = try await office(at: "2026-11-23 09:00")
        try await work.advance(to: work.instant("2026-12-01 00:00"))
        let periods = try await work.call(ListPeriods()).periods
        #expect(periods.map(\.period) == ["2026-12", "2026-11"])
        #expect(periods.map(\.expected) == [2, 0] && periods.map(\.missing) == [0, 2])
    }

    @Test func whatCameIsJudgedAnewWhenTheRegistersHaveChanged() async throws {
        let work = try await office()
        try await work.submit(team: "JKT", period: "2026-11", faults: 1)
        #expect(states(try await board(work)) == ["rejected", "missing"])
        try await work.take(
            "people.csv", "code;name;email;team;role;reports_to;language;time_zone",
            "X0;Tono;x@garis.test;JKT;sales;M;en;WIB")
        let checked = try await work.call(CheckPeriod(period: "2026-11")).board
        #expect(states(checked) == ["accepted", "missing"])
        let deadline = try await work.deadlines().first { $0.code == "achievements-JKT" }
        #expect(deadline?.state == .done)
    }

    @Test func theTeamAndThePeriodTellWhichSubmissionOfASheetIsMeant() async throws {
        let work = try await office(
            more: ", of-jpr: {sheet: achievements, owed_by: [JPR], cut_off: WD+4 15:00}"
                + ", of-quarter: {sheet: achievements, every: quarter, cut_off: WD+9 15:00}")
        for (team, period) in [("JPR", "2026-11"), ("JKT", "2026-11"), ("JKT", "2026-Q4")] {
            try await work.submit(team: team, period: period, isNil: true)
        }
        let done = try await work.deadlines().filter { $0.state == .done }.map(\.identifier)
        #expect(
            Set(done) == [
                "of-jpr-JPR 2026-11", "achievements-JKT 2026-11", "of-quarter-JKT 2026-Q4",
            ])
    }

    @Test func aFileThatNobodyCanJudgeKeepsNoPeriodFromItsCheck() async throws {
        let work = try await office()
        for team in ["JKT", "MKS"] { try await work.submit(team: team, period: "2026-11") }
        let again = try await restarted(work, at: "2026-12-03 09:00") {
            $0.replacingOccurrences(of: "cut_off: WD+2", with: "every: quarter, cut_off: WD+2")
        }
        try await again.settle()
        _ = try await again.call(CheckPeriod(period: "2026-11"))
        // Nothing is owed for it any more.
        try await move(again, to: "closed")
        #expect(try await board(again, "2026-Q4").rows.count == 2)
    }

    @Test func whatIsClosedIsNeitherCheckedNorSignedNorAskedForAgain() async throws {
        let work = try await office()
        try await work.submit(team: "JKT", period: "2026-11")
        let waiver = WaiveSubmission(
            period: "2026-11", type: "achievements", team: "MKS", reason: "new", by: "K")
        _ = try await work.call(waiver)
        try await move(work, to: "closed")
        await #expect(throws: ControlError.self) {
            try await work.call(CheckPeriod(period: "2026-11"))
        }
        var back = waiver
        back.withdraw = true
        await #expect(throws: ControlError.self) { try await work.call(back) }
        await #expect(throws: ControlError.self) {
            try await work.call(
                SignSubmission(period: "2026-11", type: "achievements", team: "JKT", by: "M"))
        }
    }

    @Test func whatIsWrongWithAFileIsToldAsItIsNow() async throws {
        let work = try await office(submission: "sign_off: optional,")
        try await work.submit(team: "JKT", period: "2026-11")
        try await work.submit(team: "JKT", period: "2026-11", faults: 1)
        try await work.advance(to: work.instant("2026-12-03 09:00"))
        try await work.submit(team: "JKT", period: "2026-11", faults: 2)
        try await work.advance(to: work.instant("2026-12-03 10:00"))
        let told = try await work.notices().flatMap(\.items).map(\.item)
            .filter { $0.kind == "submission-invalid" }
        #expect(told.map { $0.facts["replaces"] != nil } == [true, false])
        // A cut-off that is past is nothing to hand in before.
        #expect(told.map { $0.facts["due"] != nil } == [true, false])
    }

    @Test func aManagersStandInHearsOfFaultsAndSigns() async throws {
        let work = try await office(submission: "sign_off: required,")
        try await work.take(
            "delegations.csv", "person;from;until;stand_in", "M;2026-12-01;2026-12-04;MM")
        try await work.submit(team: "JKT", period: "2026-11", faults: 1)
        try await work.advance(to: work.instant("2026-12-01 09:30"))
        let told = try await work.notices().filter { notice in
            notice.items.contains { $0.item.kind == "submission-invalid" }
        }
        #expect(told.map(\.recipient) == ["MM"])
        try await work.submit(team: "JKT", period: "2026-11")
        let row = try await work.call(
            SignSubmission(period: "2026-11", type: "achievements", team: "JKT", by: "MM")
        ).board.rows[0]
        #expect(row.signedBy == "MM")
    }

    @Test func aSubmissionIsWaivedAsAnyDeadlineIs() async throws {
        let work = try await office()
        await #expect(throws: ControlError.self) {
            try await work.call(
                FinishDeadline(code: "achievements-MKS", occurrence: "2026-11", outcome: "waived"))
        }
        _ = try await work.call(
            FinishDeadline(
                code: "achievements-MKS", occurrence: "2026-11", outcome: "waived",
                reason: "moves house"))
        let row = try #require(try await board(work).rows.last)
        #expect(row.state == "waived" && row.reason == "moves house")
    }
}
