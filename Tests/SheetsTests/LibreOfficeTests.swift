import Almanac
import Coordination
import Foundation
import Testing

@testable import Sheets

/// Workbooks of ours as LibreOffice opens, converts and prints them.
@Suite(.enabled(if: Workbooks.isThorough)) struct LibreOfficeTests {
    private static let instant = Instant(seconds: 1_795_500_000)

    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "libreoffice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// - Parameter filter: LibreOffice's name of a format with its options.
    private func convert(_ bytes: [UInt8], _ name: String, to filter: String) throws {
        try Data(bytes).write(to: folder.appending(path: name))
        let path = folder.path(percentEncoded: false) + "/"
        // A profile of its own, since one is locked while a program uses it.
        _ = try Command.run([
            "soffice", "-env:UserInstallation=file://\(path)profile", "--headless", "--convert-to",
            filter, "--outdir", path, path + name,
        ])
    }

    @Test(arguments: ["deadlines.csv", "orders.csv", "people.csv", "targets-2026-11.csv"])
    func anExportConvertsToTheSameRows(_ name: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let reading = SheetReader().read(try OfficeFiles.bytes(name), fileName: name)
        let kind = try #require(reading.kind)
        let bytes = try WorkbookWriter(createdAt: Self.instant).write(reading.rows, of: kind)
        // Semicolons, quotation marks, UTF-8, values as they are shown.
        try convert(bytes, "export.xlsx", to: "csv:Text - txt - csv (StarCalc):59,34,76")
        let csv = [UInt8](try Data(contentsOf: folder.appending(path: "export.csv")))
        let again = SheetReader().read(csv, fileName: name)
        #expect(again.kind == kind)
        #expect(again.findings.filter { $0.severity == .blocker }.isEmpty)
        #expect(again.rows.map(\.values) == reading.rows.map(\.values))
    }

    @Test(arguments: ["bad-orders-one-column.csv", "bad-deadlines.csv"])
    func aMarkedCopyShowsTheCellsOnPaper(_ name: String) throws {
        let today = try #require(CivilDate("2026-11-23"))
        let bytes = try OfficeFiles.bytes(name)
        let reading = SheetReader().read(bytes, fileName: name, today: today)
        let copy = try SheetReader().markedCopy(
            of: bytes, reading: reading, language: "id", createdAt: Self.instant)
        try convert(copy.content, "marked.xlsx", to: "pdf")
        let path = folder.path(percentEncoded: false) + "/"
        _ = try Command.run(["pdftoppm", "-r", "80", path + "marked.pdf", path + "page"])
        let pages = try FileManager.default.contentsOfDirectory(atPath: path)
            .filter { $0.hasSuffix(".ppm") }.sorted()
        #expect(pages.count >= 2)
        let first = [UInt8](try Data(contentsOf: folder.appending(path: pages[0])))
        let red = stride(from: 15, to: first.count - 2, by: 3).count {
            first[$0] == 0xFF && first[$0 + 1] == 0xC7 && first[$0 + 2] == 0xCF
        }
        let blockers = Set(reading.findings.filter { $0.severity == .blocker }.map(\.cell))
        #expect(red > 60 * blockers.count, "\(red) pixels for \(blockers.count) cells")
        try FileManager.default.removeItem(at: folder)
    }
}
