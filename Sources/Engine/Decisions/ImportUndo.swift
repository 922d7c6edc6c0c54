import Almanac
import Coordination
import Ledger

/// Takes back what a file changed: facts that nobody touched since come back; the others stay, and are
/// named. Whoever was told because of it gets a correction, to clients one that waits for a person.
struct ImportUndo {
    let office: Office
    let writer: LetterWriter
    let by: String
    /// Whether letters are written at once; while the clock is doubted they come once it is trusted.
    var writesLetters = true

    /// - Throws: `EngineError` where there is no such import, it is undone already, it is none that can be, or
    ///   nothing of it would come back: then it can still be undone later.
    func undo(_ number: Int64, in transaction: LedgerTransaction) throws -> Outcome {
        guard let record = try transaction.view.importRecord(number) else {
            throw EngineError(
                .notFound, "there is no import \(number): tenggatctl import list shows them",
                field: "number",
                indonesian:
                    "tidak ada impor bernomor \(number): tenggatctl import list menampilkan daftarnya"
            )
        }
        guard record.undoneAt == nil else {
            throw EngineError(
                .conflict, "import \(number) is undone already", field: "number",
                indonesian: "impor \(number) sudah diurungkan")
        }
        var outcome = Outcome()
        let event = try transaction.view.lastEvent()
        switch record.kind {
        case .orders:
            let mistakes = try undoOrders(record, in: transaction, &outcome)
            // What is written about it from here on knows what was undone.
            try mark(record, as: outcome, in: transaction)
            try correct(mistakes, of: record, in: transaction, &outcome)
        case .deadlines:
            try undoDeadlines(record, in: transaction, &outcome)
            try mark(record, as: outcome, in: transaction)
        default:
            guard let type = RegisterTypes.type(of: record.kind) else {
                let isReport = record.kind.isSubmission
                throw EngineError(
                    .conflict,
                    "a sheet of \(record.kind.rawValue) cannot be undone: "
                        + (isReport
                            ? "send the right file, which takes its place"
                            : "decide anew, by another row"),
                    field: "number",
                    indonesian: "lembar \(record.kind.words.indonesian) tidak dapat diurungkan: "
                        + (isReport
                            ? "kirim berkas yang benar sebagai penggantinya"
                            : "putuskan ulang dengan baris lain"))
            }
            try undo(record, of: type, in: transaction, &outcome)
            try mark(record, as: outcome, in: transaction)
        }
        try outcome.effects.add(deadlinesSince: event, in: transaction.view)
        try transaction.record(
            "undone", of: Subject(.sheet, record.kind.rawValue), by: by,
            detail: "import \(number), \(record.file): \(outcome.words.english)")
        return outcome
    }

    private func mark(
        _ record: ImportRecord, as outcome: Outcome, in transaction: LedgerTransaction
    ) throws {
        guard !outcome.restored.isEmpty else {
            let why =
                outcome.kept.isEmpty
                ? BilingualText(en: "", id: "")
                : BilingualText(en: ": ", id: ": ").followed(by: outcome.keptWords)
            throw EngineError(
                .conflict, "nothing of import \(record.number) can come back\(why.english)",
                field: "number",
                indonesian: "tidak ada isi impor \(record.number) yang dapat dikembalikan"
                    + why.indonesian)
        }
        try transaction.markUndone(
            importOf: record.number, restoring: outcome.restored, by: by)
    }

    /// Why history says that something changed.
    static func reason(_ number: Int64) -> String { "import \(number) was undone" }
}

extension LedgerTransaction {
    /// Takes back what a file said: its words have never been said.
    ///
    /// - Parameters:
    ///   - columns: by row, as the merge names it within what it keeps under `key`.
    ///   - rows: of which nothing has been said.
    func unsay(
        _ columns: [String: Set<String>], forgetting rows: Set<String> = [], of kind: SheetKind,
        key: String
    ) throws {
        guard let record = try view.said(of: kind, key: key) else { return }
        var said = SaidRows(record)
        for (name, columns) in columns {
            guard var row = said[name] else { continue }
            for column in columns { row.takeBack(column) }
            said.set(row, named: name)
        }
        for name in rows { said.forget(name) }
        let left = said.record
        guard left != record else { return }
        try say(left.body, layout: try saidLayout(of: left.columns), of: kind, key: key)
    }
}
