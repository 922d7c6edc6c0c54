import Almanac
import Coordination
import Ledger
import Testing

@testable import Engine

/// What lies beside a dropped file is written as its readers write.
@Suite struct DropReportTests {
    private func office() async throws -> TestOffice {
        try await TestOffice(settings: ["office: {language: id}"])
    }

    private func text(_ report: ImportReport, _ work: TestOffice) -> String {
        DropReport(
            report: report, sender: "sari", office: work.stages.store.office, now: work.clock.now
        ).text
    }

    @Test func wordsAndMomentsAreTheReaders() async throws {
        let work = try await office()
        let header = "code;title;owner;due_date;status;snooze_until"
        try await work.take(
            "deadlines.csv", header, "A;Lapor;S;2026-12-04;;", "B;Cek;S;2026-12-04;;")
        let report = try await work.take(
            "deadlines.csv", header, "A;Lapor;S;2026-12-07;;", "B;Cek;S;2026-12-04;selesai;",
            "C;Baru;S;2026-12-11;;2026-12-01")
        let lines = text(report, work)
        #expect(lines.contains("- B, status: buka → selesai"), "\(lines)")
        #expect(!lines.contains("open") && !lines.contains("done"), "\(lines)")
        let snoozed = try await work.take(
            "deadlines.csv", "code;snooze_until", "A;2026-12-01")
        #expect(
            text(snoozed, work).contains("ditunda sampai: – → 1 Desember 2026, 08.00 WIB"),
            "\(text(snoozed, work))")
    }

    @Test func whatComesBackMayComeBackByEveryWord() async throws {
        let work = try await office()
        let report = try await work.take(
            "deadlines.csv", "code;title;owner;due_date;repeat",
            "A;Lapor;S;2026-12-04;kadang-kadang")
        let words = text(report, work)
        for word in ["harian", "mingguan", "bulanan", "triwulanan", "semesteran", "tahunan"] {
            #expect(words.contains(word), "\(words)")
        }
        #expect(!words.contains("is no calendar expression"), "\(words)")
    }

    @Test func whatIsWorthALookOnlyIsCountedApart() async throws {
        let work = try await office()
        let report = try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;Lapor;S;2039-12-04", "B;Lapor;S;besok")
        let words = text(report, work)
        #expect(words.contains("Perlu diperbaiki (1 hal), mohon diperiksa (1 hal):"), "\(words)")
        #expect(words.contains("mohon periksa tahunnya. (hanya peringatan)"), "\(words)")
    }

    @Test func aHeaderAloneIsNotTaken() async throws {
        let work = try await office()
        let words = text(try await work.take("deadlines.csv", "code;title;owner;due_date"), work)
        #expect(words.contains("TIDAK ADA ISINYA"), "\(words)")
        #expect(!words.contains("DITERIMA"), "\(words)")
    }

    @Test func aNilReportIsCalledOne() async throws {
        let work = try await office()
        let file = TestOffice.submission(team: "JKT", period: "2026-11", isNil: true)
        for _ in 0..<2 {
            let report = try await work.take([file])[0]
            #expect(report.isTaken, "\(report.reading.findings)")
            let words = text(report, work)
            #expect(words.contains("DITERIMA: laporan nihil"), "\(words)")
            #expect(!words.contains("0 baris"), "\(words)")
        }
    }
}
