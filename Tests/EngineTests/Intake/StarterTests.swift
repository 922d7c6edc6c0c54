import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine
@testable import Sheets

/// The workbook that an office begins with: filled in and handed in as it is, whole or not at all.
@Suite struct StarterTests {
    private static let columns: [SheetKind: [[String: String]]] = [
        .people: [
            ["code": "B", "name": "Bima", "role": "sales", "team": "JKT", "language": "en"]
        ],
        .deadlines: [
            ["code": "T-1", "title": "Tender", "owner": "B", "due_date": "2026-12-04"],
            ["code": "T-2", "title": "Report", "owner": "B", "due_date": "2026-12-11"],
        ],
    ]

    /// The starter with rows below its examples, as somebody saves it.
    private func filled(
        _ rows: [SheetKind: [[String: String]]] = columns,
        kinds: [SheetKind] = [.people, .clients, .deadlines]
    ) throws -> Intake.File {
        let file = try WorkbookFile(
            in: WorkbookWriter.folder, createdAt: Instant(microseconds: 0))
        let values = ExampleValues(
            language: "en", today: try #require(CivilDate("2026-11-23")))
        for kind in kinds {
            let sheet = try file.addWorksheet(kind.rawValue)
            let columns = SheetDefinition.of(kind).columns.map(\.name)
            for (place, name) in columns.enumerated() {
                try sheet.write(.text(name), row: 0, column: place)
            }
            try sheet.hide(.text(StarterMark(kind).text), inHeaderOf: columns.count)
            let example = values.row(of: kind)
            for (place, name) in columns.enumerated() {
                if let value = example[name] { try sheet.write(value, row: 1, column: place) }
            }
            for (number, row) in (rows[kind] ?? []).enumerated() {
                for (place, name) in columns.enumerated() {
                    guard let text = row[name] else { continue }
                    try sheet.write(.text(text), row: number + 2, column: place)
                }
            }
        }
        return Intake.File(name: "starter.xlsx", content: try file.bytes())
    }

    @Test func everySheetOfItIsTaken() async throws {
        let inbox = try await Inbox()
        let file = try filled()
        try Data(file.content).write(to: inbox.path(file.name))
        try await inbox.settle()
        #expect(try inbox.names("accepted") == ["starter.xlsx", "starter.xlsx.report.txt"])
        let report = try inbox.report("accepted/starter.xlsx")
        #expect(report.contains("Sheet: people") && report.contains("Sheet: deadlines"))
        #expect(!report.contains("clients"))
        #expect(inbox.work.stages.store.office.directory.person("B")?.name == "Bima")
        #expect(inbox.work.stages.store.office.directory.person("EXAMPLE-1") == nil)
        #expect(try await inbox.work.deadlines().map(\.code).sorted() == ["T-1", "T-2"])
        // The same again says nothing new.
        let again = try await inbox.work.take([file])
        #expect(again.count == 2 && again.allSatisfy { $0.difference.isEmpty && $0.isTaken })
    }

    /// Its registers name each other: none of them could go alone.
    @Test func oneUndoTakesAllOfItBack() async throws {
        let inbox = try await Inbox()
        let work = inbox.work
        var rows = Self.columns
        rows[.teams] = [["team_code": "SBY", "name": "Surabaya", "manager": "B"]]
        rows[.people]?[0]["team"] = "SBY"
        let file = try filled(rows, kinds: [.teams, .people, .deadlines])
        try Data(file.content).write(to: inbox.path(file.name))
        try await inbox.settle()
        let report = try inbox.report("accepted/starter.xlsx")
        #expect(report.contains("the whole file, this sheet and the others"), "\(report)")
        let taken = try await work.call(ListImports(limit: 3)).imports
        #expect(Set(taken.map(\.sheet)) == ["teams", "people", "deadlines"])
        let people = try #require(taken.first { $0.sheet == "people" })
        let reply = try await work.call(UndoImport(number: people.number, by: "K"))
        #expect(Set(reply.restored) == ["SBY", "B", "T-1", "T-2"], "\(reply.keptBecause)")
        #expect(reply.kept.isEmpty)
        #expect(work.stages.store.office.directory.person("B") == nil)
        #expect(work.stages.store.office.directory.team("SBY") == nil)
        #expect(try await work.deadlines().allSatisfy { $0.state == .cancelled })
        let after = try await work.call(ListImports(limit: 3)).imports
        #expect(after.allSatisfy { $0.undoneAt != nil })
        let again = try await work.take([file])
        #expect(again.allSatisfy { $0.reading.findings.map(\.code) == [.stale] })
    }

    /// What stays has what goes by it stay as well, whichever sheet brought it.
    @Test func whatIsInUseOfItStaysAndTheRestGoes() async throws {
        let work = try await TestOffice()
        var rows = Self.columns
        rows[.teams] = [
            ["team_code": "SBY", "name": "Surabaya", "manager": "B"],
            ["team_code": "MDN", "name": "Medan"],
        ]
        rows[.people]?[0]["team"] = "SBY"
        let reports = try await work.take(
            [try filled(rows, kinds: [.teams, .people, .deadlines])])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "T-9;Lain;B;2026-12-04")
        let number = try #require(reports.first?.number)
        let reply = try await work.call(UndoImport(number: Int(number), by: "K"))
        #expect(Set(reply.restored) == ["MDN", "T-1", "T-2"])
        #expect(Set(reply.kept) == ["SBY", "B"], "\(reply.keptBecause)")
    }

