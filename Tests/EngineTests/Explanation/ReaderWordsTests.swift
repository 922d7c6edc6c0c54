import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// Who hears in whose place, what a line is about, and each of it in the reader's language.
@Suite struct ReaderWordsTests {
    private static let overdue = [
        "ladders: {t: [{when: WD+1 09:00, tell: manager}], "
            + "own: [{when: WD+1 09:00, tell: owner}], d: [{when: due, tell: owner}]}"
    ]

    /// An overdue deadline of S, and its escalation on 7 December.
    private func overdue(
        _ ladder: String, _ sheet: String, _ lines: String...
    ) async throws -> TestOffice {
        let work = try await TestOffice(settings: Self.overdue)
        if !lines.isEmpty { try await work.take("\(sheet).csv", lines) }
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Laporan;S;2026-12-04;15:00;\(ladder)")
        try await work.advance(to: work.instant("2026-12-07 12:00"))
        return work
    }

    private func sent(_ work: TestOffice) async throws -> WhyLine {
        try #require(
            try await work.call(Why(subject: "A")).lines.first {
                $0.kind == "sent" && $0.step != nil
            })
    }

    private static let away = "person;from;until;stand_in"

    @Test("Of stand-ins of stand-ins each is named, and each finds it on their day")
    func chain() async throws {
        let work = try await overdue(
            "t", "delegations", Self.away, "M;2026-12-07;2026-12-11;SM",
            "SM;2026-12-07;2026-12-11;K")
        let line = try await sent(work)
        #expect(line.person == "K" && line.rules.contains("stand-in"))
        #expect(
            line.text.contains(
                "Rizky Santoso (M) was away, and so was Ratna Daeng (SM), who stood in; Citra Halim (K) "
                    + "stands in for both."), "\(line.text)")
        for person in ["M", "SM"] {
            let day = try await work.call(Why(subject: person, on: "2026-12-07")).lines
            #expect(day.contains { $0.kind == "sent" && $0.person == "K" }, "\(person)")
        }
    }

    @Test("People who stand in for each other are said to")
    func ring() async throws {
        let work = try await overdue(
            "t", "delegations", Self.away, "M;2026-12-07;2026-12-11;SM",
            "SM;2026-12-07;2026-12-11;M")
        let line = try await sent(work)
        #expect(line.person == "D" && line.rules.contains("upward"))
        #expect(
            line.text.contains(
                "Rizky Santoso (M) and Ratna Daeng (SM): each of them is away or has left"),
            "\(line.text)")
    }

    @Test("An owner who cannot be reached is not said to be gone past")
    func unreachableOwner() async throws {
        let work = try await overdue(
            "own", "people", "code;name;email;team;reports_to", "S;Sari Wulandari;;JKT;M")
        let line = try await sent(work)
        #expect(line.person == "M" && !line.rules.contains("past-owner"), "\(line.rules)")
        #expect(line.text.contains("Sari Wulandari (S) cannot be reached"), "\(line.text)")
    }

    @Test("Whoever stands in for a superior and owes it is gone past, and is named")
    func ownerStandsIn() async throws {
        let work = try await overdue(
            "t", "delegations", Self.away, "M;2026-12-07;2026-12-11;S")
        let line = try await sent(work)
        #expect(line.person == "D" && line.rules.contains("past-owner"))
        #expect(
            line.text.contains("Sari Wulandari (S) stands in for Rizky Santoso (M)"),
            "\(line.text)")
    }

    @Test("So is whoever hears it in the owner's place")
    func superiorStandsIn() async throws {
        let work = try await overdue(
            "t", "delegations", Self.away, "S;2026-12-07;2026-12-11;M")
        let line = try await sent(work)
        #expect(line.person == "D" && line.rules.contains("past-owner"))
        #expect(
            line.text.contains(
                "Rizky Santoso (M) hears it in the place of its owner, Sari Wulandari (S)"),
            "\(line.text)")
    }

    @Test("What somebody got says of which deadline it was")
    func codes() async throws {
        let work = try await overdue("own", "")
        let letter = try #require(try await work.notices().last { $0.recipient == "S" })
        for subject in ["person:S", "letter:\(letter.id)"] {
            let line = try #require(
                try await work.call(Why(subject: subject)).lines.first { $0.step != nil })
            #expect(line.text.hasPrefix("A: The escalation WD+1 09:00 went to"), "\(line.text)")
        }
        // Whoever asks about the deadline knows it.
        #expect(try await sent(work).text.hasPrefix("The "))
    }

    @Test("In Indonesian a sentence begins with a capital letter, and no English word is left")
    func indonesian() async throws {
        let work = try await overdue("d", "")
        let lines = try await work.call(Why(subject: "A", language: "id")).lines
        let line = try #require(lines.first { $0.kind == "sent" })
        #expect(line.heading == "terkirim")
        #expect(line.text.hasPrefix("Pengingat saat jatuh tempo dikirim kepada"), "\(line.text)")
        #expect(line.step == "due")
    }

    @Test("On a day before anybody knew of somebody, they lacked no address")
    func notKnownYet() async throws {
        let work = try await TestOffice()
        try await work.advance(to: work.instant("2026-12-01 08:00"))
        try await work.take(
            "people.csv", "code;name;email;team;role;reports_to",
            "P;Putri;p@garis.test;JKT;sales;M")
        try await work.advance(to: work.instant("2026-12-02 08:00"))
        let before = try await work.call(Why(subject: "P", on: "2026-11-25")).lines
        #expect(before.contains { $0.rules == ["not-known"] }, "\(before.map(\.text))")
        #expect(!before.contains { $0.rules == ["no-address"] })
        let since = try await work.call(Why(subject: "P", on: "2026-12-02")).lines
        #expect(!since.contains { ["not-known", "no-address"].contains($0.rules[0]) })
    }

    @Test("When what comes back is next due is said once, however many of it are open")
    func nextOfAll() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;repeat",
            "W;Rapat;S;2026-12-04;15:00;weekly")
        try await work.advance(to: work.instant("2026-12-19 12:00"))
        let open = try await work.stages.ledger.read { try $0.openDeadlines(code: "W") }
        #expect(open.count > 2)
        var said: [String] = []
        for record in open {
            let name = "W/\(record.deadline.occurrence)"
            said += try await work.call(Why(subject: name)).lines.map(\.text).filter {
                $0.hasPrefix("It comes back")
            }
        }
        #expect(said.count == 1, "\(said)")
    }
}
