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
            "keputusan.csv", header, "A;selesai;\"foto barang; tanda terima 7\";sudah lengkap;K")
        #expect(rest.difference.answers.map(\.isDone) == [true])
        let done = try await deadline(work)
        #expect(done.state == .done && done.proof == "BAST; foto barang; tanda terima 7")
        #expect(done.reason == "sudah lengkap")
        let idle = try await work.take("keputusan.csv", header, "A;buka lagi;foto;;K")
        #expect(
            idle.reading.findings.map { "\($0.cell) \($0.code.rawValue)" } == ["C2 not-possible"])
        #expect(try await deadline(work).state == .done)
    }

    private func notes(_ report: ImportReport) -> [String] {
        report.reading.findings.map { "\($0.cell) \($0.code.rawValue) \($0.severity.rawValue)" }
    }

    @Test func aDeadlinesSheetEndsItOnlyWhole() async throws {
        let work = try await office()
        let header = "code;status;done_on;proof;by"
        let nothing = try await work.take("deadlines.csv", header, "A;done;2026-11-23;;K")
        #expect(notes(nothing) == ["D2 required blocker"], "where the proof is missing")
        // A part keeps no other row out, and is noted.
        let part = try await work.take(
            "deadlines.csv", header, "A;done;2026-11-23;foto barang;K")
        #expect(part.isTaken && notes(part) == ["D2 required warning"])
        #expect(part.reading.findings[0].expected.english.contains("tanda terima; BAST"))
        let open = try await deadline(work)
        #expect(open.state == .open && open.proof == "foto barang")
        // With the status that stands there already.
        _ = try await work.take(
            "deadlines.csv", header,
            "A;done;2026-11-23;\"Foto barang: IMG_1; tanda terima 7; BAST-3\";K")
        #expect(try await deadline(work).state == .done)
    }

    @Test func aPartIsNotedWithoutAStatusToo() async throws {
        let work = try await office()
        let header = "code;status;done_on;proof;by"
        let part = try await work.take("deadlines.csv", header, "A;;;BAST 1;K")
        #expect(part.isTaken && notes(part) == ["D2 required warning"])
        #expect(part.reading.findings[0].expected.english.contains("Foto barang; tanda terima"))
        #expect(try await deadline(work).proof == "BAST 1")
        // What shows nothing of it decides nothing, and what shows the rest ends nothing.
        let idle = try await work.take("deadlines.csv", header, "A;;;kuitansi;K")
        #expect(idle.reading.findings.map(\.expected) == [.decidesNothing])
        let rest = try await work.take(
            "deadlines.csv", header, "A;;;\"BAST 1; foto barang; tanda terima\";K")
        #expect(rest.reading.findings[0].expected.english.contains("status “done”"))
        let whole = try await deadline(work)
        #expect(whole.state == .open && whole.missingEvidence == nil)
        _ = try await work.take("deadlines.csv", "code;status;done_on;by", "A;done;2026-11-23;K")
        #expect(try await deadline(work).state == .done)
    }

    @Test func aNewRowThatShowsAPartStaysOpen() async throws {
        let work = try await TestOffice()
        let report = try await work.take(
            "deadlines.csv", "code;title;owner;due_date;evidence;status;proof",
            "B;Kirim;S;2026-12-04;\"foto; BAST\";done;foto 1")
        #expect(report.isTaken && notes(report) == ["G2 required warning"])
        let new = try #require(try await work.deadlines().first { $0.code == "B" })
        #expect(new.state == .open && new.proof == "foto 1")
    }

    @Test func aNameWithNothingBehindItIsRefused() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;evidence",
            "A;Kirim;S;2026-12-04;tanda terima")
        await #expect(throws: ControlError.self) {
            try await work.call(FinishDeadline(code: "A", evidence: "tanda terima: ", by: "S"))
        }
        let report = try await work.take(
            "deadlines.csv", "code;status;proof;by", "A;done;tanda terima:;K")
        #expect(notes(report) == ["C2 required blocker"])
        #expect(try await deadline(work).state == .open)
    }
}
