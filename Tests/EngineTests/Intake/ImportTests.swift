import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// What an import leaves out where that is asked for, and what it says that it sets in motion.
@Suite struct ImportTests {
    private static let orders = "order;line;client;item;quantity;unit;promised;expected;reason"

    private func sheet(_ name: String, _ lines: [String]) -> Intake.File {
        Intake.File(name: name, content: Array((lines.joined(separator: "\r\n") + "\r\n").utf8))
    }

    private func partly(_ work: TestOffice, _ files: Intake.File...) async throws -> [ImportReport]
    {
        try await work.stages.intake.take(
            files, as: nil, isDryRun: false, isPartial: true, from: TestOffice.sender,
            at: work.clock.now)
    }

    private func orderCodes(_ work: TestOffice) async throws -> [String] {
        try await work.stages.ledger.read { try $0.orderCodes() }
    }

    @Test func aPromiseYearsAheadIsOnlyWarnedOf() async throws {
        let work = try await TestOffice()
        let header = "order;line;client;promised;item;quantity"
        let rows = ["SO-1;1;C1;2039-12-12;Meja;5", "SO-2;1;C1;2031-11-20;Meja;5"]
        let report = try await work.take("orders.csv", [header] + rows)
        #expect(report.isTaken)
        #expect(
            report.reading.findings.map { "\($0.cell) \($0.code.rawValue)" }
                == ["D2 implausible-date"])
        // What was said already is not asked about again.
        let again = try await work.take("orders.csv", [header, "SO-1;1;C1;2039-12-12;Kursi;5"])
        #expect(again.reading.findings.isEmpty, "\(again.reading.findings)")
    }

    @Test func anOrderIsTakenWithAllItsLinesOrNotAtAll() async throws {
        let work = try await TestOffice()
        let file = sheet(
            "orders.csv",
            [
                Self.orders, "O1;1;C1;Pompa;2;unit;2026-12-10;;", "O1;2;C1;Pipa;-1;m;2026-12-10;;",
                "O2;1;C2;Katup;3;unit;2026-12-11;;", "O3;1;X9;Katup;3;unit;2026-12-11;;",
            ])
        #expect(try await work.take([file])[0].accepted == 0)
        #expect(try await orderCodes(work) == [])
        let report = try await partly(work, file)[0]
        #expect(report.isTaken)
        #expect(report.accepted == 1)
        #expect(report.left == [2, 3, 5])
        #expect(report.reading.findings.map(\.cell) == ["E3", "C5"])
        #expect(try await orderCodes(work) == ["O2"])
    }

    @Test func aRowOfNobodyKnowsWhichOrderKeepsTheFileOut() async throws {
        let work = try await TestOffice()
        let report = try await partly(
            work,
            sheet(
                "orders.csv",
                [
                    Self.orders, "O1;1;C1;Pompa;2;unit;2026-12-10;;", ";2;C1;Pipa;1;m;2026-12-10;;",
                ]))[0]
        #expect(!report.isTaken && report.accepted == 0)
        #expect(try await orderCodes(work) == [])
    }

    @Test func aDecisionThatAnotherFileOvertookIsRefusedAndTheOtherTaken() async throws {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv", Self.orders, "O1;1;C2;Pompa;2;unit;2026-12-10;;")
        try await work.take(
            "orders.csv", Self.orders, "O1;1;C2;Pompa;2;unit;2026-12-10;2026-12-18;kapal tertunda")
        let table = try await work.stages.export(.decisions, as: .csv, at: work.clock.now)
        let lines = String(decoding: table.content, as: UTF8.self)
            .split(whereSeparator: \.isNewline)
        let cells = lines[1].split(separator: ";", omittingEmptySubsequences: false)
        let reports = try await work.take([
            sheet(
                "a.csv",
                [Self.orders, "O1;1;C2;Pompa;2;unit;2026-12-10;2026-12-21;kapal tertunda"]),
            sheet("b.csv", ["id;hash;decision;by", "\(cells[0]);\(cells[7]);setuju;K"]),
        ])
        #expect(reports[0].isTaken)
        #expect(!reports[1].isTaken)
        #expect(reports[1].reading.findings.map(\.code) == [.notPossible])
        #expect(try await work.notices().filter { $0.audience == .client }.map(\.state) == [.held])
    }

    @Test func whatRefersToARowLeftOutIsLeftOutToo() async throws {
        let work = try await TestOffice()
        let people = sheet(
            "people.csv", ["code;name;role;email", "P1;Ani;sales;", "P2;Budi;salesman;"])
        let deadlines = sheet(
            "deadlines.csv",
            ["code;title;owner;due_date", "A;A;P1;2026-12-04", "B;B;P2;2026-12-04"])
        let reports = try await partly(work, people, deadlines)
        #expect(reports.map(\.left) == [[3], [3]])
        #expect(reports.map(\.accepted) == [1, 1])
        #expect(
            reports[1].reading.findings.map { "\($0.cell) \($0.code.rawValue)" } == [
                "C3 unknown-code"
            ])
    }

    @Test func aFaultOfTheWholeFileIsNoRows() async throws {
        let work = try await TestOffice()
        let targets = sheet(
            "targets.csv",
            [
                "period;salesperson;target_amount", "2026-11;S;100", "2026-11;M;x",
                "TOTAL;;300",
            ])
        // With a faulty cell the total cannot be checked, which is no fault of it.
        #expect(try await partly(work, targets)[0].accepted == 1)
        let wrong = sheet(
            "targets.csv",
            ["period;salesperson;target_amount", "2026-11;S;100", "2026-11;X;100", "TOTAL;;300"])
        let report = try await partly(work, wrong)[0]
        #expect(!report.isTaken && report.accepted == 0 && report.left == [])
    }

    @Test func aSubmissionIsNeverTakenInPart() async throws {
        let work = try await TestOffice()
        let figures = sheet(
            "achievement-JKT-2026-11.csv",
            [
                "period;salesperson;invoice;product;units;amount", "2026-11;S;I-1;P;1;100",
                "2026-11;S;I-2;P;x;100",
            ])
        let report = try await partly(work, figures)[0]
        #expect(!report.isTaken && report.accepted == 0)
        #expect(report.version == 1)
    }

    @Test func aDryRunSaysWhatTheImportThenDoes() async throws {
        let work = try await TestOffice()
        let orders = sheet(
            "orders.csv",
            [
                Self.orders, "O1;1;C1;Pompa;2;unit;2026-12-10;2026-12-18;kapal tertunda",
                "O2;1;C2;Katup;3;unit;2026-12-11;2026-12-21;", "O3;1;C2;Katup;3;unit;2026-11-11;;",
            ])
        let dry = try await work.take([orders], isDryRun: true)[0]
        #expect(
            dry.effectWords.map(\.english) == [
                "1 order in need of a new date from the coordinator",
                "1 client letter (C1), held: the order was late already when it was first entered "
                    + "for this client",
                "1 client letter (C2), held: letters to this client need approval; the order was "
                    + "late already when it was first entered for this client; its reason is not on the list of "
                    + "reasons for clients in this client's language",
            ])
        #expect(try await orderCodes(work) == [])
        #expect(try await work.stages.ledger.read { try $0.lastEvent() } > 0)
        let real = try await work.take([orders])[0]
        #expect(real.effectWords == dry.effectWords)
        let again = try await work.take([orders], isDryRun: true)[0]
        #expect(again.effectWords == [])
        #expect(again.difference.unchanged == 3)
    }

    @Test func movedDeadlinesAndTheirCorrectionsAreCounted() async throws {
        let work = try await TestOffice(at: "2026-12-01 08:00")
        let header = "code;title;owner;due_date;due_time"
        try await work.take("deadlines.csv", header, "A;A;S;2026-12-04;15:00")
        try await work.advance(to: work.instant("2026-12-01 09:10"))
        let moved = try await work.take(
            [sheet("deadlines.csv", [header, "A;A;S;2026-12-18;15:00", "B;B;S;2026-12-20;"])],
            isDryRun: true)[0]
        #expect(
            moved.effectWords.map(\.english) == [
                "1 deadline armed", "1 deadline moved",
                "1 correction sent to those who know the old date",
            ])
        let holiday = try await work.take(
            [
                sheet(
                    "holidays.csv", ["date;name;kind", "2026-12-03;Libur kantor;office"])
            ], isDryRun: true)[0]
        #expect(
            holiday.effectWords.map(\.english) == ["1 deadline reminded at another moment"])
    }
}
