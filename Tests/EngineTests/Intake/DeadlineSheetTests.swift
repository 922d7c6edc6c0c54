import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// What the deadlines sheet decides, and what it may not.
@Suite struct DeadlineSheetTests {
    private static let header =
        "code;title;owner;due_date;due_time;repeat;after;status;done_on;proof;snooze_until;reason"

    private func take(_ work: TestOffice, _ rows: String...) async throws -> ImportReport {
        let text = ([Self.header] + rows).joined(separator: "\r\n") + "\r\n"
        return try await work.take([Intake.File(name: "deadlines.csv", content: Array(text.utf8))])[
            0]
    }

    private func deadlines(_ work: TestOffice, _ code: String) async throws -> [Coordination
        .Deadline]
    {
        try await work.stages.ledger.read { try $0.deadlines(code: code).map(\.deadline) }
    }

    private func blockers(_ report: ImportReport) -> [String] {
        report.reading.findings.filter { $0.severity == .blocker }
            .map { "\($0.cell) \($0.code.rawValue)" }
    }

    @Test(
        "A row that cannot be is refused by its cell",
        arguments: [
            ("A;A;S;2026-12-04;15:00;;B;;;;;", "G2 unknown-code"),
            ("A;A;S;2026-12-04;15:00;;A;;;;;", "G2 dependency-loop"),
            ("A;A;S;2026-12-04;15:00;sometimes;;;;;;", "F2 invalid-recurrence"),
            ("A;A;S;2026-12-04;15:00;;;waived;;;;", "L2 required"),
            ("A;A;X;2026-12-04;15:00;;;;;;;", "C2 unknown-code"),
        ])
    func refusals(_ row: String, _ blocker: String) async throws {
        let work = try await TestOffice()
        #expect(blockers(try await take(work, row)) == [blocker])
        #expect(try await deadlines(work, "A").isEmpty)
    }

