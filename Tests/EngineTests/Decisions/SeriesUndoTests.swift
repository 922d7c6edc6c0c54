import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// A wrong file about what comes back is taken back, but for what people have worked on since.
@Suite struct SeriesUndoTests {
    private static let header = "code;title;owner;due_date;repeat"

    private func take(_ work: TestOffice, _ rows: String...) async throws -> Int {
        let report = try await work.take("deadlines.csv", [Self.header] + rows)
        return Int(try #require(report.number, "\(report.reading.findings)"))
    }

    private func series(_ work: TestOffice, _ code: String) async throws -> Coordination.Series? {
        try await work.stages.ledger.read { try $0.series(code: code) }
    }

    private func open(_ work: TestOffice, _ code: String) async throws -> [Coordination.Deadline] {
        try await work.deadlines().filter { $0.code == code && $0.state == .open }
    }

    @Test(
        "What people have worked on since stays, whichever of it",
        arguments: ["selesai", "diketahui"])
    func whatIsInUseStays(_ decision: String) async throws {
        let work = try await TestOffice()
        let number = try await take(
            work, "A;Lapor;S;2026-11-27;weekly", "B;Cek;S;2026-11-27;weekly")
        try await work.advance(to: work.instant("2026-12-02 10:00"))
        _ = try await work.take("keputusan.csv", "kode;keputusan;oleh", "A;\(decision);K")
        let before = try await work.deadlines().filter { $0.code == "A" }
        let reply = try await work.call(UndoImport(number: number, by: "K"))
        #expect(reply.restored == ["B"] && reply.kept == ["A"])
        #expect(
            reply.keptBecause
                == [decision == "selesai" ? "done since, by Citra Halim" : "changed since"])
        #expect(try await work.deadlines().filter { $0.code == "A" } == before)
        #expect(try await series(work, "A")?.endedAt == nil)
        #expect(try await open(work, "B").isEmpty)
    }

    @Test func whatAFileChangedOfASeriesComesBack() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;Lapor;S;2026-12-04;weekly")
        let known = try await series(work, "A")
        let due = try await open(work, "A").map(\.due)
        let wrong = try await take(work, "A;Laporan Z;S;2026-12-08;monthly")
        #expect(try await series(work, "A")?.recurrence == "monthly")
        #expect(try await open(work, "A").map(\.due.date.description) == ["2026-12-08"])
        let reply = try await work.call(UndoImport(number: wrong, by: "K"))
        #expect(reply.restored == ["A"] && reply.kept.isEmpty, "\(reply.keptBecause)")
        var restored = try #require(try await series(work, "A"))
        restored.createdAt = try #require(known).createdAt
        #expect(restored == known)
        #expect(try await open(work, "A").map(\.due) == due)
        #expect(try await open(work, "A").map(\.title) == ["Lapor"])
        // What the file said was never said: once more it is news.
        _ = try await take(work, "A;Laporan Z;S;2026-12-08;monthly")
        #expect(try await series(work, "A")?.title == "Laporan Z")
    }

    @Test func whatSomebodyChangedOfItSinceStaysAndTheRestComesBack() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;Lapor;S;2026-12-04;weekly")
        let wrong = try await take(work, "A;Laporan Z;S;2026-12-08;weekly")
        _ = try await work.take("deadlines.csv", "code;title", "A;Laporan Y")
        let reply = try await work.call(UndoImport(number: wrong, by: "K"))
        #expect(reply.restored == ["A"] && reply.keptBecause == ["changed since: title"])
        #expect(try await series(work, "A")?.title == "Laporan Y")
        #expect(try await open(work, "A").map(\.due.date.description) == ["2026-12-04"])
    }

    @Test func whatAFileSaidOfOneOfThemComesBack() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;Lapor;S;2026-12-04;weekly")
        let one = try #require(try await open(work, "A").first)
        let wrong = try await work.take(
            "deadlines.csv", "code;status;done_on;by", "\(one.identifier);done;2026-11-23;K")
        #expect(try await open(work, "A").map(\.due.date.description) == ["2026-12-11"])
        let number = Int(try #require(wrong.number))
        let reply = try await work.call(UndoImport(number: number, by: "K"))
        #expect(reply.restored == [one.identifier] && reply.kept.isEmpty, "\(reply.keptBecause)")
        #expect(
            try await open(work, "A").map(\.due.date.description) == ["2026-12-04", "2026-12-11"])
    }

    @Test func anImportThatThereIsNotNamesThoseThatThereAre() async throws {
        let work = try await TestOffice()
        let header = "kode;keputusan;oleh"
        let before = try await work.take("keputusan.csv", header, "IMPORT-99;urungkan;K")
        let number = try await take(work, "A;Lapor;S;2026-12-04;")
        let after = try await work.take("keputusan.csv", header, "impor 99;urungkan;K")
        #expect(after.reading.findings.map(\.code) == [.unknownCode])
        let expected = try #require(after.reading.findings.first?.expected)
        #expect(
            expected.english.contains("IMPORT-\(number) (deadlines.csv, 23 November 2026)"),
            "\(expected.english)")
        #expect(expected.indonesian.contains("IMPORT-\(number)"))
        // What registers were made of can be undone, too.
        #expect(before.reading.findings.first?.expected.english.contains("people.csv") == true)
    }
}
