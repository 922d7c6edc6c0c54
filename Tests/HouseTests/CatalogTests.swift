import Foundation
import Testing

/// What `journalctl -x` explains, in each language (systemd's doc/CATALOG).
@Suite struct CatalogTests {
    private static let checkout = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }

    /// One entry: its headers, and what it says.
    private struct Entry {
        var headers: [String: String]
        var text: String

        /// Fields of the journal that it names.
        var fields: Set<String> { Set(text.matches(of: /@[A-Z_]+@/).map { String($0.0) }) }
    }

    private static func entries(of file: String) throws -> [String: Entry] {
        let text = try String(
            contentsOf: checkout.appending(path: "systemd/\(file)"), encoding: .utf8)
        var entries: [String: Entry] = [:]
        for block in "\n\(text)".components(separatedBy: "\n-- ").dropFirst() {
            let parts = block.components(separatedBy: "\n\n")
            let lines = parts[0].split(separator: "\n")
            let id = String(lines[0])
            try #require(id.wholeMatch(of: /[0-9a-f]{32}/) != nil, "\(file): \(id)")
            let headers = lines.dropFirst().map { $0.split(separator: ": ", maxSplits: 1) }
            let entry = Entry(
                headers: Dictionary(
                    uniqueKeysWithValues: headers.map { (String($0[0]), String($0[1])) }),
                text: parts.dropFirst().joined(separator: "\n\n")
                    .trimmingCharacters(in: .whitespacesAndNewlines))
            #expect(entries.updateValue(entry, forKey: id) == nil, "\(file): \(id) twice")
        }
        return entries
    }

    /// The names that the service gives to what happens.
    private static func messageIDs() throws -> Set<String> {
        let source = try String(
            contentsOf: checkout.appending(path: "Sources/Engine/Office/MessageID.swift"),
            encoding: .utf8)
        return Set(source.matches(of: /case \w+ = "([0-9a-f]{32})"/).map { String($0.1) })
    }

    @Test("Whatever has a name is explained", arguments: ["tenggat.catalog", "tenggat.id.catalog"])
    func everyNameIsExplained(_ file: String) throws {
        let entries = try Self.entries(of: file)
        let ids = try Self.messageIDs()
        try #require(ids.count > 15)
        #expect(Set(entries.keys) == ids)
        for (id, entry) in entries {
            #expect(entry.headers["Defined-By"] == "Tenggat", "\(id)")
            #expect(entry.headers["Subject"]?.isEmpty == false, "\(id)")
            #expect(entry.text.count > 30, "\(id)")
            #expect(entry.text.split(separator: "\n").allSatisfy { $0.count <= 120 }, "\(id)")
        }
    }

    @Test func bothLanguagesSayTheSame() throws {
        let english = try Self.entries(of: "tenggat.catalog")
        let indonesian = try Self.entries(of: "tenggat.id.catalog")
        for (id, entry) in english {
            let other = try #require(indonesian[id])
            #expect(entry.fields == other.fields, "\(id)")
            #expect(entry.headers["Subject"] != other.headers["Subject"], "\(id)")
            #expect(entry.text != other.text, "\(id)")
        }
    }

    /// systemd itself takes both files.
    @Test func systemdTakesThem() throws {
        let journalctl = "/usr/bin/journalctl"
        guard FileManager.default.isExecutableFile(atPath: journalctl) else { return }
        let root = FileManager.default.temporaryDirectory.appending(path: "catalog-\(UUID())")
        defer { try? FileManager.default.removeItem(at: root) }
        let folder = root.appending(path: "usr/lib/systemd/catalog")
        let database = root.appending(path: "var/lib/systemd/catalog")
        for folder in [folder, database] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        for file in ["tenggat.catalog", "tenggat.id.catalog"] {
            try FileManager.default.copyItem(
                at: Self.checkout.appending(path: "systemd/\(file)"),
                to: folder.appending(path: file))
        }
        let process = Process()
        process.executableURL = URL(filePath: journalctl)
        process.arguments = ["--root=\(root.path)", "--update-catalog"]
        let complaints = Pipe()
        process.standardError = complaints
        try process.run()
        let said = complaints.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(said.isEmpty, "\(String(decoding: said, as: UTF8.self))")
        let bytes = try Data(contentsOf: database.appending(path: "database"))
        for subject in ["Tenggat is ready", "Tenggat siap"] {
            #expect(bytes.firstRange(of: Data(subject.utf8)) != nil)
        }
    }
}
