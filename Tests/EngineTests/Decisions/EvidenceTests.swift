import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// What must be shown may be several things: each is noted as it comes, and reminders name what is missing.
@Suite struct EvidenceTests {
    private func office() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;evidence",
            "A;Kirim barang;S;2026-12-04;15:00;\"Foto barang; tanda terima; BAST\"")
        return work
    }

    private func deadline(_ work: TestOffice) async throws -> Coordination.Deadline {
        try #require(try await work.deadlines().first { $0.code == "A" })
    }

    @Test func remindersNameOnlyWhatIsMissing() async throws {
        let work = try await office()
        let reply = try await work.call(
            FinishDeadline(code: "A", evidence: "foto barang: IMG_1", by: "S"))
        #expect(reply.deadline.state == "open")
        #expect(reply.deadline.missingEvidence == "tanda terima; BAST")
        let events = try await work.stages.ledger.read {
            try $0.events(of: Subject(.deadline, "A"))
        }
        #expect(events.last?.what == "shown" && events.last?.detail == "foto barang: IMG_1")
        try await work.advance(to: work.instant("2026-12-03 10:00"))
        let items = try await work.notices().flatMap(\.liveItems).map(\.item)
        let named = items.compactMap { item -> String? in
            if case .text(let text)? = item.facts["evidence"] { text } else { nil }
        }
        #expect(!named.isEmpty && named.allSatisfy { $0 == "tanda terima; BAST" }, "\(named)")
    }

    @Test func aDecisionNotesWhatItShowsAndEndsWhatIsShownWhole() async throws {
        let work = try await office()
        let header = "kode;keputusan;alasan;oleh"
        let first = try await work.take(
            "keputusan.csv", header, "A;selesai;\"BAST; tanda terima 7\";K")
        #expect(first.difference.answers.map(\.isDone) == [true])
        #expect(
            first.difference.answers.first?.text.indonesian
                == "dicatat; bukti yang masih ditunggu: Foto barang")
        #expect(try await deadline(work).state == .open)
        // What shows nothing of it says what is wanted.
        let nothing = try await work.take("keputusan.csv", header, "A;selesai;;K")
        #expect(
            nothing.reading.findings.first?.expected.indonesian.contains("Foto barang") ?? false)
        #expect(
            !(nothing.reading.findings.first?.expected.indonesian.contains("BAST") ?? true))
        _ = try await work.take("keputusan.csv", header, "A;selesai;foto barang;K")
        let done = try await deadline(work)
        #expect(done.state == .done && done.proof == "BAST; tanda terima 7; foto barang")
    }

    /// Piece by piece in a column of its own, by whichever of its names; what asks for none has a finding.
    @Test(arguments: ["bukti", "evidence", "proof"])
    func aDecisionsSheetHasAColumnForIt(_ column: String) async throws {
        let work = try await office()
        let header = "kode;keputusan;\(column);alasan;oleh"
        let wanted = try await work.take("keputusan.csv", header, "A;selesai;;;K")
        #expect(wanted.reading.findings.map { "\($0.cell) \($0.code.rawValue)" } == ["C2 required"])
        let first = try await work.take("keputusan.csv", header, "A;selesai;BAST;;K")
        #expect(first.difference.answers.map(\.isDone) == [true])
        #expect(
            first.difference.answers[0].text.english
                == "noted; still to be shown: Foto barang; tanda terima")
        // Another piece is another row.
        let rest = try await work.take(
            "keputusan.csv", header, "A;selesai;foto barang, tanda terima 7;sudah lengkap;K")
        #expect(rest.difference.answers.map(\.isDone) == [true])
        let done = try await deadline(work)
        #expect(done.state == .done && done.proof == "BAST; foto barang, tanda terima 7")
        #expect(done.reason == "sudah lengkap")
        let idle = try await work.take("keputusan.csv", header, "A;buka lagi;foto;;K")
        #expect(
            idle.reading.findings.map { "\($0.cell) \($0.code.rawValue)" } == ["C2 not-possible"])
        #expect(try await deadline(work).state == .done)
    }

    @Test func aDeadlinesSheetEndsItOnlyWhole() async throws {
        let work = try await office()
        let header = "code;status;done_on;proof;by"
        let part = try await work.take(
            "deadlines.csv", header, "A;done;2026-11-23;foto barang;K")
        let finding = try #require(part.reading.findings.first { $0.code == .required })
        #expect(finding.expected.english.contains("tanda terima; BAST"))
        #expect(try await deadline(work).state == .open)
        _ = try await work.take(
            "deadlines.csv", header,
            "A;done;2026-11-23;\"Foto barang: IMG_1, tanda terima 7, BAST-3\";K")
        #expect(try await deadline(work).state == .done)
    }
}
