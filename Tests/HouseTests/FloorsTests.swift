import Foundation
import Testing

/// The folders of each module stand on floors: a file names what its own floor or a lower one declares,
/// so that nobody needs to know the whole house to change a room.
@Suite struct FloorsTests {
    private struct File: Sendable {
        var folder: String
        var name: String
        var text: String
    }

    /// The folders of each module, the lowest first; no name are files in none.
    private static let modules: [String: [String]] = [
        "Almanac": ["", "Civil", "Zones", "WorkingDays", "Calendar", "Offsets"],
        "Coordination": [
            "Clock", "Values", "Sheets", "Notices", "Deadlines", "Submissions", "Office",
            "Periods", "Planning", "Orders", "Digests", "Decisions",
        ],
        "Engine": [
            "Office", "Jobs", "Clock", "Letters", "Deadlines", "Identity", "Submissions",
            "Periods", "Delays", "Outbox", "Merge", "Export", "Reminders", "Digests",
            "Calendar", "Lists", "Decisions", "Intake", "Inbox", "Backup", "Housekeeping", "Trial",
            "Explanation", "",
            "Rehearsal", "Control",
        ],
        "Ledger": [
            "", "Deadlines", "Digests", "Inbox", "Jobs", "Notices", "Orders", "Periods",
            "Registers", "Sheets", "Submissions", "History",
        ],
        "Post": ["", "Wording", "Templates", "Calendar", "Letters", "Couriers"],
        "Settings": ["Reading", "Holidays", ""],
        "Sheets": [
            "Text", "Grid", "Workbook", "Files", "Columns", "Reading", "", "Writing",
            "Splicing", "Marking", "Mapping", "Starter",
        ],
        "Simulation": ["Scenario", "World", "Checks", "Judge", ""],
        "tenggatctl": [
            "Calendar", "Output", "Backup", "Clock", "Deadline", "Delegation", "Import", "Job",
            "Letter", "Mail", "Mapping", "Order", "Period", "Register", "Rehearsal", "Service",
            "Setup",
            "Sheet",
            "Submission", "Template", "Why", "",
        ],
    ]

    private static let checkout = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }

    /// A module's files, without comments and what stands in quotes.
    private static func files(of module: String) throws -> [File] {
        let root = checkout.appending(path: "Sources/\(module)")
        let paths = try #require(
            FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String])
        return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            let parts = path.split(separator: "/").map(String.init)
            let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
                .replacing(/"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"/, with: "\"\"")
                .replacing(/\/\/.*/, with: "")
            return File(
                folder: parts.count > 1 ? parts[0] : "", name: parts[parts.count - 1], text: text)
        }
    }

    /// What only one file declares: types, and functions of extensions, each with that file's folder.
    private static func declarations(in files: [File]) -> [String: String] {
        var folders: [String: [String]] = [:]
        for file in files {
            var names = Set(
                file.text.matches(
                    of: /\b(?:struct|class|enum|actor|protocol|typealias)\s+([A-Z]\w+)/
                ).map { String($0.1) })
            for block in file.text.split(separator: "\nextension ").dropFirst() {
                let body = block.split(separator: "\n}", maxSplits: 1).first ?? block
                names.formUnion(
                    body.matches(of: /\bfunc\s+([a-z]\w{4,})/).map { "\($0.1)(" })
            }
            for name in names { folders[name, default: []].append(file.folder) }
        }
        return folders.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }

    /// Where a file names what a higher floor declares.
    private static func arrowsUp(in files: [File], floors: [String]) -> [String] {
        let declarations = declarations(in: files)
        let heights = Dictionary(uniqueKeysWithValues: floors.enumerated().map { ($1, $0) })
        return files.flatMap { file -> [String] in
            var words = Set(file.text.matches(of: /\b[A-Z]\w+/).map { String($0.0) })
            words.formUnion(
                file.text.matches(of: /\.([a-z]\w{4,})\s*[({]/).map { "\($0.1)(" })
            return words.sorted().compactMap { word in
                guard let folder = declarations[word], let own = heights[file.folder],
                    let other = heights[folder], other > own
                else { return nil }
                return "\(file.folder)/\(file.name) names \(word) of \(folder)"
            }
        }
    }

    @Test("No file names what a higher floor declares", arguments: modules.keys.sorted())
    func noArrowsUp(_ module: String) throws {
        let floors = try #require(Self.modules[module])
        let files = try Self.files(of: module)
        #expect(Set(files.map(\.folder)) == Set(floors))
        let arrows = Self.arrowsUp(in: files, floors: floors)
        #expect(arrows.isEmpty, "\(arrows.joined(separator: "\n"))")
    }

    @Test func anArrowUpIsSeen() {
        let files = [
            File(folder: "A", name: "low.swift", text: "struct Low { var high: High }"),
            File(folder: "B", name: "high.swift", text: "struct High {}"),
        ]
        #expect(
            Self.arrowsUp(in: files, floors: ["A", "B"]) == ["A/low.swift names High of B"])
        #expect(Self.arrowsUp(in: files, floors: ["B", "A"]).isEmpty)
    }
}
