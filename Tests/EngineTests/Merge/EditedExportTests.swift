import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// Exports that other programs saved again with one cell changed: exactly that cell is new.
@Suite(.serialized) struct EditedExportTests {
    /// Who saves the export again.
    enum Program: String, CaseIterable, Sendable {
        case openpyxl, libreOffice, libreOfficeCSV

        /// LibreOffice is large: `scripts/test --full` installs it, and else it saves where it happens to be.
        static var here: [Program] {
            let isFull = ProcessInfo.processInfo.environment["TENGGAT_FULL"] != nil
            let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/soffice")
            return isFull || isThere ? allCases : [.openpyxl]
        }
    }

    private func work() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;note",
            "T-001;Laporan;S;2026-12-04;15:00;'007", "T-002;=Tender;S;2026-12-07;15:00;")
        try await work.take(
            "orders.csv",
            "order;line;client;item;quantity;promised;expected;reason;delivered;told;informed_on",
            "O1;1;C1;Meja;5;2026-12-10;2026-12-18;KAPAL;2;2026-12-18;2026-11-20",
            "O1;2;C1;Kursi;5;2026-12-10;;;;;")
        return work
    }

    /// The rows' cells as text, changed by a script that openpyxl runs, and saved by a program.
    private func resaved(
        _ file: ExportedFile, by program: Program, changing cell: String, to value: String
    ) throws -> Intake.File {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "edited-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // Left for the system to clear.
        let path = folder.appending(path: "in.xlsx")
        try Data(file.content).write(to: path)
        let python = ProcessInfo.processInfo.environment["TENGGAT_TEST_PYTHON"] ?? "python3"
        try run(
            python,
            "-c",
            """
            import sys, datetime, openpyxl
            book = openpyxl.load_workbook(sys.argv[1])
            sheet = book.active
            names = [c.value for c in sheet[1]]
            column, row = sys.argv[2].split("@")
            value = sys.argv[3]
            if value[:2] == "20": value = datetime.datetime.fromisoformat(value)
            sheet.cell(int(row), names.index(column) + 1).value = value
            book.save(sys.argv[1])
            """, path.path, cell, value)
        switch program {
        case .openpyxl:
            return Intake.File(name: "saved.xlsx", content: [UInt8](try Data(contentsOf: path)))
        case .libreOffice, .libreOfficeCSV:
            let kind = program == .libreOffice ? "xlsx" : "csv"
            try run(
                "soffice", "-env:UserInstallation=file://\(folder.path)/profile", "--headless",
                "--convert-to", kind, "--outdir", folder.appending(path: "out").path, path.path)
            let out = folder.appending(path: "out/in.\(kind)")
            return Intake.File(name: "saved.\(kind)", content: [UInt8](try Data(contentsOf: out)))
        }
    }

    private func run(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(arguments[0])")
    }

    @Test("One cell is new, whoever saves the orders", arguments: Program.here)
    func orders(_ program: Program) async throws {
        let work = try await work()
        let export = try await work.stages.export(.orders, as: .xlsx, at: work.clock.now)
        // A week passes: a command has the other line slip, and a sheet delivers more of the first.
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take("x.csv", "order;line;expected;reason", "O1;2;2026-12-21;KAPAL")
        try await work.take("x.csv", "order;line;delivered", "O1;1;3")
        let file = try resaved(export, by: program, changing: "client_po@2", to: "PO/77")
        let report = try await work.take([file])[0]
        #expect(report.reading.findings.filter { $0.severity == .blocker }.isEmpty)
        #expect(
            report.difference.changed.map { "\($0.key) \($0.column) \($0.new ?? "-")" }
                == ["O1 1 client_po PO/77"])
        #expect(
            Set(report.notes.map { "\($0.kind) \($0.key) \($0.column)" })
                == ["kept O1 1 delivered", "kept O1 2 expected", "kept O1 2 reason"])
        let lines = try #require(try await work.stages.ledger.read { try $0.order("O1") }).lines
        #expect(lines[0].delivered == 3 && lines[1].expected?.description == "2026-12-21")
        // The same copy again says nothing, whatever was done since.
        let again = try await work.take([file])[0]
        #expect(again.difference.isEmpty)
    }

    @Test("One cell is new, whoever saves the deadlines", arguments: Program.here)
    func deadlines(_ program: Program) async throws {
        let work = try await work()
        let export = try await work.stages.export(.deadlines, as: .xlsx, at: work.clock.now)
        let file = try resaved(export, by: program, changing: "due_date@3", to: "2026-12-09")
        let report = try await work.take([file])[0]
        #expect(report.reading.findings.filter { $0.severity == .blocker }.isEmpty)
        #expect(report.difference.changed.map { "\($0.key) \($0.column)" } == ["T-002 due"])
        #expect(report.notes.isEmpty)
        #expect(report.reading.remarks.isEmpty, "\(report.reading.remarks)")
    }

    @Test func theNumberIsHiddenAndTheSameExportHasTheSame() async throws {
        let work = try await work()
        let first = try await work.stages.export(.orders, as: .csv, at: work.clock.now)
        let second = try await work.stages.export(.orders, as: .csv, at: work.clock.now)
        #expect(first.content == second.content)
        try await work.take("x.csv", "order;line;delivered", "O1;1;3")
        let third = try await work.stages.export(.orders, as: .csv, at: work.clock.now)
        let mark = { (file: ExportedFile) in
            String(decoding: file.content, as: UTF8.self).split(separator: "\r\n")[0]
                .split(separator: ";").compactMap { ExportMark(String($0)) }
        }
        #expect(mark(first).count == 1 && mark(first) != mark(third))
    }
}
