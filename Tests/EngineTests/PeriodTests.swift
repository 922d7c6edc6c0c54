import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// Periods as people move them, and what teams hand in for them.
@Suite struct PeriodTests {
    private func office(
        at moment: String = "2026-12-01 09:00", first: String = "2026-11",
        submission: String = "", more: String = ""
    ) async throws -> Workplace {
        let work = try await Workplace(
            at: moment,
            settings: [
                "close: {first: \(first), checks: [WD+2 15:30], tell: [coordinator]}",
                "submissions: {achievements: {sheet: achievements, owed_by: [JKT, MKS], "
                    + "cut_off: WD+2 15:00, \(submission) figures: {gross: amount, net: [amount, returns]}, "
                    + "rules: [{check: known, column: salesperson, in: people}]}\(more)}",
            ])
        _ = try await work.stages.begin(at: work.clock.now, zoneData: "", machine: "one")
        try await work.settle()
        return work
    }

    private func move(
        _ work: Workplace, _ period: String = "2026-11", to state: String, reason: String? = nil
    ) async throws {
        _ = try await work.call(
            MovePeriod(period: period, state: state, reason: reason, by: "K"))
    }

    private func board(_ work: Workplace, _ period: String = "2026-11") async throws
        -> Control.Board
    {
        try await work.call(ShowPeriod(period: period)).board
    }

    /// The engine once more on what another one left, with its settings changed.
    private func restarted(
        _ work: Workplace, at moment: String, _ change: (String) -> String
    ) async throws -> Workplace {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.copyItem(at: work.folder, to: folder)
        let settings = folder.appending(path: "tenggat.d/test.yaml")
        try change(String(contentsOf: settings, encoding: .utf8))
            .write(to: settings, atomically: true, encoding: .utf8)
        return try await Workplace(
            resuming: folder, at: work.instant(moment), ownsFolder: true)
    }

    private func states(_ board: Control.Board) -> [String] { board.rows.map(\.state) }

    // MARK: Closing

