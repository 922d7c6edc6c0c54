import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// Periods as people close them and open them again.
@Suite struct PeriodCloseTests: PeriodSuite {
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
        let closed = try text(of: try await board(work))
        #expect(try await board(work).achieved?.net == 8_500)
        // Years, a new name, a new team and a target.
        try await work.advance(to: work.instant("2026-12-20 09:00"))
        try await work.take(
            "teams.csv", "team_code;name;manager;time_zone;calendar",
            "JKT;Ibu Kota;MM;WIB;six-day", "BDG;Bandung;M;WIB;")
        try await work.take(
            "targets.csv", "period;salesperson;target_amount", "2026-11;S;123456")
        #expect(try text(of: try await board(work)) == closed)
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
}
