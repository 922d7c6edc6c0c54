import Almanac
import Coordination
import Foundation
import Glibc
import Ledger
import Settings
import Testing

@testable import Engine
@testable import Sheets

/// The lists folder is fresh, each list its group's, and what is dropped back says what was edited, no more.
@Suite struct ListFolderTests {
    /// A group that this process may give files to.
    private static var group: String {
        let entry = unsafe getgrgid(getegid())
        return unsafe entry.map { unsafe String(cString: $0.pointee.gr_name) } ?? "root"
    }

    private static var all: String {
        let names = OfficeList.allCases.map { "\($0.rawValue): {group: \(group)}" }
        return "lists: {\(names.joined(separator: ", "))}"
    }

    private func office(_ lists: String = all) async throws -> (TestOffice, any Job) {
        let work = try await TestOffice(at: "2026-11-23 08:00", settings: [lists])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "T-1;Tender;S;2026-12-04",
            "T-2;Report;S;2026-12-11")
        return (work, try #require(work.stages.jobs.first { $0.name == JobName.lists }))
    }

    private func path(_ work: TestOffice, _ name: String) -> URL {
        work.folder.appending(path: "lists/\(name).xlsx")
    }

    private func names(_ work: TestOffice) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: work.folder.appending(path: "lists").path
        ).sorted()
    }

    private func file(_ work: TestOffice, _ name: String) throws -> Intake.File {
        try TestOffice.file(path(work, name))
    }

    /// A list's first worksheet saved as CSV, with one cell changed.
    private func edited(
        _ file: Intake.File, _ old: String, _ new: String
    ) throws -> Intake.File {
        let book = try Workbook(file.content)
        var rows = try book.rows(of: 0)
        var row = GridRow()
        var lines: [String] = []
        while rows.next(&row) {
            lines.append(
                row.cells.map { "\"\($0.text == old ? new : $0.text)\"" }.joined(separator: ";"))
        }
        return Intake.File(
            name: "copy.csv", content: Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// A list's first worksheet as CSV, with one cell of one row filled in.
    private func edited(
        _ file: Intake.File, row code: String, _ column: String, _ value: String
    ) throws -> Intake.File {
        let book = try Workbook(file.content)
        var rows = try book.rows(of: 0)
        var row = GridRow()
        var header: [String] = []
        var lines: [String] = []
        while rows.next(&row) {
            var texts = row.cells.map(\.text)
            if texts.contains("code"), texts.contains("title") { header = texts }
            if texts.first == code, let place = header.firstIndex(of: column) {
                while texts.count <= place { texts.append("") }
                texts[place] = value
            }
            lines.append(texts.map { "\"\($0)\"" }.joined(separator: ";"))
        }
        return Intake.File(
            name: "copy.csv", content: Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    @Test func whatIsForEverybodyIsWritten() async throws {
        let (work, job) = try await office("lists: true")
        #expect(try await job.runOnce(at: work.clock.now) == ["written": 3])
        #expect(try names(work) == ["open deadlines.xlsx", "open orders.xlsx", "periods.xlsx"])
        let attributes = try FileManager.default.attributesOfItem(
            atPath: path(work, "open deadlines").path)
        #expect(attributes[.posixPermissions] as? Int == 0o640)
    }

    @Test func eachSaysForWhomItIs() async throws {
        let (work, job) = try await office()
        #expect(try await job.runOnce(at: work.clock.now) == ["written": 6])
        for name in try names(work) {
            let content = try TestOffice.file(
                work.folder.appending(path: "lists/\(name)")
            ).content
            var rows = try Workbook(content).rows(of: 0)
            var row = GridRow()
            _ = rows.next(&row)
            _ = rows.next(&row)
            #expect(row.text(at: 0).hasPrefix("For the group “\(Self.group)”."), "\(name)")
        }
    }

    /// A group's own folder gives its group to what is put there: nothing needs to be given away.
    @Test func aGroupWithAFolderHasItsListsThere() async throws {
        let (work, job) = try await office(
            "lists: {board: false, letters: {group: \(Self.group)}}")
        #expect(try await job.runOnce(at: work.clock.now) == ["written": 3])
        #expect(try names(work).contains("letters to clients.xlsx"))
        let own = work.folder.appending(path: "lists/\(Self.group)")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        _ = try await job.runOnce(at: work.clock.now + .seconds(600))
        #expect(try names(work).contains("letters to clients.xlsx") == false)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: own.path)
                == ["letters to clients.xlsx"])
        #expect(try names(work).contains("open orders.xlsx"))
    }

    @Test func aListThatIsDroppedBackAsItIsChangesNothing() async throws {
        let (work, job) = try await office()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;repeat;roll",
            "W-1;Weekly report;S;2026-11-27;weekly;following")
        try await work.slippedOrder()
        work.clock.set(work.clock.now + .seconds(600))
        _ = try await job.runOnce(at: work.clock.now)
        for name in try names(work) {
            let file = try TestOffice.file(work.folder.appending(path: "lists/\(name)"))
            for report in try await work.take([file]) {
                #expect(report.isTaken, "\(name) \(report.reading.findings)")
                #expect(report.difference.isEmpty, "\(name) \(report.difference)")
                #expect(report.reading.findings.isEmpty, "\(name) \(report.reading.findings)")
                #expect(
                    !report.reading.remarks.contains { $0.english.contains("unknown columns") },
                    "\(name) \(report.reading.remarks)")
            }
        }
    }

    @Test func anEditedCopyChangesOnlyThatThoughTheListMovedOn() async throws {
        let (work, job) = try await office()
        _ = try await job.runOnce(at: work.clock.now)
        let copy = try edited(try file(work, "open deadlines"), "Report", "Annual report")
        try await work.take("deadlines.csv", "code;title", "T-1;Tender of the hospital")
        let report = try await work.take([copy])[0]
        #expect(report.isTaken, "\(report.reading.findings)")
        #expect(report.difference.changed.map { "\($0.key) \($0.column)" } == ["T-2 title"])
        #expect(
            try await work.deadlines().map(\.title).sorted() == [
                "Annual report", "Tender of the hospital",
            ])
    }

    /// What is said there of one that comes back is said of that one, and never of the series' first day.
    @Test func ofWhatComesBackEachIsListedAndEndedByItself() async throws {
        let (work, job) = try await office("lists: {orders: false, board: false}")
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;repeat",
            "W-1;Weekly report;S;2026-11-27;weekly")
        try await work.advance(to: work.instant("2026-12-02 10:00"))
        _ = try await job.runOnce(at: work.clock.now)
        let list = try file(work, "open deadlines")
        let open = try await work.deadlines().filter { $0.code == "W-1" && $0.state == .open }
        #expect(open.map(\.due.date.description) == ["2026-11-27", "2026-12-04"])
        let last = try #require(open.last)
        let report = try await work.take([
            try edited(list, row: last.identifier, "status", "done")
        ])[0]
        #expect(report.reading.findings.isEmpty, "\(report.reading.findings)")
        #expect(report.difference.changedCount == 1, "\(report.difference)")
        let states = try await work.deadlines().filter { $0.code == "W-1" }.prefix(2).map(\.state)
        #expect(states == [.open, .done])
        // The day of one is moved, and the series stays.
        let moved = try await work.take([
            try edited(list, row: open[0].identifier, "due_date", "2026-12-03")
        ])[0]
        #expect(moved.reading.findings.isEmpty, "\(moved.reading.findings)")
        let first = try #require(try await work.deadlines().first { $0.code == "W-1" })
        #expect(
            first.due.date.description == "2026-12-03" && first.occurrence == open[0].occurrence)
    }

    @Test func addressesAreFilledIn() async throws {
        let (work, job) = try await office()
        try await work.take(
            "clients.csv", "code;name;contact;email", "C9;PT Tanpa Surel;Ibu Rini;")
        work.clock.set(work.clock.now + .seconds(600))
        _ = try await job.runOnce(at: work.clock.now)
        let list = try file(work, "without an address")
        let book = try Workbook(list.content)
        #expect(book.worksheets.map(\.name) == ["people", "clients"])
        let reader = SheetReader()
        let readings = try #require(reader.readStarter(list.content, fileName: list.name))
        #expect(readings.allSatisfy { $0.rows.isEmpty })
        let lines = [
            "code;name;contact;email;tenggat-form email", "C9;PT Tanpa Surel;Ibu Rini;rini@x.test;",
        ]
        let filled = Intake.File(
            name: "alamat.csv", content: Array(lines.joined(separator: "\n").utf8))
        #expect(try await work.take([filled])[0].difference.changed.map(\.column) == ["email"])
    }

    /// Rows and worksheets that nobody filled in say nothing, whatever stands in them.
    @Test(
        "One address is filled in in the workbook itself",
        arguments: [(1, "C5", "P8"), (1, "C6", "P9"), (2, "D5", "C8"), (2, "D6", "C9")])
    func oneAddressIsFilledIn(_ sheet: Int, _ cell: String, _ code: String) async throws {
        let (work, job) = try await office()
        try await work.take(
            "clients.csv", "code;name;contact;email", "C8;PT Satu;Ibu Ani;", "C9;PT Dua;Ibu Rini;")
        try await work.take(
            "people.csv", "code;name;role;email", "P8;Tanpa Surel;sales;", "P9;Tanpa Juga;sales;")
        work.clock.set(work.clock.now + .seconds(600))
        _ = try await job.runOnce(at: work.clock.now)
        let list = try file(work, "without an address")
        let filled = Intake.File(
            name: "without an address.xlsx",
            content: try Self.filled(list.content, sheet: sheet, cell: cell, "rini@x.test"))
        let reports = try await work.take([filled])
        for report in reports {
            #expect(report.isTaken, "\(report.reading.findings)")
            #expect(report.reading.findings.isEmpty, "\(report.reading.findings)")
        }
        #expect(
            reports.flatMap(\.difference.changed).map { "\($0.key) \($0.column)" } == [
                "\(code) email"
            ])
    }

    /// A workbook with one blank cell filled in, as a spreadsheet program saves it.
    private static func filled(
        _ content: [UInt8], sheet: Int, cell: String, _ text: String
    ) throws -> [UInt8] {
        var package = try SplicedPackage(content)
        let part = "xl/worksheets/sheet\(sheet).xml"
        var xml = String(decoding: try package.content(of: part), as: UTF8.self)
        let row = try #require(xml.range(of: "<row r=\"\(cell.dropFirst())\""))
        let end = try #require(xml.range(of: "</row>", range: row.upperBound..<xml.endIndex))
        xml.insert(
            contentsOf: "<c r=\"\(cell)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>",
            at: end.lowerBound)
        try package.set(Array(xml.utf8), of: part)
        return try package.write()
    }

    @Test func itIsWrittenWhenItChangesAndNotOftener() async throws {
        let (work, job) = try await office("lists: {orders: false, board: false}")
        let start = work.clock.now
        #expect(try await job.runOnce(at: start) == ["written": 1])
        #expect(try await job.nextInstant() == (try work.instant("2026-11-24 00:00")))
        // Nothing has changed.
        #expect(try await job.runOnce(at: start + .seconds(301)).isEmpty)
        try await work.take("deadlines.csv", "code;title", "T-1;Another title")
        // Too soon after the last look.
        #expect(try await job.runOnce(at: start + .seconds(400)).isEmpty)
        #expect(try await job.nextInstant() == start + .seconds(601))
        #expect(try await job.runOnce(at: start + .seconds(601)) == ["written": 1])
        try FileManager.default.removeItem(at: path(work, "open deadlines"))
        #expect(try await job.runOnce(at: start + .seconds(902)) == ["written": 1])
    }

    @Test func aGroupThatIsNotThereKeepsOnlyItsOwnListAway() async throws {
        let (work, job) = try await office(
            "lists: {letters: {group: nobody-has-this-name}, board: false}")
        await #expect(throws: EngineError.self) { try await job.runOnce(at: work.clock.now) }
        #expect(try names(work) == ["open deadlines.xlsx", "open orders.xlsx"])
    }

    @Test func whatSomebodyElsePutThereIsLeftAlone() async throws {
        let (work, job) = try await office("lists: {board: false}")
        let folder = work.folder.appending(path: "lists")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["open orders", "periods", "papan periode"] {
            try Data("mine".utf8).write(to: path(work, name))
        }
        await #expect(throws: EngineError.self) { try await job.runOnce(at: work.clock.now) }
        for name in ["open orders", "periods", "papan periode"] {
            #expect(try Data(contentsOf: path(work, name)) == Data("mine".utf8))
        }
        #expect(try names(work).contains("open deadlines.xlsx"))
    }

    @Test func theBoardShowsNoFigures() async throws {
        let (work, job) = try await office()
        try await work.submit(team: "JKT", period: "2026-11", amount: 123_456_789)
        work.clock.set(work.clock.now + .seconds(600))
        _ = try await job.runOnce(at: work.clock.now)
        let content = try file(work, "periods").content
        var rows = try Workbook(content).rows(of: 0)
        var row = GridRow()
        var texts: [String] = []
        while rows.next(&row) { texts += row.cells.map(\.text) }
        #expect(!texts.contains { $0.contains("123") })
        #expect(!texts.contains { $0.lowercased().contains("target") })
    }
}
