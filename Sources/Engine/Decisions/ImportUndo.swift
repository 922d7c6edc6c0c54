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

    /// Takes back a file with all its sheets, by the number of any of them: registers that name each other go
    /// together.
    ///
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
        guard Self.canUndo(record.kind) else { throw Self.decidedAnew(record.kind) }
        let event = try transaction.view.lastEvent()
        // A file is taken whole, and so is taken back: what goes by its registers goes before them.
        let records = try transaction.view.importRecords(ofFile: record).filter {
            Self.canUndo($0.kind)
        }
        let sheets = records.filter { RegisterTypes.type(of: $0.kind) == nil }
        let registers = records.filter { RegisterTypes.type(of: $0.kind) != nil }
        var outcome = Outcome()
        var parts: [(record: ImportRecord, outcome: Outcome)] = []
        for sheet in sheets {
            var part = Outcome()
            var mistakes: [Mistake] = []
            if sheet.kind == .orders {
                mistakes = try undoOrders(sheet, in: transaction, &part)
            } else {
                try undoDeadlines(sheet, in: transaction, &part)
            }
            parts.append((sheet, part))
            outcome.add(part)
            // What is written about it from here on knows what was undone.
            guard try mark(sheet, as: part, in: transaction) else { continue }
            try correct(mistakes, of: sheet, in: transaction, &outcome)
        }
        if !registers.isEmpty {
            let undone = try undoRegisters(registers, in: transaction)
            for (register, part) in zip(registers, undone) {
                parts.append((register, part))
                outcome.add(part)
                try mark(register, as: part, in: transaction)
            }
        }
        guard !outcome.restored.isEmpty else { throw Self.nothing(of: record, outcome) }
        try outcome.effects.add(deadlinesSince: event, in: transaction.view)
        for (record, part) in parts where !part.restored.isEmpty {
            let words = (parts.count == 1 ? outcome : part).words
            try transaction.record(
                "undone", of: Subject(.sheet, record.kind.rawValue), by: by,
                detail: "import \(record.number), \(record.file): \(words.english)")
        }
        return outcome
    }

    /// Whether what a sheet says can be taken back: what people decided, and what teams hand in, gives way to
    /// another word.
    static func canUndo(_ kind: SheetKind) -> Bool {
        kind == .orders || kind == .deadlines || RegisterTypes.type(of: kind) != nil
    }

    /// - Returns: whether any of it came back; else it can still be undone later.
    @discardableResult
    private func mark(
        _ record: ImportRecord, as outcome: Outcome, in transaction: LedgerTransaction
    ) throws -> Bool {
        guard !outcome.restored.isEmpty else { return false }
        try transaction.markUndone(
            importOf: record.number, restoring: outcome.restored, by: by)
        return true
    }

    private static func decidedAnew(_ kind: SheetKind) -> EngineError {
        let isReport = kind.isSubmission
        return EngineError(
            .conflict,
            "a sheet of \(kind.rawValue) cannot be undone: "
                + (isReport
                    ? "send the right file, which takes its place" : "decide anew, by another row"),
            field: "number",
            indonesian: "lembar \(kind.words.indonesian) tidak dapat diurungkan: "
                + (isReport
                    ? "kirim berkas yang benar sebagai penggantinya"
                    : "putuskan ulang dengan baris lain"))
    }

    private static func nothing(of record: ImportRecord, _ outcome: Outcome) -> EngineError {
        let why =
            outcome.kept.isEmpty
            ? BilingualText(en: "", id: "")
            : BilingualText(en: ": ", id: ": ").followed(by: outcome.keptWords)
        return EngineError(
            .conflict, "nothing of import \(record.number) can come back\(why.english)",
            field: "number",
            indonesian: "tidak ada isi impor \(record.number) yang dapat dikembalikan"
                + why.indonesian)
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
