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
