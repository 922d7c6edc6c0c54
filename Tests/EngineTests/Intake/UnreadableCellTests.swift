import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// A cell that cannot be read says nothing: what is known stays, and where nothing is, as much is taken
/// as could be read.
@Suite struct UnreadableCellTests {
    private func take(_ work: TestOffice, _ lines: String...) async throws -> ImportReport {
        let text = lines.joined(separator: "\r\n") + "\r\n"
        return try await work.take([Intake.File(name: "clients.csv", content: Array(text.utf8))])[0]
    }

    private func client(_ code: String, _ work: TestOffice) async throws -> Client {
        try #require(try await work.stages.ledger.read { try $0.directory() }.client(code))
    }

    private let header = "code;name;contact;email;cc;phone;language"

    @Test func whatIsKnownStays() async throws {
        let work = try await TestOffice()
        _ = try await take(
            work, header, "N1;PT Maju;Ani;ani@maju.test;a@maju.test, b@maju.test;0812345678;en")
        let known = try await client("N1", work)
        let report = try await take(
            work, header, "N1;PT Maju;Ani;nanti;a@maju.test dan b;6.28123E+12;jawa")
        #expect(report.isTaken && report.difference.isEmpty)
        #expect(report.reading.findings.map(\.cell) == ["D2", "E2", "F2", "G2"])
        #expect(report.reading.findings.allSatisfy { $0.severity == .warning })
        #expect(try await client("N1", work) == known)
    }

    @Test func addressesAsOutlookCopiesThemAreRead() async throws {
        let work = try await TestOffice()
        _ = try await take(work, header, "N1;PT Maju;Ani;ani@maju.test;;;")
        let report = try await take(
            work, header,
            "N1;PT Maju;Ani;\"Hakim, Rahman <rahman@maju.test>\";\"A <a@maju.test>; b@maju.test;\";;"
        )

        #expect(report.reading.findings.isEmpty)
        let client = try await client("N1", work)
        #expect(client.email == "rahman@maju.test")
        #expect(client.cc == "a@maju.test, b@maju.test")
    }

    @Test func ofAnEntryOfWhichNothingIsKnownAsMuchIsTakenAsCanBeRead() async throws {
        let work = try await TestOffice()
        let report = try await take(
            work, header,
            "N2;PT Jaya;Budi;b@jaya.test / c@jaya.test;a@jaya.test, nanti;lihat kartu;")
        #expect(report.isTaken)
        let client = try await client("N2", work)
        #expect(client.email == nil)
        #expect(client.cc == "a@jaya.test")
        #expect(client.phone == "lihat kartu")
    }

    @Test(
        "What nobody knows takes no place of what is known",
        arguments: [
            ("people.csv", "code;name;role;time_zone;calendar", "P;Putri;sales"),
            ("teams.csv", "team_code;name;time_zone;calendar", "T;Tim"),
            ("clients.csv", "code;name;contact;time_zone;calendar", "N1;PT Maju;Ani"),
        ])
    func unknown(_ file: String, _ header: String, _ row: String) async throws {
        let work = try await TestOffice()
        let columns = header.split(separator: ";").count
        let letters = Array(["A", "B", "C", "D", "E"][(columns - 2)..<columns])
        try await work.take(file, header, row + ";WITA;six-day")
        let report = try await work.take(file, header, row + ";Mars/Utara;kalender lain")
        #expect(
            report.reading.findings.map { "\($0.cell) \($0.code.rawValue) \($0.severity.rawValue)" }
                == letters.map { "\($0)2 unknown-word warning" })
        #expect(report.isTaken && report.difference.isEmpty)
        let key = String(row.prefix { $0 != ";" })
        let directory = try await work.stages.ledger.read { try $0.directory() }
        let known = [
            directory.person(key).map { [$0.zone, $0.calendar] },
            directory.team(key).map { [$0.zone, $0.calendar] },
            directory.client(key).map { [$0.zone, $0.calendar] },
        ].compactMap { $0 }
        #expect(known == [["Asia/Makassar", "six-day"]])
        // Nobody said it: entered right, it is news.
        let new = row.replacing(key, with: "X9")
        let fresh = try await work.take(file, header, new + ";Mars/Utara;kalender lain")
        #expect(fresh.reading.findings.count == 2 && fresh.isTaken)
    }

    @Test func ofAKnownDeadlineWhatCannotBeReadOrIsUnknownKeepsNothingOut() async throws {
        let work = try await TestOffice()
        let header =
            "code;title;owner;due_date;due_time;time_zone;kind;repeat;status;done_on;snooze_until"
        try await work.take(
            "deadlines.csv", header, "A;A;S;2026-12-04;15:00;WITA;callback;;;;",
            "W;W;S;2026-12-04;15:00;;;weekly;;;")
        let report = try await work.take(
            "deadlines.csv", header, "A;B;S;2026-12-04;25:00;Mars;lain;;;kapan;besok",
            "W;V;S;2026-12-04;15:00;;;kadang-kadang;;;")
        #expect(
            report.reading.findings.map { "\($0.cell) \($0.severity.rawValue)" } == [
                "E2 warning", "F2 warning", "G2 warning", "J2 warning", "K2 warning", "H3 warning",
            ])
        #expect(report.isTaken)
        let known = try #require(
            try await work.stages.ledger.read { try $0.deadline(code: "A") }
        ).deadline
        #expect(known.title == "B" && known.zone == "Asia/Makassar" && known.kind == "callback")
        #expect(known.due.description == "2026-12-04 15:00")
        let series = try #require(try await work.stages.ledger.read { try $0.series(code: "W") })
        #expect(series.title == "V" && series.recurrence == "weekly")
        // Of one that is not known yet, a zone decides when it is due.
        let new = try await work.take(
            "deadlines.csv", header, "N;N;S;2026-12-04;15:00;Mars;;;;;")
        #expect(!new.isTaken)
    }
}
