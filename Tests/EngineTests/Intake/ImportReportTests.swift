import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// What the report of an import says of cells, and what files that come together say.
@Suite struct ImportReportTests: OneOrderSuite {
    @Test func aDryRunSaysTheSame() async throws {
        let work = try await TestOffice()
        _ = try await order(work, row("2026-12-18", reason: "KAPAL"))
        _ = try await order(work, row("2026-12-21", reason: "KAPAL"))
        let file = Intake.File(
            name: "orders.csv",
            content: Array("\(Self.order)\r\n\(row("2026-12-18", reason: "KAPAL"))\r\n".utf8))
        let dry = try await work.take([file], isDryRun: true)[0]
        let wet = try await work.take([file])[0]
        #expect(notes(dry) == ["old O1 1 expected"])
        #expect(dry.notes == wet.notes && codes(dry) == codes(wet))
        // It remembered nothing, either: the real one said it as the first does.
        let again = try await work.take([file])[0]
        #expect(again.notes == wet.notes)
    }

    @Test func twoFilesThatDifferAreAFindingWhicheverIsNew() async throws {
        let old = "order;line;expected;unit\r\nO1;1;2026-12-18;bh"
        let new = "order;line;expected;reason\r\nO1;1;2026-12-21;KAPAL"
        let blank = "order;line;expected;reason\r\nO1;1;;"
        for (files, isBlocked) in [
            ([old, new], true), ([new, old], true), ([blank, old], true), ([old, old], false),
        ] {
            let work = try await TestOffice()
            _ = try await order(work, row("2026-12-18", reason: "KAPAL"))
            let reports = try await work.take(
                files.enumerated().map {
                    Intake.File(name: "\($0).csv", content: Array($1.utf8))
                })
            #expect(
                codes(reports[1]).filter { $0.contains("duplicate-key") }
                    == (isBlocked ? ["C2 duplicate-key blocker"] : []))
        }
    }

    @Test func whatAClientWasToldStandsInTheReport() async throws {
        let work = try await TestOffice()
        _ = try await order(work, row("2026-12-18", reason: "KAPAL"))
        let file = Intake.File(
            name: "x.csv",
            content: Array("order;line;told;informed_on\r\nO1;1;2026-12-18;2026-11-20".utf8))
        for isDryRun in [true, false] {
            let report = try await work.take([file], isDryRun: isDryRun)[0]
            #expect(
                report.difference.changed.map {
                    "\($0.key) \($0.column) \($0.old ?? "-") \($0.new ?? "-")"
                } == [
                    "O1 1 informed_on - 2026-11-20", "O1 1 told 2026-12-10 2026-12-18",
                ])
            #expect(report.difference.unchanged == 0)
        }
        let again = try await work.take([file])[0]
        #expect(again.difference.isEmpty && again.difference.unchanged == 1)
    }

    @Test func whatWasNotTakenWasNotTakenOverAnything() async throws {
        let work = try await TestOffice()
        _ = try await order(work, row())
        try await change(
            work, .init(kind: .slip, date: CivilDate("2026-12-18"), reason: "KAPAL"))
        let report = try await order(work, row("2026-12-21", delivered: "tiga"))
        #expect(!report.isTaken && !report.notes.contains { $0.kind == .overridden })
        #expect(!report.reading.remarks.contains { $0.english.hasPrefix("taken over") })
    }

    @Test func oneLineInTwoFilesOfOneImportSaysOneThing() async throws {
        let work = try await TestOffice()
        let files = ["2026-12-18", "2026-12-21"].enumerated().map { index, date in
            Intake.File(
                name: "orders-\(index).csv",
                content: Array("\(Self.order)\r\n\(row(date, reason: "KAPAL"))\r\n".utf8))
        }
        let reports = try await work.take(files)
        #expect(codes(reports[0]).isEmpty)
        #expect(codes(reports[1]) == ["G2 duplicate-key blocker"])
        #expect(try await line(work).expected?.description == "2026-12-18")
        // What different files say of different columns goes together.
        let parts = [
            "order;line;client;item;quantity;promised;delivered\r\nO1;1;C1;Meja;5;2026-12-10;2",
            "order;line;client;item;quantity;promised;status\r\nO1;1;C1;Meja;5;2026-12-10;cancelled",
        ].enumerated().map {
            Intake.File(name: "part-\($0).csv", content: Array($1.utf8))
        }
        #expect(try await work.take(parts).allSatisfy { $0.isTaken })
        let known = try await line(work)
        #expect(known.delivered == 2 && known.isCancelled)
    }

    @Test func aDropsReportIsShort() async throws {
        let work = try await TestOffice()
        let header = "code;title;owner;due_date;note"
        _ = try await take(work, "deadlines.csv", header, "A;A;S;2026-12-04;pendek")
        try await work.take(
            "deadlines.csv", [header] + (1...25).map { "B-\($0);B;S;2026-12-04;" })
        let note = String(repeating: "panjang ", count: 1_000)
        let report = try await take(work, "deadlines.csv", header, "A;A;S;2026-12-04;\(note)")
        let text = DropReport(
            report: report, sender: "K", office: work.stages.store.office, now: work.clock.now
        ).text
        #expect(text.count < 1_500)
        #expect(text.contains("pendek → panjang panjang"))
        #expect(text.contains("B-18, … (+15)"), "\(text)")
        let long = try await take(
            work, "deadlines.csv", header, "A;\(note);S;2026-12-04;")
        let rejected = DropReport(
            report: long, sender: "K", office: work.stages.store.office, now: work.clock.now
        ).text
        #expect(!long.isTaken && rejected.count < 1_500)
    }

    @Test func aFindingStandsInACell() async throws {
        let work = try await TestOffice()
        _ = try await take(
            work, "deadlines.csv", "code;title;owner;due_date;kind", "A;A;S;2026-12-04;",
            "E;E;S;2026-12-04;")
        // The blank cell, or, where there is no such column, the row's first.
        let report = try await take(
            work, "x.csv", "code;status;reason", "A;waived;", "E;cancelled;")
        #expect(codes(report) == ["C2 required blocker", "C3 required blocker"])
        let split = try await take(
            work, "x.csv", "note;code;status", "x;A;done", "y;W;done")
        #expect(split.reading.findings.allSatisfy { !$0.cell.isEmpty })
        let row = SheetRow(
            number: 7,
            columns: RowColumns(names: ["code", "note", "zone"], letters: ["B", "C", ""]))
        #expect(row.address(of: "note") == "C7")
        #expect(row.address(of: "zone") == "B7" && row.address(of: "reason") == "B7")
    }

    @Test func moreDeliveredThanOrderedIsAWarningOfACommandToo() async throws {
        let work = try await TestOffice()
        _ = try await order(work, row())
        let reply = try await work.call(
            ChangeOrder(order: "O1", change: "deliver", lines: ["1"], quantity: 7))
        #expect(
            reply.warnings == [
                "line 1: delivered “7”: expected at most the ordered 5; the line counts as delivered"
            ])
        #expect(reply.order.state == "finished")
        _ = try await order(work, row(delivered: "7"))
        #expect(try await line(work).delivered == 7)
    }
}