    @Test func aFaultInOneSheetKeepsAllFromBeingTaken() async throws {
        let inbox = try await Inbox()
        var rows = Self.columns
        rows[.deadlines]?[1]["due_date"] = "4 Desember"
        let file = try filled(rows)
        let reports = try await inbox.work.take([file], isDryRun: true)
        #expect(reports.map { $0.reading.kind } == [.people, .deadlines])
        #expect(reports.allSatisfy { !$0.isTaken })
        #expect(reports[0].reading.findings.map(\.code) == [.notPossible])
        #expect(reports[0].reading.findings[0].expected.english.contains("“deadlines”"))
        #expect(reports[1].reading.findings.map(\.cell) == ["D4"])
        try Data(file.content).write(to: inbox.path(file.name))
        try await inbox.settle()
        #expect(try inbox.names("rejected").contains("starter.xlsx"))
        #expect(inbox.work.stages.store.office.directory.person("B") == nil)
        let item = try #require(
            try await inbox.work.notices().flatMap(\.items).map(\.item)
                .first { $0.kind == "sheet-rejected" })
        #expect(item.facts["count"] == .number(1))
        // The sender's own workbook, the cell marked in the worksheet where it stands.
        let marked = "starter (marked).xlsx"
        #expect(try inbox.names("rejected").contains(marked))
        #expect(item.attachments.map(\.name) == [marked])
        let content = [UInt8](try Data(contentsOf: inbox.path("rejected/\(marked)")))
        let names = try SplicedPackage(content).map(of: "xl/workbook.xml").all(named: "sheet").count
        #expect(names == 4)
        let again = try await inbox.work.take(
            [Intake.File(name: marked, content: content)], isDryRun: true)
        #expect(again.map { $0.reading.findings.map(\.cell) } == [[""], ["D4"]])
    }

    /// A code stands where it stands: what is wrong beside it is to be mended there, and nowhere else.
    @Test(
        "A faulty row's code is known in the whole file",
        arguments: [("role", "keliling"), ("name", "")])
    func aFaultyRowsCodeIsKnownInTheWholeFile(_ column: String, _ value: String) async throws {
        let work = try await TestOffice()
        var rows = Self.columns
        rows[.people]?[0][column] = value
        rows[.people]?.append([
            "code": "C", "name": "Cici", "role": "sales", "reports_to": "B", "language": "en",
        ])
        let reports = try await work.take([try filled(rows)], isDryRun: true)
        #expect(reports.map { $0.reading.findings.count } == [1, 1])
        #expect(reports[0].reading.findings.map(\.value) == [value])
        #expect(reports[1].reading.findings.map(\.code) == [.notPossible])
        // One that stands nowhere is unknown as ever.
        rows[.deadlines]?[1]["owner"] = "X-8"
        let unknown = try await work.take([try filled(rows)], isDryRun: true)
        #expect(unknown[1].reading.findings.map(\.code) == [.unknownCode])
    }

    /// What somebody wrote over the example is not lost without a word.
    @Test func anExampleWrittenOverIsNamed() async throws {
        let work = try await TestOffice()
        var rows = Self.columns
        rows[.people]?.append([
            "code": "EXAMPLE-1", "name": "Tono", "role": "sales", "language": "en",
        ])
        let reports = try await work.take([try filled(rows)])
        #expect(reports.allSatisfy { !$0.isTaken })
        let finding = try #require(reports[0].reading.findings.first)
        #expect(finding.cell == "A4" && finding.code == .unknownCode)
        #expect(finding.expected.english.contains("in place of the example's"))
    }

    @Test func aCodeOfOneSheetOnlyInAnotherThatFallsIsNotTaken() async throws {
        let work = try await TestOffice()
        var rows = Self.columns
        rows[.people]?[0]["role"] = "astronaut"
        let reports = try await work.take([try filled(rows)])
        #expect(reports.allSatisfy { !$0.isTaken })
        #expect(try await work.deadlines().isEmpty)
    }

    @Test("It comes by command, in both languages", arguments: ["id", "en"])
    func comesByCommand(_ language: String) async throws {
        let work = try await TestOffice()
        let file = try await work.call(MakeStarter(language: language)).file
        #expect(file.name == (language == "id" ? "lembar awal.xlsx" : "starter.xlsx"))
        let report = try await work.take([
            Intake.File(name: file.name, content: [UInt8](file.content))
        ])
        #expect(report.count == 1 && report[0].isTaken, "\(report.map(\.reading.findings))")
        #expect(report[0].difference.isEmpty)
        #expect(report[0].reading.remarks.map(\.english).joined().contains("nothing is filled in"))
        for kinds in [["decisions"], ["people", "people"], ["unknown"], []] {
            await #expect(throws: (any Error).self, "\(kinds)") {
                try await work.call(MakeStarter(kinds: kinds, language: language))
            }
        }
        await #expect(throws: (any Error).self) { try await work.call(MakeStarter(language: "de")) }
    }
}
