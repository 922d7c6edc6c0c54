import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// People who stand in for each other are named, with the days and whoever hears in their place.
@Suite struct StandInCircleTests {
    private static let header = "person;from;until;stand_in"

    @Test(
        "A sheet that has people stand in for each other says so, on each row that does",
        arguments: [
            (["S;2026-12-01;2026-12-10;M", "M;2026-12-05;2026-12-20;S"], ["D2", "D3"]),
            (
                [
                    "S;2026-12-01;2026-12-10;M", "M;2026-12-05;2026-12-20;SM",
                    "SM;2026-12-08;2026-12-09;S",
                ], ["D2", "D3", "D4"]
            ),
            // One after the other is nobody's fault, and so is a chain that ends.
            (["S;2026-12-01;2026-12-04;M", "M;2026-12-05;2026-12-20;S"], []),
            (["S;2026-12-01;2026-12-10;M", "M;2026-12-05;2026-12-20;SM"], []),
            // Whoever's stand-in is another by then.
            (
                [
                    "S;2026-12-01;2026-12-20;M", "S;2026-12-04;2026-12-20;SM",
                    "M;2026-12-05;2026-12-20;S",
                ], []
            ),
        ])
    func sheets(_ rows: [String], _ cells: [String]) async throws {
        let work = try await TestOffice()
        let report = try await work.take("delegations.csv", [Self.header] + rows)
        let found = report.reading.findings
        #expect(found.map(\.cell) == cells, "\(found)")
        #expect(found.allSatisfy { $0.code == .standInCircle && $0.severity == .warning })
        #expect(!report.reading.isBlocked)
        let setup = try await work.call(CheckSetup()).findings
        #expect(setup.contains { $0.words.contains("stand in for each other") } == !cells.isEmpty)
    }

    @Test(
        "A rehearsal tells the ring that a file would make, as an import does, be it a sheet or settings"
    )
    func rehearsed() async throws {
        let work = try await TestOffice()
        let sheet = [Self.header, "S;2026-12-01;2026-12-10;M", "M;2026-12-05;2026-12-20;S"]
        let settings = """
            delegations:
              - {person: S, from: 2026-12-01, until: 2026-12-10, stand_in: M}
              - {person: M, from: 2026-12-05, until: 2026-12-20, stand_in: S}
            """
        for (name, text) in [
            ("delegations.csv", sheet.joined(separator: "\r\n")), ("more.yaml", settings),
        ] {
            var rehearsal = try Rehearsal(
                work.stages, from: work.clock.now, until: work.instant("2026-12-02 12:00"))
            rehearsal.assumptions = []
            let outcome = try await rehearsal.run(
                with: RehearsedChange(
                    [Intake.File(name: name, content: Array(text.utf8))], from: TestOffice.sender))
            let told = outcome.effects.filter { $0.english.contains("stand-in-circle") }
            #expect(told.count == 2, "\(name): \(outcome.effects)")
            #expect(told.allSatisfy { $0.indonesian.contains("saling menggantikan") })
        }
    }

    @Test("The ring is named with its days and with whoever hears meanwhile, in both languages")
    func words() async throws {
        let work = try await TestOffice()
        try await work.take("delegations.csv", Self.header, "S;2026-12-01;2026-12-10;M")
        let finding = try #require(
            try await work.take("delegations.csv", Self.header, "M;2026-12-05;2026-12-20;S")
                .reading.findings.first)
        for word in ["M → S → M", "5 December 2026", "10 December 2026", "Dewi Suryani (D)"] {
            #expect(finding.expected.english.contains(word), "\(finding.expected.english)")
        }
        for word in ["M → S → M", "5 Desember 2026", "Dewi Suryani (D)"] {
            #expect(finding.expected.indonesian.contains(word), "\(finding.expected.indonesian)")
        }
        // What it says is what happens.
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "A;Laporan;S;2026-12-11;15:00")
        try await work.advance(to: work.instant("2026-12-08 12:00"))
        let told = try await work.notices().filter { notice in
            notice.items.contains { $0.item.subject.id == "A" }
        }
        #expect(told.map(\.recipient) == ["D"])
    }

    @Test("A command that closes a ring is refused")
    func command() async throws {
        let work = try await TestOffice()
        try await work.take("delegations.csv", Self.header, "S;2026-12-01;2026-12-10;M")
        let refusal = await #expect(throws: ControlError.self) {
            try await work.call(
                AddDelegation(
                    delegation: .init(
                        person: "M", from: "2026-12-05", until: "2026-12-20", standIn: "S",
                        reason: nil), by: "K"))
        }
        #expect(refusal?.message.contains("M → S → M") == true, "\(refusal?.message ?? "")")
        #expect(try await work.call(ListDelegations()).delegations.count == 1)
    }
}
