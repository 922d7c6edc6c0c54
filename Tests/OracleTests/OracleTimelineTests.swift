import Foundation
import Testing
import Timelines

/// Every timeline of the project, played to the oracle: what it reads from the design by itself must be what the
/// worked examples say.
@Suite struct OracleTimelineTests {
    static let checkout = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }

    static func scripts() throws -> [Script] {
        let folder = checkout.appending(path: "Tests/EngineTests/Timelines")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".txt") }.sorted()
        return try files.flatMap { file in
            Script.read(
                try String(contentsOf: folder.appending(path: file), encoding: .utf8), file: file)
        }
    }

    @Test("The oracle and a timeline say the same", arguments: try scripts())
    func timelines(_ script: Script) throws {
        let verdict = try Verdict(of: script, root: Self.checkout)
        #expect(verdict.strange.isEmpty, "words that the oracle does not take")
        #expect(verdict.missing.isEmpty && verdict.extra.isEmpty, "\(verdict)")
    }

    @Test func thereAreTimelines() throws {
        let names = try Self.scripts().map(\.name)
        #expect(names.count > 380)
    }

    /// A judge that finds nothing wrong with anything is none.
    @Test func aWrongMailIsFound() throws {
        var script = try #require(
            try Self.scripts().first { $0.mails.count > 3 && $0.refusals.isEmpty })
        let right = script
        script.mails[0] = script.mails[0].replacing(":00 ", with: ":01 ")
        let moved = try Verdict(of: script, root: Self.checkout)
        #expect(moved.missing == [script.mails[0]])
        #expect(moved.extra.count == 1)
        script = right
        script.mails.removeLast()
        #expect(try Verdict(of: script, root: Self.checkout).extra.count == 1)
        script = right
        script.lines.removeAll()
        #expect(try Verdict(of: script, root: Self.checkout).missing.count == right.mails.count)
        script = right
        script.refusals = ["2026-11-23 08:00 done A"]
        #expect(try Verdict(of: script, root: Self.checkout).missing.count == 1)
    }
}

extension Script: CustomTestStringConvertible {
    var testDescription: String { name }
}
