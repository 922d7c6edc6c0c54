import Almanac
import Coordination
import Foundation
import Ledger
import Sheets
import Testing

@testable import Engine

/// What goes out comes in again without a difference.
@Suite struct ExportTests {
    private static let registers = [
        "people", "teams", "clients", "reasons", "holidays", "delegations", "targets-2026-11",
    ]

    private func office() async throws -> TestOffice {
        try await TestOffice(
            at: "2026-11-23 09:00", settings: ["mail: {courier: maildir, maildir: mail}"],
            base: "etc/tenggat.yaml",
            registers: (Self.registers + ["deadlines", "orders"]).map {
                "Tests/SampleOffice/\($0).csv"
            })
    }

    private func export(
        _ kind: SheetKind, _ format: ExportFormat, from work: TestOffice, team: String? = nil,
        period: Period? = nil
    ) async throws -> Intake.File {
        let file = try await work.stages.export(
            kind, as: format, team: team, period: period, at: work.clock.now)
        return Intake.File(name: file.name, content: file.content)
    }

    private static let imported: [SheetKind] = [
        .people, .teams, .clients, .reasons, .holidays, .delegations, .targets, .deadlines,
        .orders,
    ]

    @Test(
        "The sample office's sheets come back without a difference", arguments: imported,
        ExportFormat.allCases)
    func roundTrip(_ kind: SheetKind, _ format: ExportFormat) async throws {
        let work = try await office()
        try await work.settle()
        let report = try await work.take([export(kind, format, from: work)])[0]
        #expect(report.reading.kind == kind)
        #expect(report.accepted > 0)
        #expect(report.reading.findings.allSatisfy { $0.severity == .warning })
        #expect(report.difference.isEmpty, "\(report.difference)")
        #expect(report.difference.unchanged == report.accepted)
    }

