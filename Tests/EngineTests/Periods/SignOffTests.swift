import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// A manager's word on a team's figures.
@Suite struct SignOffTests: PeriodSuite {
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
        #expect(refusal?.code == .permissionDenied && refusal?.message.contains("M or D") == true)
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

    /// Whoever reads a sheet in which only others may decide is offered nothing, and told who may.
    @Test func aSignOffIsOfferedToWhoMaySignAlone() async throws {
        let work = try await office(submission: "sign_off: required,")
        try await work.submit(team: "JKT", period: "2026-11")
        let now = work.clock.now
        let rows = try await work.stages.ledger.read { [stages = work.stages] view in
            try DecisionSheet(
                office: stages.store.office, writer: stages.writer, view: view, now: now
            ).signOffs()
        }
        let row = try #require(rows.first)
        #expect(row.choices(for: "M") == [.approve] && row.by("M") != nil)
        #expect(row.choices(for: "D") == [.approve] && row.choices(for: nil) == [.approve])
        #expect(row.choices(for: "K").isEmpty && row.by("K") == nil)
        #expect(row.values["waits_because"]?.word.contains("M") == true)
    }

    @Test func figuresThatChangedMuchAreProvisionalUntilTheManagerSaysWhy() async throws {
        let work = try await office(submission: "confirm_beyond: 50%,")
        try await work.submit(team: "JKT", period: "2026-11", amount: 1_000_000)
        #expect(try await board(work).rows[0].signOff == "none")
        try await work.submit(team: "JKT", period: "2026-11", amount: 1_500_000)
        #expect(try await board(work).rows[0].signOff == "none")
        // More than half of what stood before, either way.
        let provisional = try await work.submit(team: "JKT", period: "2026-11", amount: 700_000)
        #expect(try await board(work).rows[0].signOff == "unconfirmed")
        // Whoever dropped it reads who must say why, and how; dropped again, too.
        let again = try await work.submit(team: "JKT", period: "2026-11", amount: 700_000)
        for report in [provisional, again] {
            let words = try #require(report.effects.first)
            #expect(
                words.hasPrefix("PROVISIONAL: the figures changed by more than 50%"), "\(words)")
            #expect(words.contains("“approve” with a reason about sign-achievements-JKT-2026-11"))
        }
        #expect(
            try await board(work).blockers.contains { $0.contains("changed by more than 50%") })
        let asked = try #require(
            try await work.deadlines().last { $0.kind == "sign-off" && $0.state == .open })
        #expect(asked.owner == "M" && asked.title.contains("changed so much"))
        // What stood before is what the next one is compared with.
        try await work.submit(team: "JKT", period: "2026-11", amount: 1_400_000)
        #expect(try await board(work).rows[0].signOff == "none")
        #expect(
            try await work.deadlines().allSatisfy { $0.kind != "sign-off" || $0.state != .open })
        try await work.submit(team: "JKT", period: "2026-11", amount: 600_000)
        // The team hears of it whether or not it is told of every file, and of no file that was replaced.
        try await work.settle()
        let told = try await work.notices().flatMap(\.liveItems).filter {
            $0.item.kind == "submission-accepted"
        }
        #expect(told.count == 1 && told.allSatisfy { $0.item.facts["confirm_beyond"] != nil })
        let period = try await board(work).period
        #expect(period.accepted == 0 && period.provisional == 1)
        // Its mail carries the sheet in which the word is given, by whom it may be given.
        let (writer, now) = (work.stages.writer, work.clock.now)
        let (forms, rows) = try await work.stages.store.read { view, office in
            let reader = try #require(office.recipient(key: "JKT", audience: .office))
            return (
                try TaskForms().forms(
                    for: told.map(\.item), to: reader, writer: writer, view: view, office: office,
                    now: now),
                try DecisionSheet(
                    office: office, writer: writer, view: view, now: now
                ).signOffs()
            )
        }
        #expect(forms.map(\.codes) == [[Code("sign-achievements-JKT-2026-11")]])
        #expect(rows.map(\.deciders) == [["M", "D"]])
        #expect(rows.first?.by("M") == .text("M") && rows.first?.by("K") == nil)
        let figures = "\(String(describing: rows.first?.values["text"]))"
        #expect(figures.contains("Rp600,000") || figures.contains("Rp600.000"), "\(figures)")
        let sign = SignSubmission(
            period: "2026-11", type: "achievements", team: "JKT", reason: " ", by: "M")
        let refusal = await #expect(throws: ControlError.self) { try await work.call(sign) }
        #expect(refusal?.message.contains("a sentence that says why") ?? false)
        let exported = try await work.call(ExportSheet(kind: "decisions")).file
        let lines = String(decoding: exported.content, as: UTF8.self).split(separator: "\r\n")
        let row = try #require(lines.last).split(separator: ";", omittingEmptySubsequences: false)
        let check = try #require(lines.first?.split(separator: ";").firstIndex(of: "check"))
        let header = "code;check;decision;reason;by"
        let wordless = try await work.take(
            "decisions.csv", header, "\(row[0]);\(row[check]);approve;;M")
        #expect(wordless.reading.findings.map(\.cell) == ["D2"] && wordless.accepted == 0)
        let taken = try await work.take(
            "decisions.csv", header, "\(row[0]);\(row[check]);approve;dua faktur besar batal;M")
        #expect(taken.difference.changed.map(\.new) == ["approve"])
        let signed = try await board(work).rows[0]
        #expect(signed.signOff == "signed" && signed.why == "dua faktur besar batal")
        let counted = try await board(work).period
        #expect(counted.accepted == 1 && counted.provisional == 0)
        let confirmed = try await work.submit(team: "JKT", period: "2026-11", amount: 600_000)
        #expect(confirmed.effects.isEmpty)
        #expect(try await !board(work).blockers.contains { $0.contains("50%") })
        // Once it is confirmed it is what stands.
        try await work.submit(team: "JKT", period: "2026-11", amount: 650_000)
        #expect(try await board(work).rows[0].signOff == "suspended")
    }

    @Test func aWarningOfALargeChangeAsksTheSame() async throws {
        let work = try await TestOffice(
            at: "2026-12-01 09:00",
            settings: [
                "close: {first: 2026-10}",
                "submissions: {achievements: {sheet: achievements, cut_off: WD+2 15:00, "
                    + "confirm_beyond: 50%, rules: [{check: change, column: amount, beyond: 20%, "
                    + "severity: warning}]}}",
            ])
        _ = try await work.stages.prepare(at: work.clock.now, zoneData: "", machine: "one")
        try await work.settle()
        try await work.submit(team: "JKT", period: "2026-10", amount: 1_000_000)
        let row = {
            try await board(work).rows.first { $0.team == "JKT" }
        }
        try await work.submit(team: "JKT", period: "2026-11", amount: 1_100_000)
        #expect(try await row()?.signOff == "none")
        try await work.submit(team: "JKT", period: "2026-11", amount: 1_300_000)
        #expect(try await row()?.signOff == "unconfirmed")
    }

    @Test func aSheetSignsOnceForTheFileThatItNames() async throws {
        let work = try await office(submission: "sign_off: required,")
        try await work.submit(team: "JKT", period: "2026-11")
        let exported = try await work.call(ExportSheet(kind: "decisions")).file
        let lines = String(decoding: exported.content, as: UTF8.self).split(separator: "\r\n")
        let asked = try #require(lines.last).split(separator: ";", omittingEmptySubsequences: false)
        #expect(asked[0] == "sign-achievements-JKT-2026-11")
        let header = "id;hash;decision;reason;by"
        let names = try #require(lines.first).split(separator: ";").map(String.init)
        let place = try #require(names.firstIndex(of: "check"))
        #expect(asked[place].count == 6)
        let row = "\(asked[0]);\(asked[place]);approve;;"
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