    @Test func aRingThroughTheLedgerIsRefused() async throws {
        let work = try await TestOffice()
        #expect(
            blockers(
                try await take(
                    work, "A;A;S;2026-12-04;15:00;;;;;;;", "B;B;S;2026-12-04;15:00;;A;;;;;")
            ).isEmpty)
        #expect(
            blockers(try await take(work, "A;A;S;2026-12-04;15:00;;B;;;;;"))
                == ["G2 dependency-loop"])
    }

    @Test func aSnoozePastTheDueMomentIsRefused() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;A;S;2026-12-04;15:00;;;;;;;")
        #expect(
            blockers(try await take(work, "A;A;S;2026-12-04;15:00;;;;;;2026-12-05;"))
                == ["K2 out-of-range"])
    }

    @Test func aPastDueDateIsOnlyWarnedOf() async throws {
        let work = try await TestOffice()
        let report = try await take(work, "A;A;S;2026-11-02;15:00;;;;;;;")
        #expect(blockers(report).isEmpty)
        #expect(report.reading.findings.map(\.code) == [.pastDate])
        try await work.settle()
        #expect(try await work.notices().isEmpty)
    }

    @Test func aDueDateYearsAheadIsOnlyWarnedOf() async throws {
        let work = try await TestOffice()
        let report = try await take(
            work, "A;A;S;2039-12-04;15:00;;;;;;;", "B;B;S;2031-11-20;15:00;;;;;;;")
        #expect(
            report.reading.findings.map { "\($0.cell) \($0.code.rawValue)" }
                == ["D2 implausible-date"])
        #expect(report.isTaken)
        // What was said already is not asked about again.
        let again = try await take(work, "A;AA;S;2039-12-04;15:00;;;;;;;")
        #expect(again.reading.findings.isEmpty)
    }

    /// Whoever brings it: nobody would hear of it again.
    @Test func aDueDateOfAnotherCenturyIsRefused() async throws {
        let work = try await TestOffice()
        let rows = ["2125-12-10", "2126-12-04", "2046-11-24"]
        for date in rows {
            #expect(
                blockers(try await take(work, "A;A;S;\(date);15:00;;;;;;;")) == [
                    "D2 implausible-date"
                ])
        }
        await #expect(throws: ControlError.self) {
            try await work.call(AddDeadline(title: "A", owner: "S", due: "2125-12-10", by: "S"))
        }
        _ = try await take(work, "A;A;S;2046-11-01;15:00;;;;;;;")
        let moved = try await work.take(
            "keputusan.csv", "kode;keputusan;tanggal;oleh", "A;pindah;2125-12-10;K")
        #expect(moved.reading.findings.map(\.code) == [.implausibleDate])
        await #expect(throws: ControlError.self) {
            try await work.call(MoveDeadline(code: "A", due: "2125-12-10", by: "S"))
        }
        #expect(try await deadlines(work, "A").map(\.due.date.year) == [2046])
    }

    @Test func aRowEndsAndReopensADeadline() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;A;S;2026-12-04;15:00;;;;;;;")
        _ = try await take(work, "A;A;S;2026-12-04;15:00;;;selesai;23/11/2026;BPE 7;;")
        let done = try await deadlines(work, "A")
        #expect(done.map(\.state) == [.done])
        #expect(done.first?.proof == "BPE 7")
        _ = try await take(work, "A;A;S;2026-12-09;15:00;;;;;;;")
        #expect(try await deadlines(work, "A") == done, "a finished row stays finished")
        _ = try await take(work, "A;A;S;2026-12-04;15:00;;;reopened;;;;salah")
        #expect(try await deadlines(work, "A").map(\.state) == [.open])
    }

    @Test func oneDayEndsOneOfASeriesHoweverOftenTheSheetComes() async throws {
        let work = try await TestOffice()
        let row = "W;W;S;2026-12-04;15:00;mingguan;;;;;;"
        _ = try await take(work, row)
        try await work.advance(to: try work.instant("2026-12-09 10:00"))
        let ended = "W;W;S;2026-12-04;15:00;mingguan;;selesai;2026-12-04;;;"
        for _ in 0..<2 { _ = try await take(work, ended) }
        #expect(try await deadlines(work, "W").map(\.state) == [.done, .open])
    }

    @Test(
        "What a row decides about all of a series and none can take is said",
        arguments: ["waived;;;;tidak perlu", "reopened;;;;salah catat", "selesai;2026-12-09;;;"])
    func noneOfASeriesTakesIt(_ decision: String) async throws {
        let work = try await TestOffice()
        _ = try await take(work, "W;W;S;2026-12-04;15:00;mingguan;;;;;;")
        try await work.advance(to: try work.instant("2026-12-09 10:00"))
        _ = try await work.take("keputusan.csv", "kode;keputusan;oleh", "W;selesai;K")
        let before = try await deadlines(work, "W")
        #expect(before.map(\.state) == [.done, .open])
        let report = try await take(work, "W;W;S;2026-12-04;15:00;mingguan;;\(decision)")
        let finding = try #require(report.reading.findings.first)
        #expect(report.reading.findings.map(\.code) == [.notPossible])
        #expect(finding.severity == .warning && finding.cell == "H2")
        #expect(finding.expected.english.contains("W 2026-12-"), "\(finding.expected.english)")
        #expect(try await deadlines(work, "W") == before)
    }

    @Test func theSheetAsItFirstWasDragsNothingBack() async throws {
        let work = try await TestOffice()
        let row = "W;W;S;2026-12-04;15:00;mingguan;;;;;;"
        _ = try await take(work, row)
        try await work.advance(to: try work.instant("2026-12-09 10:00"))
        let before = try await deadlines(work, "W")
        let again = try await take(work, row)
        #expect(again.difference.isEmpty && again.difference.unchanged == 1)
        #expect(try await deadlines(work, "W") == before)
    }

    @Test func aSeriesMovesWithItsStart() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "W;W;S;2026-12-04;15:00;mingguan;;;;;;")
        _ = try await take(work, "W;W;S;2026-12-07;15:00;mingguan;;;;;;")
        #expect(
            try await deadlines(work, "W").filter { $0.state == .open }.map(\.due.description)
                == ["2026-12-07 15:00"])
    }

    @Test func aSeriesThatIsMovedLaterBringsNothingOldBack() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "W;W;S;2026-12-04;15:00;mingguan;;;;;;")
        try await work.advance(to: try work.instant("2027-03-01 10:00"))
        let known = try await deadlines(work, "W").count
        _ = try await take(work, "W;W;S;2026-12-07;15:00;mingguan;;;;;;")
        try await work.settle()
        let all = try await deadlines(work, "W")
        #expect(all.count <= known + 1)
        #expect(all.last?.due == CivilDateTime("2027-03-01 15:00"))
    }

    @Test func aRowThatLosesItsRepeatStillComesBack() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "W;W;S;2026-12-04;15:00;mingguan;;;;;;")
        _ = try await take(work, "W;W;S;2026-12-04;15:00;;;;;;;")
        try await work.advance(to: try work.instant("2026-12-12 10:00"))
        #expect(try await deadlines(work, "W").count == 3)
    }

    @Test func whatIsKnownOnceCannotBecomeASeries() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;A;S;2026-12-04;15:00;;;;;;;")
        #expect(
            blockers(try await take(work, "A;A;S;2026-12-04;15:00;mingguan;;;;;;"))
                == ["F2 invalid-recurrence"])
    }

    @Test func aReopenedRowReopensOnce() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;A;S;2026-12-04;15:00;;;selesai;23/11/2026;;;")
        let reopened = "A;A;S;2026-12-04;15:00;;;reopened;;;;salah catat"
        _ = try await take(work, reopened)
        let office = work.stages.store.office
        _ = try await work.stages.ledger.write(at: work.clock.now) { transaction in
            try DeadlineChanges(office: office, by: "K").finish(
                .init(code: "A"), as: .done, reason: nil, proof: nil, scope: nil, in: transaction)
        }
        _ = try await take(work, reopened)
        #expect(try await deadlines(work, "A").map(\.state) == [.done])
    }

    @Test func anotherLadderSendsNothingThatIsPast() async throws {
        let work = try await TestOffice()
        let ladder = "code;title;owner;due_date;due_time;ladder"
        try await work.take("deadlines.csv", ladder, "A;A;S;2026-12-04;15:00;day-before")
        try await work.advance(to: try work.instant("2026-12-03 09:30"))
        try await work.take("deadlines.csv", ladder, "A;A;S;2026-12-04;15:00;standard")
        try await work.advance(to: try work.instant("2026-12-04 10:00"))
        #expect(try await work.notices().isEmpty)
    }

    @Test func theShippedObligationsAreTakenAndRollOffDaysOff() async throws {
        let work = try await TestOffice(
            at: "2026-11-24 09:00", base: "etc/tenggat.yaml",
            registers: ["people", "teams"].map { "Tests/SampleOffice/\($0).csv" })
        let file = try TestOffice.file(
            TestOffice.checkout.appending(path: "etc/examples/kewajiban-id.csv"))
        let report = try await work.take([file])[0]
        #expect(report.reading.findings.isEmpty, "\(report.reading.findings)")
        #expect(report.accepted == 6)
        try await work.advance(to: try work.instant("2026-12-29 09:00"))
        func due(_ code: String) async throws -> [String] {
            try await deadlines(work, code).map(\.due.description)
        }
        #expect(try await due("PJK-EFAKTUR") == ["2026-12-20 15:00", "2027-01-20 15:00"])
        // The 31st of January 2027 is a Sunday.
        #expect(try await due("PJK-PPN") == ["2026-12-31 15:00"])
        #expect(try await due("GAJI") == ["2026-12-28 12:00", "2027-01-28 12:00"])
        #expect(try await due("THR-2027") == ["2027-03-03 12:00"])
    }
}
