import Almanac
import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// What a call says of a deadline's moments is read as a sheet's cell is, and nothing of it is dropped.
@Suite struct DeadlineCallTests {
    private func add(
        _ work: TestOffice, due: String, repeat recurrence: String? = nil
    ) async throws -> String {
        try await work.call(
            AddDeadline(title: "Laporan", owner: "S", due: due, repeat: recurrence)
        ).deadline.due
    }

    @Test(
        "A day is taken as the sheets take it",
        arguments: [
            ("2026-12-18", "2026-12-18 17:00"), ("18/12/2026", "2026-12-18 17:00"),
            ("18.12.2026 15:00", "2026-12-18 15:00"), ("18 Des 2026", "2026-12-18 17:00"),
            ("2026-12-18 09:30", "2026-12-18 09:30"),
        ])
    func written(_ due: String, _ wanted: String) async throws {
        let work = try await TestOffice()
        #expect(try await add(work, due: due) == wanted)
    }

    @Test(
        "What is none says which form is wanted",
        arguments: ["31/02/2027", "besok", "18/12", "2026-12-18 25:00", " "])
    func unreadable(_ due: String) async throws {
        let work = try await TestOffice()
        let refusal = await #expect(throws: ControlError.self) { try await add(work, due: due) }
        let words = refusal?.message ?? ""
        #expect(words.contains("2026-12-04"), "\(words)")
        let day = await #expect(throws: ControlError.self) {
            try await work.call(Why(subject: "S", on: due))
        }
        #expect(day?.message.contains("2026-12-04") == true, "\(day?.message ?? "")")
    }

    @Test("Days of other calls are read likewise")
    func others() async throws {
        let work = try await TestOffice()
        #expect(
            try await work.call(Why(subject: "S", on: "25/11/2026")).lines.map(\.rules)
                == [["nothing-sent"]])
        _ = try await work.call(
            AddDelegation(
                delegation: .init(
                    person: "S", from: "1/12/2026", until: "4.12.2026", standIn: "M", reason: nil),
                by: "K"))
        let known = try await work.call(ListDelegations()).delegations
        #expect(known.map(\.from) == ["2026-12-01"] && known.map(\.until) == ["2026-12-04"])
    }

    @Test("A first date that the rule does not have is refused by command, and told by sheet")
    func strayStart() async throws {
        let work = try await TestOffice()
        let refusal = await #expect(throws: ControlError.self) {
            try await add(work, due: "2026-12-04 15:00", repeat: "*-*-20")
        }
        #expect(refusal?.message.contains("2026-12-20 15:00") == true, "\(refusal?.message ?? "")")
        let hour = await #expect(throws: ControlError.self) {
            try await add(work, due: "2026-12-20 15:00", repeat: "*-*-20 09:00")
        }
        #expect(hour?.message.contains("2027-01-20 09:00") == true, "\(hour?.message ?? "")")
        #expect(
            try await add(work, due: "2026-12-20 15:00", repeat: "*-*-20") == "2026-12-20 15:00")
        #expect(try await add(work, due: "2026-12-04", repeat: "monthly") == "2026-12-04 17:00")
        let report = try await work.take(
            "deadlines.csv", "code;title;owner;due_date;repeat", "T;Pajak;S;2026-12-04;*-*-20")
        let found = report.reading.findings
        #expect(found.map { "\($0.cell) \($0.code.rawValue)" } == ["D2 invalid-recurrence"])
        #expect(report.isTaken)
        #expect(
            try await work.stages.ledger.read { try $0.deadlines(code: "T") }
                .map(\.deadline.due.date) == [CivilDate("2026-12-20")])
    }

    @Test("A move of what comes back says how to answer which is meant")
    func scope() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;repeat",
            "W;Rapat;S;2026-12-04;15:00;weekly")
        let refusal = await #expect(throws: ControlError.self) {
            try await work.call(MoveDeadline(code: "W", due: "9/12/2026 15:00"))
        }
        for word in ["--this", "--following", "2026-12-04 15:00"] {
            #expect(refusal?.message.contains(word) == true, "\(refusal?.message ?? "")")
        }
        let moved = try await work.call(
            MoveDeadline(code: "W", due: "9/12/2026 15:00", scope: "this"))
        #expect(moved.deadline.due == "2026-12-09 15:00")
    }
}
