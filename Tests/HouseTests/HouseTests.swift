import Foundation
import Testing

/// The rules of the house, kept by a test over the sources themselves.
@Suite struct HouseTests {
    private struct Source: Sendable {
        var module: String
        var path: String
        var lines: [Substring]

        /// Modules that it imports.
        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ").map(String.init)
                guard let index = words.firstIndex(of: "import"), index <= 1,
                    words.count == index + 2
                else { return nil }
                return words[index + 1]
            }
        }
    }

    private static let checkout = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }

    private func sources() throws -> [Source] {
        let root = Self.checkout.appending(path: "Sources")
        let files = try #require(
            FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String])
        let swift = files.filter { $0.hasSuffix(".swift") }
        try #require(swift.count > 100)
        return try swift.map { path in
            let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
            return Source(
                module: String(path.split(separator: "/")[0]), path: path,
                lines: text.split(separator: "\n", omittingEmptySubsequences: false))
        }
    }

    /// What each module may use, beside the standard library, Foundation and the C library.
    private static let mayUse: [String: Set<String>] = [
        "Almanac": [],
        "Coordination": ["Almanac"],
        "Oracle": ["Almanac"],
        "Judgement": ["Almanac", "Oracle"],
        "Timelines": ["Almanac", "Oracle"],
        "Settings": ["Almanac", "CICal", "Coordination", "Yams"],
        "Ledger": ["Almanac", "Coordination", "CSQLite", "GRDB", "GRDBSQLite"],
        "Sheets": ["Almanac", "CArchive", "CExpat", "CXLSXWriter", "Coordination"],
        "Post": ["Almanac", "Coordination", "Mustache", "CCurl", "CGMime", "CICal", "Logging"],
        "Control": ["CLinux", "NIOCore", "NIOPosix"],
        "Host": ["Almanac", "CLinux"],
        "Systemd": ["CSystemd", "Logging"],
        "Engine": [
            "Almanac", "Control", "Coordination", "Host", "Judgement", "Ledger", "Post",
            "Settings", "Sheets", "Logging", "ServiceLifecycle",
        ],
        "tenggat-contract": [],
        "Simulation": [
            "Almanac", "Control", "Coordination", "Engine", "Host", "Ledger", "Post", "Settings",
            "Timelines", "Logging",
        ],
        "tenggat-simulate": ["Simulation", "ArgumentParser"],
        "tenggat-bench": ["Almanac", "Control", "Coordination", "Host", "Ledger"],
        "tenggatctl": ["Almanac", "Control", "Host", "ArgumentParser"],
        "tenggatd": [
            "Almanac", "Control", "Coordination", "Engine", "Host", "Ledger", "Post", "Settings",
            "Sheets", "Systemd", "ArgumentParser", "Logging", "ServiceLifecycle", "UnixSignals",
        ],
    ]

    private static let everywhere: Set<String> = [
        "Swift", "Synchronization", "Dispatch", "Glibc", "Foundation", "FoundationEssentials",
    ]

    @Test func modulesUseWhatTheyMay() throws {
        for source in try sources() {
            let allowed = try #require(
                Self.mayUse[source.module], "module \(source.module) has no rule")
            let others = Set(source.imports).subtracting(allowed).subtracting(Self.everywhere)
            #expect(others.isEmpty, "\(source.path) imports \(others.sorted())")
        }
    }

    @Test(
        "Pure modules know no clock, no disk, no wire",
        arguments: ["Almanac", "Coordination", "Oracle"])
    func purity(_ module: String) throws {
        for source in try sources() where source.module == module {
            let impure = Set(source.imports).intersection([
                "Foundation", "FoundationEssentials", "Glibc", "Dispatch",
            ])
            #expect(impure.isEmpty, "\(source.path) imports \(impure.sorted())")
        }
    }

    /// The command starts in milliseconds and is small; whole Foundation costs it both.
    @Test(
        "What tenggatctl is made of uses FoundationEssentials",
        arguments: ["tenggatctl", "Control", "Host"])
    func smallFoundation(_ module: String) throws {
        for source in try sources() where source.module == module {
            #expect(!source.imports.contains("Foundation"), "\(source.path)")
        }
    }

    @Test func onlyOneFileReadsTheWallClock() throws {
        let clocks = [
            "CLOCK_REALTIME", "Date()", "Date.now", "gettimeofday", "time(nil", "time(NULL",
        ]
        let readers = try sources().filter { source in
            source.lines.contains { line in
                !line.drop(while: \.isWhitespace).hasPrefix("//")
                    && clocks.contains { line.contains($0) }
            }
        }
        #expect(readers.map(\.path) == ["Host/SystemClock.swift"])
    }

    /// GRDB's subscript ends the process where a damaged file holds something else than the schema says.
    @Test func aCellOfTheLedgerIsReadWithItsError() throws {
        for source in try sources() where source.module == "Ledger" {
            let found = source.lines.filter { line in
                ["row[\"", "$0[\"", "last[\"", "first[\""].contains { line.contains($0) }
            }
            #expect(found.isEmpty, "\(source.path): read it with get(_:)")
        }
    }

    /// What the oracle decides must be decided twice: it is imported by nothing that it judges, and no four lines
    /// of any weight stand in both.
    @Test func theOracleIsWrittenByItself() throws {
        func passages(_ source: Source) -> Set<[String]> {
            let lines = source.lines.map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { $0.count > 12 && !$0.hasPrefix("//") && !$0.hasPrefix("import ") }
            guard lines.count >= 4 else { return [] }
            return Set((0...lines.count - 4).map { Array(lines[$0..<$0 + 4]) })
        }
        let all = try sources().filter { $0.module != "Almanac" }
        let (oracle, judged) = (
            all.filter { $0.module == "Oracle" },
            all.filter { !["Judgement", "Oracle", "Timelines"].contains($0.module) }
        )
        let own = Set(oracle.flatMap(passages))
        #expect(own.count > 500)
        for source in judged {
            #expect(!source.imports.contains("Oracle"), "\(source.path)")
            let shared = own.intersection(passages(source))
            #expect(shared.isEmpty, "\(source.path): \(shared.first ?? [])")
        }
    }

    @Test("No file has more than 400 lines, but what is generated")
    func fileLength() throws {
        for source in try sources() where !source.path.contains("/Generated/") {
            #expect(source.lines.count <= 400, "\(source.path) has \(source.lines.count) lines")
        }
    }

    @Test("No file is named for nothing in particular")
    func vagueNames() throws {
        let vague = ["Utils", "Util", "Common", "Helper", "Helpers", "Manager"]
        for source in try sources() {
            let name = source.path.split(separator: "/").last ?? ""
            #expect(!vague.contains { name.contains($0) }, "\(source.path)")
        }
    }

    @Test("No comment leaves work to be done later")
    func noUnfinishedWork() throws {
        for source in try sources() {
            for (index, line) in source.lines.enumerated() {
                #expect(
                    !line.contains("TODO") && !line.contains("FIXME"), "\(source.path):\(index + 1)"
                )
            }
        }
    }

    /// What a protocol of another's asks for is explained there.
    private static let explainedElsewhere = [
        "hash(into", "encode(to", "runOnce(", "nextInstant(", "run(", "deliver(", "log(event",
        "subscript(metadataKey",
        "static func ==", "static func <", "static func +", "static func -",
    ]

    @Test("Every type and function that other modules may use says what it is")
    func everyTypeAndFunctionIsExplained() throws {
        let declaration = /^\s*package .*\b(struct|class|enum|actor|protocol|func|subscript)\b/
        var seen = 0
        for source in try sources() where !source.path.contains("/Generated/") {
            for (index, line) in source.lines.enumerated()
            where line.firstMatch(of: declaration) != nil {
                seen += 1
                if Self.explainedElsewhere.contains(where: line.contains) { continue }
                let above = source.lines[..<index].last {
                    !$0.drop(while: \.isWhitespace).hasPrefix("@")
                }
                #expect(
                    above?.drop(while: \.isWhitespace).hasPrefix("///") ?? false,
                    "\(source.path):\(index + 1) has no ///: \(line)")
            }
        }
        #expect(seen > 800)
    }

    /// What people write as `so-1` is `SO-1`: see `Code`.
    @Test("No two codes are compared as plain texts")
    func codesAreComparedAsCodes() throws {
        let names = "(code|client|owner|recipient|line|team|person|standIn|salesperson|order)"
        let comparison = try Regex(#"\.\#(names)\)? [!=]= [a-z$][\w$]*(\.[\w$]+)*\.\#(names)\b"#)
        for source in try sources()
        where ["Coordination", "Ledger", "Engine", "Post"].contains(source.module) {
            for (index, line) in source.lines.enumerated() where line.contains(comparison) {
                #expect(
                    Self.ofOneRegister.contains { line.contains($0) },
                    "\(source.path):\(index + 1): \(line)")
            }
        }
    }

    /// Entries of one register, as that spells them.
    private static let ofOneRegister = [
        "$0.code != person.code", "$0.code == person.code",
        "tag.line", "entry.key",
    ]
}
