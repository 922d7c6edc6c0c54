import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// Files of one command are one import: nothing is decided between one and the next.
@Suite struct OneImportTests {
    private static let folder = "Tests/EngineTests/ExampleOffice/"

    /// An office's first import, a month after a period's reports were due.
    private func told(_ registers: [String]) async throws -> (mails: Set<String>, why: [String]) {
        let work = try await TestOffice(
            settings: ["close: {first: 2026-10}"],
            registers: registers.map { Self.folder + $0 + ".csv" })
        try await work.advance(to: work.instant("2026-11-24 12:00"))
        let mails = try await work.notices().filter { $0.state == .sent }.map { notice in
            let items = notice.items.map { "\($0.item.kind) \($0.item.subject.id)" }.sorted()
            return "\(notice.recipient): \(items.joined(separator: ", "))"
        }
        let why = try await work.call(Why(subject: "achievements-JKT/2026-10", language: "en"))
            .lines.map(\.text)
        return (Set(mails), why)
    }

    @Test func theOrderOfTheFilesDecidesNothing() async throws {
        let first = try await told(["people", "teams", "clients", "reasons"])
        let second = try await told(["teams", "people", "clients", "reasons"])
        #expect(first.mails.contains { $0.hasPrefix("M: ") }, "\(first.mails)")
        #expect(second.mails == first.mails)
        #expect(!second.why.contains { $0.contains("Nobody") }, "\(second.why)")
    }
}
