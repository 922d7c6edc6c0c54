import Control
import Coordination
import Foundation
import GRDB
import Testing

@testable import Engine
@testable import Ledger

/// Whatever somebody wrote into a cell, `prove` ends with an answer, and one that nobody can read is named.
@Suite struct DamagedCellTests {
    /// `scripts/test --full` writes every value that a cell may not have, else there is one for each.
    private static let isFull = ProcessInfo.processInfo.environment["TENGGAT_FULL"] != nil

    @Test("A cell that cannot be read is named by table, row and column, and prove goes on")
    func everyCell() async throws {
        let work = try await LedgerHand.office()
        let hand = try LedgerHand(path: work.folder.appending(path: "ledger.sqlite").path)
        let tables = try hand.tables().filter { !LedgerHand.unguarded.contains($0.name) }
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            try LedgerHand.fill(tables, in: transaction.database)
        }
        var looked = 0
        for table in tables {
            for column in table.columns {
                let form = CellForm("\(table.name).\(column.name)", type: column.type)
                for value in form.unreadable.prefix(Self.isFull ? .max : 1) {
                    let place = "\(table.name).\(column.name) as \(value)"
                    do {
                        try await hand.changing(column, of: table, to: value) {
                            looked += 1
                            let found = try await work.call(Prove()).problems
                            let named = found.filter { $0.fault == "cell-unreadable" }
                            #expect(
                                named.contains {
                                    $0.subject.hasPrefix("\(table.name) ")
                                        && $0.subject.hasSuffix(": \(column.name)")
                                        && $0.text.contains(table.name)
                                        && $0.text.contains(column.name)
                                }, "\(place): \(found.map(\.text))")
                        }
                    } catch let error as DatabaseError {
                        // SQLite itself keeps a row's number a number.
                        #expect(error.resultCode == .SQLITE_MISMATCH, "\(place): \(error)")
                    }
                }
            }
        }
        #expect(looked > (Self.isFull ? 300 : 150), "\(looked)")
        #expect(
            try await work.call(Prove()).problems.allSatisfy { $0.fault != "cell-unreadable" })
    }

    @Test(
        "What is damaged beside others keeps nobody from naming those",
        arguments: [
            "UPDATE chain SET hash = 7 WHERE id = 4", "UPDATE chain SET kind = 'x' WHERE id = 4",
            "UPDATE event SET at = 'x' WHERE id = 3", "UPDATE event SET by = x'00' WHERE id = 3",
            "UPDATE step SET settled_at = 'x'", "UPDATE kept_rules SET content = x'00'",
            "UPDATE mark SET value = x'00'", "UPDATE register SET body = x'00'",
            "UPDATE notice SET state = 'x'", "UPDATE item SET facts = '{'",
            "UPDATE letter SET text = x'00'", "UPDATE deadline SET due = '2026-02-30 15:00'",
            "UPDATE deadline_revision SET due = 'x'", "UPDATE table_sum SET rows = 'x'",
        ])
    func besides(_ sql: String) async throws {
        let work = try await LedgerHand.office()
        try await DatabaseQueue(path: work.folder.appending(path: "ledger.sqlite").path).write {
            try $0.execute(sql: sql)
            try $0.execute(sql: "UPDATE event SET what = 'nothing' WHERE id = 8")
        }
        let reply = try await work.call(Prove(language: "id"))
        let faults = Set(reply.problems.map(\.fault))
        #expect(faults.isSuperset(of: ["cell-unreadable", "line-changed"]), "\(reply.problems)")
        #expect(reply.problems.contains { $0.text.hasPrefix("Kolom ") })
    }

    @Test("The words of a column are those of whoever reads it")
    func words() {
        for (column, words) in [
            ("submission.state", SubmissionRecord.State.allCases.map(\.rawValue)),
            ("run.result", RunRecord.Result.allCases.map(\.rawValue)),
        ] {
            #expect(CellForm(column, type: "TEXT") == .words(words))
        }
    }

    @Test("A number of any size that can be read ends nothing, and is named as a change")
    func anyNumber() async throws {
        let work = try await LedgerHand.office()
        let hand = try LedgerHand(path: work.folder.appending(path: "ledger.sqlite").path)
        for table in try hand.tables() where table.name == "table_sum" || table.name == "chain" {
            for column in table.columns where !column.isText {
                for number in [Int64.max, Int64.min, -1] {
                    try await hand.changing(column, of: table, to: number.databaseValue) {
                        let problems = try await work.call(Prove()).problems
                        #expect(!problems.isEmpty, "\(column.name) as \(number)")
                    }
                }
            }
        }
    }
}

extension CellForm {
    /// Values that nobody can read as this form.
    fileprivate var unreadable: [DatabaseValue] {
        let blob = Data([0, 255]).databaseValue
        let text = "x".databaseValue
        return switch self {
        case .anyNumber: [text]
        case .number, .instant: [text, (Int64(1) << 60).databaseValue]
        case .text: [blob]
        case .blob: [text, 7.databaseValue]
        case .date: [text, "2026-02-30".databaseValue, blob]
        case .moment: [text, "2026-02-30 15:00".databaseValue, blob]
        case .json: ["{".databaseValue, blob]
        case .words: [text, blob]
        }
    }
}