    @Test func aPeriodClosesInSequenceAndOpensInReverse() async throws {
        let work = try await office(at: "2027-01-04 09:00")
        for period in ["2026-11", "2026-12"] {
            try await work.submit(team: "JKT", period: period)
            try await work.submit(team: "MKS", period: period, isNil: true)
        }
        let refusal = await #expect(throws: ControlError.self) {
            try await move(work, "2026-12", to: "closed")
        }
        #expect(refusal?.code == .conflict)
        #expect(refusal?.message.contains("November 2026 must be closed first") == true)
        try await move(work, "2026-11", to: "closed")
        work.clock.set(try work.instant("2027-01-04 09:01"))
        try await move(work, "2026-12", to: "closed")
        await #expect(throws: ControlError.self) {
            try await move(work, "2026-11", to: "open", reason: "a credit note")
        }
        try await move(work, "2026-12", to: "open", reason: "a credit note")
        try await move(work, "2026-11", to: "open", reason: "a credit note")
        #expect(try await board(work).period.state == "open")
    }

    @Test func aPeriodThatHasNotEndedOrIsNotLookedAfterStaysOpen() async throws {
        let work = try await office(at: "2026-11-25 09:00")
        for team in ["JKT", "MKS"] { try await work.submit(team: team, period: "2026-11") }
        let early = await #expect(throws: ControlError.self) {
            try await move(work, to: "closed")
        }
        #expect(early?.message.contains("ends on 2026-11-30") == true)
        let unknown = await #expect(throws: ControlError.self) {
            try await move(work, "2026-10", to: "closed")
        }
        #expect(unknown?.code == .notFound)
        #expect(try await board(work, "2026-10").period.state == "none")
    }

    @Test func whatWasClosedIsShownTheSameWhateverHappensLater() async throws {
        let work = try await office()
        try await work.submit(team: "JKT", period: "2026-11", amount: 9_000, returns: -500)
        _ = try await work.call(
            WaiveSubmission(
                period: "2026-11", type: "achievements", team: "MKS", reason: "moves house",
                by: "K"))
        try await move(work, to: "closed")
        let closed = try WireFormat.encode(try await board(work))
        #expect(try await board(work).achieved?.net == 8_500)
        // Years, a new name, a new team and a target.
        try await work.advance(to: work.instant("2026-12-20 09:00"))
        try await work.take(
            "teams.csv", "team_code;name;manager;time_zone;calendar",
            "JKT;Ibu Kota;MM;WIB;six-day", "BDG;Bandung;M;WIB;")
        try await work.take(
            "targets.csv", "period;salesperson;target_amount", "2026-11;S;123456")
        #expect(try WireFormat.encode(try await board(work)) == closed)
        #expect(try await board(work).rows.first?.teamName == "Jakarta")
    }

    @Test func reopeningNeedsAReasonAndTheDirectorHearsOfIt() async throws {
        let work = try await office()
        for team in ["JKT", "MKS"] { try await work.submit(team: team, period: "2026-11") }
        try await move(work, to: "closed")
        let refusal = await #expect(throws: ControlError.self) {
            try await move(work, to: "open")
        }
        #expect(refusal?.field == "reason")
        try await move(work, to: "open", reason: "an invoice came late")
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        let told = try #require(
            try await work.notices().first { notice in
                notice.items.contains { $0.item.kind == "period-reopened" }
            })
        #expect(told.recipient == "D" && told.state == .sent)
        #expect(told.items[0].item.facts["reason"] == .text("an invoice came late"))
        #expect(try await board(work).reason == "an invoice came late")
        // It is to be closed once more.
        let closing = try #require(
            try await work.deadlines().first { $0.code == "close" && $0.occurrence == "2026-11" })
        #expect(closing.state == .open)
    }

    @Test("A period that takes no files says so", arguments: ["locked", "closed"])
    func noMoreFiles(_ state: String) async throws {
        let work = try await office()
        for team in ["JKT", "MKS"] { try await work.submit(team: team, period: "2026-11") }
        try await move(work, to: state)
        let before = try await board(work).rows.map(\.version)
        let refusal = await #expect(throws: ControlError.self) {
            try await work.submit(team: "JKT", period: "2026-11", faults: 1)
        }
        #expect(refusal?.message.contains("2026-11 is \(state)") == true)
        // A file that is dropped has nobody to answer but its report.
        let text =
            "period;salesperson;invoice;date;product;units;amount\r\n"
            + "2026-11;S;I-9;2026-11-10;P;1;5\r\n"
        let report = try await work.take(
            [Intake.File(name: "achievement-JKT-2026-11.csv", content: Array(text.utf8))])[0]
        #expect(report.reading.findings.map(\.code) == [.periodClosed])
        #expect(try await board(work).rows.map(\.version) == before)
    }

    @Test func aFaultyFileInPlaceOfARightOneKeepsThePeriodOpen() async throws {
        let work = try await office()
        for team in ["JKT", "MKS"] { try await work.submit(team: team, period: "2026-11") }
        #expect(try await board(work).blockers.isEmpty)
        try await work.submit(team: "MKS", period: "2026-11", faults: 2)
        let refusal = await #expect(throws: ControlError.self) {
            try await move(work, to: "closed")
        }
        #expect(refusal?.message.contains("rejected, 2 items to correct") == true)
        #expect(states(try await board(work)) == ["accepted", "rejected"])
        try await work.submit(team: "MKS", period: "2026-11")
        try await move(work, to: "closed")
    }

    // MARK: What is owed

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

    @Test func aWaiverHasAReasonAndANameAndCanBeTakenBack() async throws {
        let work = try await office()
        let waive = WaiveSubmission(
            period: "2026-11", type: "achievements", team: "MKS", reason: "no sales yet", by: "K")
        let row = try #require(try await work.call(waive).board.rows.last)
        #expect(row.state == "waived" && row.waivedBy == "K" && row.reason == "no sales yet")
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
        let work = try await Workplace(
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
        let misspelt = try await Workplace(
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

    // MARK: Signing

    @Test(
        "Sign-offs follow the settings",
        arguments: [("[JKT, MKS]", ["M", "MM"]), ("[JKT]", ["M"])])
    func signOffsFollow(_ owing: String, _ managers: [String]) async throws {
        let work = try await office(submission: "sign_off: optional,")
        for team in ["JKT", "MKS"] { try await work.submit(team: team, period: "2026-11") }
        let again = try await restarted(work, at: "2026-12-01 10:00") {
            $0.replacingOccurrences(of: "sign_off: optional", with: "sign_off: required")
        }
        let asked = try await again.deadlines().filter {
            $0.kind == "sign-off" && $0.state == .open
        }
        #expect(asked.map(\.owner) == ["M", "MM"])
        let later = try await restarted(again, at: "2026-12-01 11:00") {
            $0.replacingOccurrences(of: "owed_by: [JKT, MKS]", with: "owed_by: \(owing)")
        }
        let left = try await later.deadlines().filter {
            $0.kind == "sign-off" && $0.state == .open
        }
        #expect(left.map(\.owner) == managers)
    }

    @Test func onlyTheTeamsManagerSignsAndOnlyWhatIsThere() async throws {
        let work = try await office(submission: "sign_off: required,")
        var sign = SignSubmission(
            period: "2026-11", type: "achievements", team: "JKT", by: "M")
        await #expect(throws: ControlError.self) { try await work.call(sign) }
        try await work.submit(team: "JKT", period: "2026-11")
        #expect(try await board(work).rows[0].signOff == "wanted")
        sign.by = "MM"
        let refusal = await #expect(throws: ControlError.self) { try await work.call(sign) }
        #expect(refusal?.code == .permissionDenied && refusal?.message.contains("M, D") == true)
        sign.by = "M"
        let row = try await work.call(sign).board.rows[0]
        #expect(row.signOff == "signed" && row.signedBy == "M")
        // Another file, another word; the first one back, and its word holds.
        try await work.submit(team: "JKT", period: "2026-11", amount: 2)
        #expect(try await board(work).rows[0].signOff == "suspended")
        #expect(try await board(work).blockers.contains { $0.contains("changed since") })
        sign.version = 1
        await #expect(throws: ControlError.self) { try await work.call(sign) }
        try await work.submit(team: "JKT", period: "2026-11")
        #expect(try await board(work).rows[0].signOff == "signed")
    }

    @Test func aSheetSignsOnceForTheFileThatItNames() async throws {
        let work = try await office(submission: "sign_off: required,")
        try await work.submit(team: "JKT", period: "2026-11")
        let exported = try await work.call(ExportSheet(kind: "decisions")).file
        let lines = String(decoding: exported.content, as: UTF8.self).split(separator: "\r\n")
        let asked = try #require(lines.last).split(separator: ";", omittingEmptySubsequences: false)
        #expect(asked[0] == "sign-achievements-JKT-2026-11")
        let header = "id;hash;decision;reason;by"
        let row = "\(asked[0]);\(asked[1].prefix(16));approve;;"
        let wrong = try await work.take("decisions.csv", header, row + "MM")
        #expect(wrong.reading.findings.map(\.cell) == ["E2"] && wrong.accepted == 0)
        // As the mail names it, with the version behind.
        let taken = try await work.take(
            "decisions.csv", header,
            row.replacingOccurrences(of: "2026-11;", with: "2026-11 v1;") + "M")
        #expect(taken.difference.changed.map(\.new) == ["approve"])
        #expect(try await board(work).rows[0].signOff == "signed")
        // The same sheet after another file came changes nothing.
        try await work.submit(team: "JKT", period: "2026-11", amount: 2)
        let again = try await work.take("decisions.csv", header, row + "M")
        #expect(!again.reading.isBlocked && again.difference.isEmpty)
        #expect(try await board(work).rows[0].signOff == "suspended")
        let stale = try await work.take(
            "decisions.csv", header, "\(asked[0]);0123456789;approve;;M")
        #expect(stale.reading.findings.map(\.code) == [.stale])
    }
}
