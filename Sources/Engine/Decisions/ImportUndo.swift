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
                    en: "; \(kept.count) in use or changed since, and left: \(names)",
                    id:
                        "; \(kept.count) masih dipakai atau sudah berubah sesudahnya, dan dibiarkan: "
                        + names)
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
            // By line: columns of which the file has said nothing.
            var restored: [String: Set<String>] = [:]
            var forgotten: Set<String> = []
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
                    forgotten.insert(order.lines[index].line.foldedCode)
                    outcome.restored.append(key)
                } else if let changes = changes[key.foldedCode] {
                    restored[order.lines[index].line.foldedCode] = putBack(
                        changes, into: &order, at: index, from: known.lines[index], key: key,
                        &outcome)
                }
            }
            try transaction.unsay(
                restored, forgetting: forgotten, of: .orders, key: known.code.foldedCode)
            guard order.lines != known.lines else { continue }
            var change = OrderChange(known: known, order: order)
            change.detail = Self.reason(record.number)
            try transaction.commitChange(change, office: office, by: by)
        }
        let result = try DelayPlanner(office: office, writer: writer).work(
            in: transaction, holding: Set(orders.map(Code.init)), for: .importUndone)
        outcome.letters = result.held.filter { $0.reasons.contains(.importUndone) }
            .map(\.notice)
        let clients = Dictionary(grouping: told, by: { Code($0.order.client) })
        for (_, tellings) in clients.sorted(by: { $0.key.spelling < $1.key.spelling }) {
            outcome.letters += try correct(tellings, since: record.at, in: transaction)
        }
    }

    /// - Returns: the columns that are as they were.
    private func putBack(
        _ changes: [ImportRecord.Change], into order: inout OrderRecord, at index: Int,
        from line: OrderLine, key: String, _ outcome: inout Outcome
    ) -> Set<String> {
        let current = line.sheetColumns
        // What a client was told stays told: a later telling is what corrects it.
        let changes = changes.filter { !["told", "informed_on"].contains($0.column) }
        // What somebody decided since goes together: a date and its reason.
        guard changes.allSatisfy({ current[$0.column] == $0.new }) else {
            outcome.kept.append(key)
            return []
        }
        var columns: Set<String> = []
        for change in changes {
            if change.column == "client", let client = change.old {
                if !order.client.isCode(client) {
                    order.assign(to: client, at: order.clientSince ?? order.firstSeenAt)
                }
                columns.insert(change.column)
            } else if order.lines[index].putBack(change.old, in: change.column) {
                columns.insert(change.column)
            }
        }
        if !columns.isEmpty { outcome.restored.append(key) }
        return columns
    }

    /// A client who was told of orders that there never were: one letter about all of them.
    private func correct(
        _ tellings: [(order: OrderRecord, line: OrderLine)], since moment: Instant,
        in transaction: LedgerTransaction
    ) throws -> [Int64] {
        guard let first = tellings.first?.order,
            let client = office.directory.client(first.client),
            let told = tellings.flatMap(\.line.told).filter({ $0.at >= moment }).max(by: {
                $0.at < $1.at
            })
        else { return [] }
        var codes: [String] = []
        for telling in tellings where !codes.contains(telling.order.code) {
            codes.append(telling.order.code)
        }
        let list = codes.joined(separator: ", ")
        let thing = codes.count == 1 ? "order \(list)" : "orders \(list)"
        let language = client.language ?? office.profile.language
        let day = office.zone(ofClient: client.code).civil(told.at).date
        let subject = BilingualText(
            en: "Please disregard our notice about \(thing)",
            id: "Mohon abaikan pemberitahuan kami mengenai pesanan \(list)")
        let text = BilingualText(
            en: "Please disregard our notice of \(day) about \(thing): it was sent by "
                + "mistake. We apologise for the confusion.",
            id: "Mohon abaikan pemberitahuan kami tanggal \(day) mengenai pesanan \(list): "
                + "pemberitahuan tersebut terkirim karena kekeliruan kami. Mohon maaf atas "
                + "ketidaknyamanan ini.")
        return try MessageWriter(office: office, writer: writer, by: by).write(
            MessageWriter.Message(
                subject: subject.text(in: language), text: text.text(in: language),
                clients: [client.code], order: codes.count == 1 ? first.code : nil), in: transaction
        ).notices.map(\.id)
    }
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
