import Almanac
import Coordination
import Foundation
import Testing

@testable import Sheets

enum ForeignFiles {
    /// Where they lie; nil where nobody fetched any.
    static let folder = ProcessInfo.processInfo.environment["TENGGAT_TEST_WORKBOOKS"]
}

/// Workbooks of other programs' tests, which `scripts/foreign-workbooks` fetches: each is read or named.
@Suite struct ForeignFilesTests {
    @Test(.enabled(if: ForeignFiles.folder != nil, "scripts/test --full fetches the files"))
    func eachForeignWorkbookIsReadOrNamed() throws {
        let files = try Self.files()
        try #require(files.count >= 500)
        var names: [String: Int] = [:]
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            let start = ContinuousClock.now
            let reading = SheetReader().read(bytes, fileName: file.lastPathComponent)
            let took = start.duration(to: .now)
            #expect(took < .seconds(20), "\(file.lastPathComponent) took \(took)")
            for finding in reading.findings {
                #expect(!finding.expected.english.isEmpty && !finding.expected.indonesian.isEmpty)
            }
            // None of them is one of the office's sheets, so that something must be said.
            #expect(reading.kind != nil || reading.isBlocked, "\(file.lastPathComponent)")
            let copy = try SheetReader().markedCopy(
                of: bytes, reading: reading, language: "en",
                createdAt: Instant(seconds: 1_795_500_000))
            #expect(!copy.content.isEmpty)
            let finding = reading.findings.first
            let isDamage = finding?.expected.english.contains("is whole") == true
            #expect(
                !isDamage || Self.damaged.contains(file.lastPathComponent),
                "\(file.path): \(finding?.expected.english ?? "")")
            names[finding?.code.rawValue ?? "read", default: 0] += 1
        }
        print("foreign workbooks: \(files.count), \(names.sorted { $0.key < $1.key })")
    }

    /// Files that are broken on purpose, and that no program opens.
    private static let damaged: Set<String> = []

    private static func files() throws -> [URL] {
        let folder = URL(filePath: try #require(ForeignFiles.folder))
        let found = FileManager.default.enumerator(
            at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        return (found?.compactMap { $0 as? URL } ?? [])
            .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
            .sorted { $0.path < $1.path }
    }
}
