import Almanac
import Coordination
import Ledger

/// Whose an order is: one client's, with all its lines.
extension OrderIntake {
    /// Blockers of rows that name another client than the rest of their order, be that in the sheet or known
    /// already; and warnings of orders that go to another client after one was told dates of them.
    ///
    /// An order that is known goes to another client where the sheet says so of each line that is open: of
    /// some of them it is a cell filled in wrong, and whoever was told would be told no more.
    func clientFindings(
        in sheet: MergedSheet, office: Office, view: LedgerView
    ) throws -> [Finding] {
        var rows: [Code: [SheetRow]] = [:]
        var sequence: [Code] = []
        var news: Set<Code> = []
        for row in sheet.reading.rows where row.text("client") != nil {
            guard let order = row.text("order").map(Code.init) else { continue }
            if rows[order] == nil { sequence.append(order) }
            rows[order, default: []].append(row)
            if sheet.isNew("client", of: row) { news.insert(order) }
        }
        let known = news.isEmpty ? [] : Set(try view.orderCodes().map(Code.init))
        return try sequence.flatMap { code -> [Finding] in
            let all = rows[code] ?? []
            guard news.contains(code), known.contains(code),
                let order = try view.order(all.first?.text("order") ?? code.spelling)
            else { return differing(all, in: sheet.reading, office: office) }
            return try handingOver(order, by: all, in: sheet.reading, office: office, view: view)
        }
    }

    /// Rows of an order that is new, or of which the sheet newly says nothing of this.
    private func differing(
        _ rows: [SheetRow], in reading: SheetReading, office: Office
    ) -> [Finding] {
        guard let first = rows.first?.text("client") else { return [] }
        let name = office.clientWords(first)
        return rows.filter { !$0.isFor(first) }.map { row in
            finding(
                .clientMismatch, at: "client", of: row, in: reading,
                expected: BilingualText(
                    en: "\(name), the client of the order's other lines: an order is one client's",
                    id: "\(name), klien pada baris lain pesanan ini: satu pesanan milik satu klien"
                ))
        }
    }

    private func handingOver(
        _ order: OrderRecord, by rows: [SheetRow], in reading: SheetReading, office: Office,
        view: LedgerView
    ) throws -> [Finding] {
        let others = rows.filter { !$0.isFor(order.client) }
        guard let first = others.first, let client = first.text("client") else { return [] }
        let named = Set(rows.compactMap { $0.text("line").map(Code.init) })
        let open = order.lines.filter(\.isOutstanding)
        let left = (open.isEmpty ? order.lines : open).map(\.line)
            .filter { !named.contains(Code($0)) }
        if left.isEmpty, rows.allSatisfy({ $0.isFor(client) }) {
            // It is promised where it is done.
            guard
                try FormerClient(office: office, client: order.client)
                    .isToBeTold(whenLosing: order, in: view)
            else { return [] }
            return formerTellings(of: order, to: client, office: office).map { expected in
                [
                    finding(
                        .clientMismatch, .warning, at: "client", of: first, in: reading,
                        expected: expected)
                ]
            } ?? []
        }
        let former = office.clientWords(order.client)
        let list = left.joined(separator: ", ")
        return others.map { row in
            let next = office.clientWords(row.text("client") ?? client)
            let expected = BilingualText(
                en: "\(former), whose order \(order.code) is: it goes to \(next) only where each "
                    + "line that is open says so",
                id:
                    "\(former), pemilik pesanan \(order.code): pesanan pindah ke \(next) hanya bila "
                    + "semua baris yang belum terkirim menyebutnya")
            return finding(
                .clientMismatch, at: "client", of: row, in: reading,
                expected: left.isEmpty
                    ? expected
                    : expected.followed(
                        en: ", and the sheet does not have line \(list)",
                        id: ", sedangkan baris \(list) tidak ada di lembar ini"))
        }
    }

    /// What somebody has to tell the client whose order it was; nil where they know of promises alone.
    private func formerTellings(
        of order: OrderRecord, to client: String, office: Office
    ) -> BilingualText? {
        let told = order.lines.filter { $0.told.count > 1 }
        guard !told.isEmpty else { return nil }
        let (former, next) = (office.clientWords(order.client), office.clientWords(client))
        let english = told.map { "\($0.lastTold.words.english) of line \($0.line)" }
        let indonesian = told.map { "\($0.lastTold.words.indonesian) untuk baris \($0.line)" }
        return BilingualText(
            en:
                "a word to \(former) from somebody, which the coordinator is asked for: they were told "
                + "\(english.joined(separator: ", ")), and no letter takes that back now that the order "
                + "is \(next)'s",
            id:
                "kabar kepada \(former), yang dimintakan kepada koordinator: mereka sudah diberi tahu "
                + "\(indonesian.joined(separator: ", ")), dan tidak ada surat yang menariknya setelah "
                + "pesanan menjadi milik \(next)")
    }
}

extension SheetRow {
    fileprivate func isFor(_ client: String) -> Bool { text("client")?.isCode(client) ?? false }
}

extension Office {
    /// `C-02 (PT Sinar Baru)`; the code alone of a client whom nobody knows.
    fileprivate func clientWords(_ code: String) -> String {
        directory.client(code).map { "\($0.code) (\($0.name))" } ?? code
    }
}
