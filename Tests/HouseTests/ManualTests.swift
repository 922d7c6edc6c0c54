import Foundation
import Testing

/// README and the manual name what there is: checked against the sources that define it.
@Suite struct ManualTests {
    private static let checkout = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.checkout.appending(path: path), encoding: .utf8)
    }

    private func matches(of pattern: String, in text: String) throws -> [[String]] {
        let expression = try NSRegularExpression(pattern: pattern)
        let range = NSRange(text.startIndex..., in: text)
        return expression.matches(in: text, range: range).map { match in
            (0..<match.numberOfRanges).map { group in
                Range(match.range(at: group), in: text).map { String(text[$0]) } ?? ""
            }
        }
    }

    /// The sources of a folder whose names begin so, one behind the other.
    private func sources(_ folder: String, beginning: [String]) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Self.checkout.appending(path: folder).path)
        let chosen = names.filter { name in beginning.contains { name.hasPrefix($0) } }.sorted()
        try #require(!chosen.isEmpty)
        return try chosen.map { try text("\(folder)/\($0)") }.joined()
    }

    private var pages: [String] {
        get throws {
            let manual = try FileManager.default.contentsOfDirectory(
                atPath: Self.checkout.appending(path: "etc/manual").path)
            return [
                "README.md", "README.id.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md",
                "SECURITY.md",
            ] + manual.filter { $0.hasSuffix(".md") }.sorted().map { "etc/manual/\($0)" }
        }
    }

    @Test("The top level holds what a visitor expects, and nothing else")
    func topLevel() throws {
        let allowed: Set<String> = [
            "Package.swift", "Package.resolved", "Sources", "Tests", "systemd", "etc", "scripts",
            "README.md", "README.id.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md",
            "SECURITY.md", "LICENSE",
        ]
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.checkout.path)
            .filter { !$0.hasPrefix(".") }
        #expect(Set(found).subtracting(allowed) == [])
    }

    @Test("Every link within the project leads somewhere")
    func links() throws {
        for page in try pages {
            let folder = Self.checkout.appending(path: page).deletingLastPathComponent()
            for match in try matches(of: #"\]\(([^)#]+)\)"#, in: try text(page))
            where !match[1].contains("://") {
                let target = folder.appending(path: match[1]).path
                #expect(FileManager.default.fileExists(atPath: target), "\(page): \(match[1])")
            }
        }
    }

    @Test("The settings page names every key that is read")
    func settings() throws {
        let readers = try sources(
            "Sources/Settings",
            beginning: [
                "SettingsReader", "InboxSettings", "BackupSettings", "HousekeepingSettings",
                "HeartbeatSettings",
            ])
        // Words that a value may be, not names.
        let words: Set<String> = ["observed", "worked", "true", "false"]
        let keys = Set(try matches(of: #""([a-z_]+)":"#, in: readers).map { $0[1] })
            .subtracting(words)
        try #require(keys.count > 80)
        let page = try text("etc/manual/settings.md")
        for key in keys.sorted() {
            let places = [
                "`\(key)`", ".\(key)`", "`\(key).", ".\(key).", "## \(key)", "{\(key)", ", \(key)",
            ]
            let isNamed = places.contains { page.contains($0) }
            #expect(isNamed, "settings.md does not name \(key)")
        }
    }

    @Test("The sheets page names every column with its other names")
    func columns() throws {
        let definitions = try sources("Sources/Sheets/Columns", beginning: ["SheetDefinition+"])
        let columns = try matches(
            of: #"SheetColumn\(\s*"([a-z_]+\*?)"((?:,\s*"[a-z_]+")*)"#, in: definitions)
        try #require(columns.count > 80)
        let page = try text("etc/manual/sheets.md")
        for column in columns {
            let name = column[1].replacing("*", with: #"\*"#)
            let aliases = column[2].replacing("\"", with: "").dropFirst(2)
            let wanted = aliases.isEmpty ? name : "\(name) (\(aliases))"
            #expect(page.contains(wanted), "sheets.md lacks \(wanted)")
        }
    }

    @Test("The sheets page explains every finding")
    func findings() throws {
        try expectRows(
            in: "etc/manual/sheets.md", for: "Code", of: "Sources/Coordination/Sheets/Finding.swift"
        )
    }

    @Test("The letters page explains every reason to wait and every state")
    func letters() throws {
        let page = "etc/manual/letters.md"
        try expectRows(
            in: page, for: "HoldReason", of: "Sources/Coordination/Orders/HoldReason.swift")
        try expectRows(
            in: page, for: "NoticeState", of: "Sources/Coordination/Notices/NoticeState.swift")
    }

    /// A table of the page has a row for each case of an enumeration of texts.
    private func expectRows(in page: String, for name: String, of source: String) throws {
        let page = try text(page)
        let whole = try text(source)
        let start = try #require(whole.range(of: "enum \(name): String"))
        let rest = whole[start.upperBound...]
        let body = rest[..<(rest.range(of: "\n}")?.lowerBound ?? rest.endIndex)]
        let cases = try matches(
            of: #"(?m)^    (?:    )?case ([a-zA-Z]+)(?: = "([a-z-]+)")?$"#, in: String(body))
        try #require(cases.count > 5)
        for found in cases {
            let word = found[2].isEmpty ? found[1] : found[2]
            #expect(page.contains("| `\(word)` |"), "\(name): no row for \(word)")
        }
    }

    @Test("The periods page has an example of every rule")
    func rules() throws {
        let reader = try text("Sources/Settings/SubmissionRuleReader.swift")
        let examples = try matches(of: #"case \.[a-zA-Z]+: "\{check: ([a-z-]+)"#, in: reader)
        try #require(examples.count > 10)
        let page = try text("etc/manual/periods.md")
        for example in examples {
            let isThere =
                page.contains("check: \(example[1]),")
                || page.contains("check: \(example[1])}")
            #expect(isThere, "periods.md has no example of \(example[1])")
        }
    }
}
