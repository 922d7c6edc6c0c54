import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlHandlers {
    @Sendable func listImports(_ call: ListImports, by: String) async throws -> ListImports.Reply {
        let limit = call.limit ?? 20
        guard (1...1_000).contains(limit) else {
            throw EngineError(.invalid, "limit \(limit) is not in 1–1000", field: "limit")
        }
        let records = try await stages.ledger.read { try $0.importRecords(limit: limit) }
        return ListImports.Reply(
            imports: records.map { record in
                ImportedFile(
                    number: Int(record.number), at: record.at.rfc3339, by: record.by,
                    sheet: record.kind.rawValue, file: record.file,
                    added: record.changes.added.count,
                    changed: Set(record.changes.changed.map(\.key)).count,
                    undoneAt: record.undoneAt?.rfc3339, undoneBy: record.undoneBy)
            })
    }

    @Sendable func undoImport(_ call: UndoImport, by: String) async throws -> UndoImport.Reply {
        let isDryRun = call.dryRun ?? false
        let writesLetters = stages.clockGuard.mayWork(at: clock.now)
        do {
            return try await stages.store.change(at: clock.now) {
                [writer = stages.writer] work in
                let outcome = try ImportUndo(
                    office: work.office, writer: writer, by: by, writesLetters: writesLetters
                ).undo(Int64(call.number), in: work.transaction)
                let reply = UndoImport.Reply(
                    restored: outcome.restored, kept: outcome.kept.map(\.key),
                    keptBecause: outcome.kept.map(\.why.english),
                    letters: outcome.letters.map { Int($0) },
                    effects: outcome.consequences.map(\.english))
                if isDryRun { throw Undone(reply: reply) }
                return reply
            }
        } catch let undone as Undone {
            return undone.reply
        }
    }

    /// Carries a dry run's answer out of the transaction that it undoes.
    private struct Undone: Error {
        var reply: UndoImport.Reply
    }
}