    @Test func aWholeOfficeMovesToAnEmptyLedger() async throws {
        let work = try await office()
        try await work.settle()
        var files: [Intake.File] = []
        for kind in Self.imported {
            files.append(try await export(kind, .xlsx, from: work))
        }
        let other = try await TestOffice(
            at: "2026-11-23 09:00", settings: ["mail: {courier: maildir, maildir: mail}"],
            base: "etc/tenggat.yaml", registers: [])
        #expect(try await other.take(files).allSatisfy { !$0.reading.isBlocked })
        for kind in Self.imported {
            let (first, second) = (
                try await export(kind, .csv, from: work), try await export(kind, .csv, from: other)
            )
            #expect(
                Self.unmarked(first.content) == Self.unmarked(second.content), "\(kind)")
        }
    }

    /// Without what ties it to its ledger.
    private static func unmarked(_ content: [UInt8]) -> String {
        let lines = String(decoding: content, as: UTF8.self)
            .split(separator: "\r\n", omittingEmptySubsequences: false)
        let header = lines[0].split(separator: ";").filter { ExportMark(String($0)) == nil }
        return ([header.joined(separator: ";")[...]] + lines.dropFirst()).joined(separator: "\n")
    }

    /// Every state that a deadline can be in.
    @Test(arguments: ExportFormat.allCases)
    func whatWasDecidedAboutDeadlinesComesBack(_ format: ExportFormat) async throws {
        let work = try await office()
        let header =
            "code;title;owner;due_date;due_time;repeat;roll;after;evidence;status;done_on;proof;"
            + "snooze_until;by;reason"
        try await work.take(
            "deadlines.csv", header,
            "X-1;Selesai;S-JKT-01;2026-12-01;15:00;;;;struk;done;2026-11-20;A-17;;M-JKT;",
            "X-2;Batal;S-JKT-01;2026-12-01;;;;;;cancelled;;;;;\"'=tidak jadi\"",
            "X-3;Tunggu;S-JKT-01;2026-12-20;;;;\"X-4, X-1\";;;;;;;",
            "X-4;Tunda;S-JKT-01;2026-12-20;;;;;;;;;2026-12-10;;",
            "X-5;Tahu;S-JKT-01;2026-12-20;;;;;;acknowledged;;;;;",
            "X-6;Rutin;S-JKT-01;2026-11-30;10:00;monthly;preceding;;;;;;;;",
            "X-7;Rutin berhenti;S-JKT-01;2026-12-01;;weekly;;;;cancelled;;;;;cukup",
            "X-8;Ekspresi;S-JKT-01;2026-12-20;;*-*-20;;;;;;;;;")
        try await work.settle()
        let file = try await export(.deadlines, format, from: work)
        let reading = SheetReader().read(file.content, fileName: file.name)
        let rows = Dictionary(
            reading.rows.map { ($0.text("code") ?? "", $0) },
            uniquingKeysWith: { first, _ in first }
        )
        #expect(rows["X-1"]?.text("status") == "done")
        #expect(rows["X-1"]?.date("done_on")?.description == "2026-11-20")
        #expect(rows["X-1"]?.text("proof") == "A-17")
        #expect(rows["X-1"]?.text("by") == "M-JKT")
        #expect(rows["X-2"]?.text("reason") == "=tidak jadi")
        #expect(rows["X-3"]?.text("after") == "X-1, X-4")
        #expect(rows["X-4"]?.date("snooze_until")?.description == "2026-12-10")
        #expect(rows["X-5"]?.text("status") == "acknowledged")
        #expect(rows["X-6"]?.text("repeat") == "monthly")
        #expect(rows["X-6"]?.date("due_date")?.description == "2026-11-30")
        #expect(rows["X-6"]?.text("roll") == "preceding")
        #expect(rows["X-7"]?.text("status") == "cancelled")
        #expect(rows["X-8"]?.text("repeat")?.hasPrefix("*-*-20") == true)
        let report = try await work.take([file])[0]
        #expect(report.reading.findings.allSatisfy { $0.severity == .warning })
        #expect(report.difference.isEmpty, "\(report.difference)")
    }

    @Test func waitingLettersAreRowsToFillIn() async throws {
        let work = try await office()
        try await work.settle()
        let held = try await work.notices().filter { $0.state == .held }
        let file = try await export(.decisions, .xlsx, from: work)
        let reading = SheetReader().read(file.content, fileName: file.name, as: .decisions)
        #expect(!held.isEmpty)
        #expect(reading.rows.isEmpty && reading.findings.isEmpty)
        let rows = (2..<held.count + 2).map(String.init).joined(separator: ", ")
        #expect(
            reading.remarks.contains {
                $0.english == "rows that nobody has filled in wait on: \(rows)"
            })
        let text = String(
            decoding: try await export(.decisions, .csv, from: work).content, as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).dropFirst().map {
            $0.split(separator: ";", omittingEmptySubsequences: false)
        }
        #expect(lines.map { String($0[0]) } == held.map { "LETTER-\($0.id)" })
        // The check value stands behind `by`; the letter's words come with it.
        #expect(lines.allSatisfy { $0[7].count == 6 && $0[7].allSatisfy(\.isLetter) })
    }

    @Test func whatIsExportedToDecideIsWhatTheMailsCarry() async throws {
        let work = try await office()
        try await work.settle()
        let file = try await export(.decisions, .xlsx, from: work)
        let (now, writer) = (work.clock.now, work.stages.writer)
        let office = work.stages.store.office
        let reader = try #require(office.actingCoordinator(at: now))
        let carried = try await work.stages.ledger.read { view in
            let sheet = DecisionSheet(
                office: office, writer: writer, view: view, now: now, language: reader.language)
            return try sheet.workbook(of: try sheet.everything(), for: reader)
        }
        #expect(file.content == carried)
    }

    @Test(arguments: ExportFormat.allCases)
    func acceptedSubmissionsComeFromTheFilesThatAreKept(_ format: ExportFormat) async throws {
        let work = try await office()
        let names = [
            "achievement-JKT-2026-11", "achievement-SBY-2026-11", "achievement-MDN-2026-11",
        ]
        var readings: [String: SheetReading] = [:]
        for name in names {
            let file = try TestOffice.file(ExpectedReadings.folder.appending(path: "\(name).csv"))
            let report = try await work.stages.intake.submit(
                file, type: nil, team: nil, period: nil, by: nil, at: work.clock.now)
            readings[report.team ?? ""] = report.reading
        }
        let accepted = readings.filter { !$0.value.isBlocked }
        #expect(!accepted.isEmpty && accepted.count < readings.count)
        let all = try await export(.achievements, format, from: work)
        #expect(all.name == "achievements.\(format.rawValue)")
        let rows = SheetReader().read(all.content, fileName: all.name).rows
        #expect(rows.count == accepted.values.reduce(0) { $0 + $1.rows.count })
        for (team, reading) in accepted {
            let file = try await export(
                .achievements, format, from: work, team: team.lowercased(),
                period: Period("2026-11"))
            #expect(file.name == "achievements-\(team)-2026-11.\(format.rawValue)")
            let again = try await work.stages.intake.submit(
                file, type: nil, team: nil, period: nil, by: nil, at: work.clock.now)
            #expect(again.reading.rows.map(\.values) == reading.rows.map(\.values))
            #expect(again.reading.totals == reading.totals)
            #expect(again.team == team && again.period == "2026-11")
        }
    }

    @Test func whatBelongsToNoTeamIsNotAskedForByTeam() async throws {
        let work = try await office()
        await #expect(throws: EngineError.self) {
            try await export(.people, .csv, from: work, team: "JKT")
        }
        await #expect(throws: EngineError.self) {
            try await export(.expenses, .csv, from: work, team: "XYZ")
        }
    }
}
