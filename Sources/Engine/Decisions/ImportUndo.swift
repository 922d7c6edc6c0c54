import Almanac
import Coordination
import Ledger

/// Takes back what a file changed: facts that nobody touched since come back; the others stay, and are
/// named. Whoever was told because of it gets a correction, to clients one that waits for a person.
struct ImportUndo {
    let office: Office
    let writer: LetterWriter
    let by: String

    /// What came of it.
    struct Outcome: Sendable {
        /// Keys of what came back, or is gone.
        var restored: [String] = []
        /// Keys of what somebody changed since, which stays as it is.
        var kept: [String] = []
        /// Letters to clients that correct what they were told, and wait.
        var letters: [Int64] = []

        var words: BilingualText {
            var words = BilingualText(
                en: "undone: \(restored.count) as before",
                id: "diurungkan: \(restored.count) kembali seperti semula")
            if !kept.isEmpty {
                let names = kept.prefix(10).joined(separator: ", ")
                words = words.followed(
                    en: "; \(kept.count) changed since and left: \(names)",
                    id: "; \(kept.count) sudah berubah sesudahnya dan dibiarkan: \(names)")
            }
            guard !letters.isEmpty else { return words }
            return words.followed(
                en: "; \(letters.count) correcting letters wait",
                id: "; \(letters.count) surat koreksi menunggu")
        }
    }

    /// - Throws: `EngineError` where there is no such import, it is undone already, or it is none that can be.
    func undo(_ number: Int64, in transaction: LedgerTransaction) throws -> Outcome {
        guard let record = try transaction.view.importRecord(number) else {
            throw EngineError(
                .notFound, "there is no import \(number): tenggatctl import list shows them",
                field: "number")
        }
        guard record.undoneAt == nil else {
            throw EngineError(
                .conflict, "import \(number) is undone already", field: "number")
        }
        var outcome = Outcome()
        switch record.kind {
        case .orders: try undoOrders(record, in: transaction, &outcome)
        case .deadlines: try undoDeadlines(record, in: transaction, &outcome)
        default:
            guard let type = RegisterTypes.type(of: record.kind) else {
                throw EngineError(
                    .conflict, "a sheet of \(record.kind.rawValue) cannot be undone",
                    field: "number")
            }
            try undo(record, of: type, in: transaction, &outcome)
        }
        try transaction.markUndone(importOf: number, by: by)
        try transaction.record(
            "undone", of: Subject(.sheet, record.kind.rawValue), by: by,
            detail: "import \(number), \(record.file): \(outcome.words.english)")
        return outcome
    }

    /// Why history says that something changed.
    static func reason(_ number: Int64) -> String { "import \(number) was undone" }

    // MARK: Orders

    private func undoOrders(
        _ record: ImportRecord, in transaction: LedgerTransaction, _ outcome: inout Outcome
    ) throws {
        let changes = Dictionary(grouping: record.changes.changed, by: \.key.foldedCode)
        let added = Set(record.changes.added.map(\.foldedCode))
        let later = try transaction.view.importRecords(of: record.kind, after: record.number)
        let touched = Set(
            later.flatMap { $0.changes.changed.map(\.key) + $0.changes.added }.map(\.foldedCode))
        var orders: [String] = []
        var seen: Set<Code> = []
        for key in record.changes.added + record.changes.changed.map(\.key) {
            guard let code = try transaction.view.order(ofLine: key)?.code,
                seen.insert(Code(code)).inserted
            else { continue }
            orders.append(code)
        }
        var told: [(order: OrderRecord, line: OrderLine)] = []
        for code in orders {
            guard let known = try transaction.view.order(code) else { continue }
            var order = known
            let isCommanded = try transaction.view.events(of: Subject(.order, known.code))
                .contains { $0.what == "changed" && $0.at > record.at }
            for index in order.lines.indices {
                let key = "\(known.code) \(order.lines[index].line)"
                if added.contains(key.foldedCode) {
                    guard !isCommanded, !touched.contains(key.foldedCode) else {
                        outcome.kept.append(key)
                        continue
                    }
                    if order.lines[index].wasTold(since: record.at) {
                        told.append((known, order.lines[index]))
                    }
                    order.lines[index].isCancelled = true
                    outcome.restored.append(key)
                } else if let changes = changes[key.foldedCode] {
                    putBack(changes, into: &order, at: index, key: key, &outcome)
                }
            }
            guard order.lines != known.lines else { continue }
            var change = OrderChange(known: known, order: order)
            change.detail = Self.reason(record.number)
            try transaction.commitChange(change, office: office, by: by)
        }
        let result = try DelayPlanner(office: office, writer: writer).work(
            in: transaction, holding: Set(orders.map(Code.init)), for: .importUndone)
        outcome.letters = result.held.filter { $0.reasons.contains(.importUndone) }
            .map(\.notice)
        for (order, line) in told {
            outcome.letters += try correct(order, line, since: record.at, in: transaction)
        }
    }

    private func putBack(
        _ changes: [ImportRecord.Change], into order: inout OrderRecord, at index: Int,
        key: String, _ outcome: inout Outcome
    ) {
        let current = order.lines[index].sheetColumns
        var isKept = false
        var isRestored = false
        for change in changes {
            // What a client was told stays told: a later telling is what corrects it.
            if ["told", "informed_on"].contains(change.column) { continue }
            guard current[change.column] == change.new else {
                isKept = true
                continue
            }
            if change.column == "client", let client = change.old {
                order.assign(to: client, at: order.clientSince ?? order.firstSeenAt)
                isRestored = true
            } else if order.lines[index].putBack(change.old, in: change.column) {
                isRestored = true
            }
        }
        if isRestored { outcome.restored.append(key) }
        if isKept { outcome.kept.append(key) }
    }

    /// A client who was told of an order that there never was.
    private func correct(
        _ order: OrderRecord, _ line: OrderLine, since moment: Instant,
        in transaction: LedgerTransaction
    ) throws -> [Int64] {
        guard let client = office.directory.client(order.client),
            let told = line.told.last(where: { $0.at >= moment })
        else { return [] }
        let language = client.language ?? office.profile.language
        let day = office.zone(ofClient: client.code).civil(told.at).date
        let subject = BilingualText(
            en: "Please disregard our notice about order \(order.code)",
            id: "Mohon abaikan pemberitahuan kami mengenai pesanan \(order.code)")
        let text = BilingualText(
            en: "Please disregard our notice of \(day) about order \(order.code): it was sent by "
                + "mistake. We apologise for the confusion.",
            id: "Mohon abaikan pemberitahuan kami tanggal \(day) mengenai pesanan \(order.code): "
                + "pemberitahuan tersebut terkirim karena kekeliruan kami. Mohon maaf atas "
                + "ketidaknyamanan ini.")
        return try MessageWriter(office: office, writer: writer, by: by).write(
            MessageWriter.Message(
                subject: subject.text(in: language), text: text.text(in: language),
                clients: [client.code], order: order.code), in: transaction
        ).notices.map(\.id)
    }
}

extension OrderLine {
    /// Whether a letter told its client of it since a moment.
    fileprivate func wasTold(since moment: Instant) -> Bool {
        told.contains { $0.notice != nil && $0.at >= moment }
    }
}

extension LedgerView {
    /// The order of a line that reports name with its order before it.
    fileprivate func order(ofLine key: String) throws -> OrderRecord? {
        for blank in key.indices.reversed() where key[blank] == " " {
            if let order = try order(String(key[..<blank])) { return order }
        }
        return nil
    }
}
