import Almanac
import Control
import Foundation
import GRDB
import Testing

@testable import Engine
@testable import Ledger

/// A history whose end somebody took off is told as that, in words, whether a head was kept of it or not.
@Suite struct CutHistoryTests {
    private func office() async throws -> TestOffice { try await LedgerHand.office() }

    /// Changes the ledger behind the service's back.
    private func tamper(_ work: TestOffice, _ sql: String) throws {
        let path = work.folder.appending(path: "ledger.sqlite").path
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }

    private func faults(_ work: TestOffice, head: String) async throws -> [String] {
        try await work.call(Prove(head: head)).problems.map(\.fault)
    }

    @Test(
        "Lines taken off the end are told as deleted, also once the service has used their numbers again",
        arguments: [1, 3], [false, true])
    func deletedAtTheEnd(_ count: Int, _ goesOn: Bool) async throws {
        let work = try await office()
        let reply = try await work.call(Prove())
        let head = try #require(reply.head)
        let kept = KeptHead(hash: head, links: reply.links, at: work.clock.now.rfc3339)
        let last = try await work.stages.ledger.read { try $0.lastEvent() }
        try tamper(work, "DELETE FROM event WHERE id > \(last) - \(count)")
        if goesOn {
            _ = try await work.call(AddDeadline(title: "Tender", owner: "S", due: "2026-12-30"))
        }
        for heads in [nil, [kept]] {
            for asked in [nil, head] {
                let problems = try await work.call(Prove(head: asked, heads: heads)).problems
                let lines = problems.filter { $0.fault.hasPrefix("line-") }
                #expect(lines.count == count, "\(lines)")
                #expect(
                    Set(lines.map(\.fault)).isSubset(of: ["line-deleted", "line-replaced"]))
                #expect(lines.contains { $0.fault == "line-replaced" } == goesOn, "\(lines)")
                #expect(lines.allSatisfy { $0.text.contains("deleted") })
                #expect(!problems.contains { $0.fault == "head-missing" })
            }
        }
    }

    @Test(
        "An end cut off with its links is told as cut off by whoever kept a head, also once the service went on",
        arguments: [false, true])
    func cutWithItsLinks(_ goesOn: Bool) async throws {
        let work = try await office()
        let reply = try await work.call(Prove())
        let head = try #require(reply.head)
        let kept = KeptHead(hash: head, links: reply.links, at: nil)
        try tamper(
            work,
            """
            DELETE FROM event WHERE id > (SELECT max(id) - 2 FROM event);
            DELETE FROM chain WHERE id >= (
                SELECT min(id) FROM chain WHERE kind = 1
                    AND CAST(subject AS INTEGER) > (SELECT max(id) FROM event));
            """)
        if goesOn {
            for code in ["X", "Y", "Z"] {
                _ = try await work.call(
                    AddDeadline(title: "Tender", owner: "S", due: "2026-12-30", code: code))
            }
        }
        let texts = try await work.call(Prove(heads: [kept])).problems
            .filter { $0.fault == "head-missing" }.map(\.text)
        #expect(texts.count == 1)
        #expect(texts.allSatisfy { $0.contains("cut off") && $0.contains("\(reply.links)") })
        #expect(try await faults(work, head: head).contains("head-missing"))
    }

    @Test("Lines whose links are cut off are not simply called inserted")
    func cutLinks() async throws {
        let work = try await office()
        let reply = try await work.call(Prove())
        try tamper(
            work, "DELETE FROM chain WHERE id >= (SELECT max(id) - 3 FROM chain WHERE kind = 1)")
        let kept = KeptHead(hash: try #require(reply.head), links: reply.links, at: nil)
        let problems = try await work.call(Prove(heads: [kept])).problems
        let lines = problems.filter { $0.fault.hasPrefix("line-") }
        #expect(!lines.isEmpty && lines.allSatisfy { $0.fault == "line-unlinked" }, "\(lines)")
        #expect(lines.allSatisfy { $0.text.contains("cut off") })
        #expect(problems.contains { $0.fault == "head-missing" })
    }

    @Test("Where no link is left, no number is told that is none")
    func noLinks() async throws {
        let work = try await office()
        let reply = try await work.call(Prove())
        let kept = KeptHead(hash: try #require(reply.head), links: reply.links, at: nil)
        try tamper(work, "DELETE FROM chain")
        for language in ["en", "id"] {
            let texts = try await work.call(Prove(heads: [kept], language: language)).problems
                .map(\.text)
            #expect(!texts.isEmpty && !texts.contains { $0.contains(" -1") }, "\(texts)")
        }
    }
}
