import Almanac
import Coordination
import Ledger

/// A file that was taken, by the number that its report names (`IMPORT-7`).
struct ImportDecision: DecisionTarget {
    private let record: ImportRecord

    init?(code: String, in view: LedgerView) throws {
        guard let number = Self.number(in: code), let record = try view.importRecord(number) else {
            return nil
        }
        self.record = record
    }

    /// The number behind `IMPORT-`, `impor` and the like; nil of any other code.
    private static func number(in code: String) -> Int64? {
        var name = code.foldedCode[...]
        guard let prefix = ["import", "impor"].first(where: name.hasPrefix) else { return nil }
        name = name.dropFirst(prefix.count).drop { $0 == "-" || $0 == " " }
        return Int64(name)
    }

    /// What is wrong with the number of an import that there is not: it names those that can be undone; nil of any
    /// other code.
    static func unknown(_ code: String, office: Office, in view: LedgerView) throws -> Violation? {
        guard number(in: code) != nil else { return nil }
        let known = try UndoableImports(office: office, view: view).latest(5)
        let names = known.map { record -> BilingualText in
            let day = office.profile.zone.civil(record.at).date.words
            return BilingualText(
                en: "IMPORT-\(record.number) (\(record.file), \(day.english))",
                id: "IMPORT-\(record.number) (\(record.file), \(day.indonesian))")
        }.joined(by: ", ")
        let isNone = known.isEmpty
        return Violation(
            of: "code", .unknownCode, value: code,
            expected: BilingualText(
                en: isNone
                    ? "an import that can be undone: there is none"
                    : "an import that can be undone, by its number; the last ones: \(names.english)",
                id: isNone
                    ? "impor yang dapat diurungkan: saat ini tidak ada"
                    : "nomor impor yang dapat diurungkan; yang terakhir: \(names.indonesian)"))
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
        // Another row may have taken it back with another sheet of its file.
        guard try transaction.view.importRecord(record.number)?.undoneAt == nil else { return nil }
        let outcome = try ImportUndo(
            office: desk.office, writer: desk.writer, by: decision.by,
            writesLetters: desk.writesLetters
        ).undo(record.number, in: transaction)
        return DecisionOutcome(new: decision.word.rawValue, answer: outcome.words)
    }
}
