import Coordination
import Ledger

/// A file that was taken, by the number that its report names (`IMPORT-7`).
struct ImportDecision: DecisionTarget {
    private let record: ImportRecord

    init?(code: String, in view: LedgerView) throws {
        var name = code.foldedCode[...]
        guard let prefix = ["import", "impor"].first(where: name.hasPrefix) else { return nil }
        name = name.dropFirst(prefix.count).drop { $0 == "-" || $0 == " " }
        guard let number = Int64(name), let record = try view.importRecord(number) else {
            return nil
        }
        self.record = record
    }

    var subject: DecisionSubject { .importedFile }

    var key: String { "IMPORT-\(record.number)" }

    func words(at _: DecisionDesk) -> BilingualText {
        BilingualText(
            en: "import \(record.number) (\(record.file))",
            id: "impor \(record.number) (\(record.file))")
    }

    func isSettled(_: Decision, at _: DecisionDesk, in _: LedgerView) -> Bool {
        record.undoneAt != nil
    }

    func faults(
        of _: Decision, at _: DecisionDesk, in _: LedgerView
    ) -> [Violation] { [] }

    func carryOut(
        _ decision: Decision, at desk: DecisionDesk, in transaction: LedgerTransaction
    ) throws -> DecisionOutcome? {
        guard record.undoneAt == nil else { return nil }
        let outcome = try ImportUndo(
            office: desk.office, writer: desk.writer, by: decision.by,
            writesLetters: desk.writesLetters
        ).undo(record.number, in: transaction)
        return DecisionOutcome(new: decision.word.rawValue, answer: outcome.words)
    }
}
