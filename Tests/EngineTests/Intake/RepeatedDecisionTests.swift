import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// A row of a decisions sheet that comes again is not said anew.
@Suite struct RepeatedDecisionTests {
    private static let header = "kode;keputusan;tanggal;alasan;oleh"
    private static let orders = "order;line;client;promised;expected;reason;item;quantity;unit"

    private func decide(
        _ work: TestOffice, _ rows: String..., isDryRun: Bool = false
    ) async throws -> ImportReport {
        let text = ([Self.header] + rows).joined(separator: "\r\n") + "\r\n"
        let report = try await work.take(
            [Intake.File(name: "keputusan.csv", content: Array(text.utf8))], isDryRun: isDryRun)[0]
        try await work.settle()
        return report
    }

    private func isDone(_ report: ImportReport) -> [Bool] {
        report.difference.answers.map(\.isDone)
    }

    private func slip(_ work: TestOffice, to date: String) async throws {
        try await work.take(
            "orders.csv", Self.orders, "O1;1;C2;2026-12-10;\(date);KAPAL;Meja;5;unit")
        try await work.settle()
    }

    private func lastTold(_ work: TestOffice) async throws -> String? {
        try await work.stages.ledger.read { try $0.order("O1")?.lines.first?.lastTold.description }
    }

    @Test func thatTheClientKnowsIsNotSaidOfALaterDate() async throws {
        let work = try await TestOffice()
        try await work.slippedOrder()
        let row = "O1;klien tahu;;;K"
        // What a dry run says is not remembered.
        #expect(isDone(try await decide(work, row, isDryRun: true)) == [true])
        #expect(isDone(try await decide(work, row)) == [true])
        #expect(try await lastTold(work) == "2026-12-18")
        try await slip(work, to: "2026-12-22")
        for _ in 0..<2 {
            let again = try await decide(work, "o1;klien tahu;;;k")
            #expect(again.difference.isEmpty && isDone(again) == [false])
            #expect(
                again.reading.findings.map { "\($0.cell) \($0.code.rawValue) \($0.severity)" }
                    == ["B2 not-possible warning"])
            let answer = try #require(again.difference.answers.first?.text)
            #expect(answer.english.contains("taken on 30 November 2026 already (O1)"))
            #expect(answer.english.contains("add the date"))
            #expect(answer.indonesian.contains("sudah dilaksanakan pada 30 November 2026"))
        }
        #expect(try await lastTold(work) == "2026-12-18")
        #expect(
            try await work.notices().contains { $0.audience == .client && $0.state == .held })
        // With the date it is another row.
        #expect(isDone(try await decide(work, "O1;klien tahu;2026-12-22;;K")) == [true])
        #expect(try await lastTold(work) == "2026-12-22")
        // Days after it came last it is meant.
        try await slip(work, to: "2026-12-23")
        work.clock.set(work.clock.now + TakenDecisions.span + .seconds(1))
        #expect(isDone(try await decide(work, row)) == [true])
        #expect(try await lastTold(work) == "2026-12-23")
    }

    @Test(
        "An end of a series ends one occurrence, however often its sheet comes",
        arguments: ["selesai;;"])
    func series(_ words: String) async throws {
        let work = try await TestOffice(at: "2026-12-01 08:00")
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;repeat", "T;Laporan;S;2026-12-04;weekly",
            "B;Tugas B;S;2026-12-30;")
        try await work.settle()
        let row = "T;\(words);K"
        // In one with a row to be mended, whose marked copy comes back.
        #expect(isDone(try await decide(work, row, "B;pindah;;;K")) == [true, false])
        let first = try await work.deadlines().filter { $0.code == "T" }
        let before = try await work.deadlines().filter { $0.code == "T" && $0.state == .open }
        let again = try await decide(work, row, "B;pindah;2026-12-29;;K")
        #expect(isDone(again) == [false, true], "\(first) \(again.difference.answers)")
        #expect(
            try await work.deadlines().filter { $0.code == "T" && $0.state == .open } == before)
        #expect(again.difference.answers[0].text.english.contains("(T 2026-12-0"))
        // The next one by its name, and in its own week by the same row.
        let next = try #require(before.first)
        #expect(isDone(try await decide(work, "\(next.identifier);selesai;;;K")) == [true])
        try await work.advance(to: work.instant("2026-12-14 08:00"))
        #expect(isDone(try await decide(work, row)) == [true])
    }

    @Test func rowsThatContradictedEachOtherDoSoWhileBothAreThere() async throws {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv", Self.orders, "O1;1;C2;2026-12-10;;;Meja;5;unit")
        let rows = ["O1;pindah;2026-12-18;KAPAL;K", "O1 1;batal;;salah;K"]
        let report = try await decide(work, rows[0], rows[1])
        #expect(report.difference.isEmpty)
        #expect(report.reading.findings.map(\.code) == [.duplicateKey, .duplicateKey])
        // One of them comes to say what is so.
        try await slip(work, to: "2026-12-18")
        for _ in 0..<2 {
            let again = try await decide(work, rows[0], rows[1])
            #expect(again.difference.isEmpty)
            #expect(
                again.reading.findings.map { "\($0.cell) \($0.code.rawValue)" }
                    == ["A3 duplicate-key"])
        }
        let cancelled = {
            try await work.stages.ledger.read { try $0.order("O1")?.lines.first?.isCancelled }
        }
        #expect(try await cancelled() == false)
        // The one that was meant, alone.
        #expect(isDone(try await decide(work, rows[1])) == [true])
        #expect(try await cancelled() == true)
    }

    @Test(
        "What one sheet of an import decides, another one does not contradict",
        arguments: [true, false])
    func sheetsThatContradictEachOther(isReversed: Bool) async throws {
        let inbox = try await Inbox()
        let work = inbox.work
        let waiting = try await work.slippedOrder()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;Tugas A;S;2026-12-04",
            "B;Tugas B;S;2026-12-04")
        let hash = try await work.letter(waiting).hash
        let check = try #require(CheckValue(ofHash: hash)).description
        let header = "kode;keputusan;tanggal;alasan;periksa;oleh"
        let rows = [
            "LETTER-\(waiting.id);setuju;;;\(check);K", "\(waiting.id);tolak;;salah;\(check);K",
        ]
        let said = isReversed ? Array(rows.reversed()) : rows
        try inbox.drop("d1.csv", header, said[0])
        try inbox.drop("d2.csv", header, said[1])
        try await inbox.settle()
        #expect(try await work.notice(waiting.id).state == .held)
        #expect(try inbox.names("accepted").isEmpty)
        for (name, other) in [("d1.csv", "d2.csv"), ("d2.csv", "d1.csv")] {
            let report = try inbox.report("rejected/\(name)")
            #expect(report.contains("one decision about the same: row 2, \(other)"), "\(report)")
        }
        // Rows about something else are carried out, and those beside which they stood are not.
        try inbox.drop("e1.csv", header, said[0], "A;selesai;;;;K")
        try inbox.drop("e2.csv", header, said[1], "A;selesai;;;;K")
        try await inbox.settle()
        #expect(try await work.notice(waiting.id).state == .held)
        let (first, second) = (
            try inbox.report("accepted/e1.csv"), try inbox.report("accepted/e2.csv")
        )
        for report in [first, second] {
            #expect(report.contains("NOT CARRIED OUT: 1 of 2 decisions."), "\(report)")
            #expect(!report.contains("known already"), "\(report)")
        }
        #expect(first.contains("TAKEN: 1 rows; 0 new, 1 changed, 0 as before."), "\(first)")
        #expect(second.contains("TAKEN: 1 rows; 0 new, 0 changed, 1 as before."), "\(second)")
        // One that says the same alone is carried out.
        try inbox.drop("f.csv", header, said[0])
        try await inbox.settle()
        let state = try await work.notice(waiting.id).state
        #expect(state == (isReversed ? .withdrawn : .waiting), "\(state)")
    }
}
