import Almanac
import Foundation
import GRDB
import Testing

@testable import Coordination
@testable import Ledger

/// A real SQLite file for each.
@Suite struct LedgerTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).sqlite")
        .path
    private let now = Instant(seconds: 1_795_000_000)

    private func deadline(_ code: String = "A") throws -> Deadline {
        Deadline(
            code: code, title: "Laporan", owner: "S",
            due: try #require(CivilDateTime("2026-12-04 15:00")), zone: "Asia/Jakarta",
            armedAt: now, createdAt: now)
    }

    private func step(_ when: String) throws -> PlannedStep {
        PlannedStep(
            identity: StepIdentity(when: try Offset(when), repetition: 0, role: .owner),
            rung: 0, nominal: now, at: now, isUrgent: false, isBeforeDue: true)
    }

    /// The messages of FIPS 180-4's own examples, of one block and of two.
    @Test(arguments: [
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ])
    func digests(_ message: String, _ digest: String) {
        #expect(SHA256.digest(Array(message.utf8)).hexadecimal == digest)
    }

    @Test func aCommitReachesTheDisk() async throws {
        let ledger = try Ledger(path: path)
        let modes = try await ledger.write(at: now) { transaction in
            (
                try Int.fetchOne(transaction.database.database, sql: "PRAGMA synchronous"),
                try String.fetchOne(transaction.database.database, sql: "PRAGMA journal_mode")
            )
        }
        #expect(modes.0 == 2)
        #expect(modes.1 == "wal")
        #expect(try await ledger.integrityFaults().isEmpty)
    }

    @Test func aDeadlineComesBackAsItWas() async throws {
        let ledger = try Ledger(path: path)
        let deadline = try deadline("Tagihan É-1")
        try await ledger.write(at: now) { transaction in
            _ = try transaction.insert(deadline, dueAt: transaction.now, nextAt: transaction.now)
        }
        let found = try await ledger.read { try $0.deadline(code: "tagihan É-1") }
        #expect(found?.deadline == deadline)
        #expect(try await ledger.read { try $0.nextDeadlineInstant() } == now)
    }

    @Test func aStepIsSettledOnceAndAFailureUndoesTheWholeTransaction() async throws {
        let ledger = try Ledger(path: path)
        let deadline = try deadline()
        let steps = [try step("WD-3 09:00"), try step("WD-1 09:00")]
        let now = now
        try await ledger.write(at: now) { transaction in
            try transaction.insert(deadline, dueAt: now, nextAt: now)
            let record = try #require(try transaction.view.deadline(code: "A"))
            try transaction.settle([SettledStep(steps[0], .fired)], of: record, nextAt: now)
        }
        await #expect(throws: LedgerError.self) {
            try await ledger.write(at: now) { transaction in
                let record = try #require(try transaction.view.deadline(code: "A"))
                try transaction.settle([SettledStep(steps[1], .fired)], of: record, nextAt: nil)
                try transaction.settle([SettledStep(steps[0], .fired)], of: record, nextAt: nil)
            }
        }
        let settled = try await ledger.read { view in
            let record = try #require(try view.deadline(code: "A"))
            return try view.settledSteps(of: record.id, revision: 1)
        }
        #expect(settled == [steps[0].identity])
    }

    @Test func oneCauseIsOneItem() async throws {
        let ledger = try Ledger(path: path)
        let item = Item(cause: "c", kind: "reminder", subject: Subject(.deadline, "A"), facts: [:])
        let taken = try await ledger.write(at: now) { transaction in
            let notice = try transaction.openNotice(
                to: "S", audience: .office, leaveAt: transaction.now)
            return [
                try transaction.append(item, to: notice), try transaction.append(item, to: notice),
            ]
        }
        #expect(taken == [true, false])
    }

    @Test func aWithdrawnItemFreesItsCause() async throws {
        let ledger = try Ledger(path: path)
        let item = Item(cause: "c", kind: "slip", subject: Subject(.order, "O"), facts: [:])
        let again = try await ledger.write(at: now) { transaction in
            let notice = try transaction.openNotice(to: "C", audience: .client, leaveAt: nil)
            try transaction.append(item, to: notice)
            let record = try #require(try transaction.view.notice(notice)).items[0]
            try transaction.withdraw(record, because: "delivered")
            return try transaction.append(item, to: notice)
        }
        #expect(again)
    }

    @Test func aSecondLedgerOnTheSameFileIsRefused() throws {
        let first = try Ledger(path: path)
        let error = #expect(throws: LedgerError.self) { _ = try Ledger(path: path) }
        #expect(error?.code == .inUse)
        try first.close()
    }

    @Test func aDatabaseOfAnotherProgramIsLeftAlone() throws {
        do {
            let queue = try DatabaseQueue(path: path)
            try queue.write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
        }
        let before = try Data(contentsOf: URL(filePath: path))
        let error = #expect(throws: LedgerError.self) { _ = try Ledger(path: path) }
        #expect(error?.code == .notALedger)
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test(
        "The scheduler's questions are answered by an index",
        arguments: [
            "SELECT next_at FROM deadline WHERE next_at IS NOT NULL ORDER BY next_at LIMIT 1",
            "SELECT * FROM deadline WHERE next_at IS NOT NULL AND next_at <= 5 ORDER BY next_at LIMIT 9",
            "SELECT leave_at FROM notice WHERE leave_at IS NOT NULL AND destination IS 5 AND rank = 1 "
                + "ORDER BY leave_at LIMIT 1",
            "SELECT next_at FROM client_order WHERE next_at IS NOT NULL ORDER BY next_at LIMIT 1",
        ])
    func plans(_ query: String) async throws {
        let ledger = try Ledger(path: path)
        let details = try await ledger.read { view in
            try Row.fetchAll(view.database.database, sql: "EXPLAIN QUERY PLAN " + query)
                .map { $0["detail"] as String }
        }
        #expect(
            details.allSatisfy { $0.contains("INDEX") && !$0.contains("TEMP B-TREE") }, "\(details)"
        )
    }
}
