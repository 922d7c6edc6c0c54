import Almanac
import Coordination
import Ledger

/// Changes of known lines that are possible and yet ask whether they are meant.
extension OrderIntake {
    /// Whether a row newly says `open` of a line that was delivered, and no other quantity.
    static func opensAgain(_ known: OrderLine, _ row: SheetRow, in sheet: MergedSheet) -> Bool {
        known.isDelivered && row.text("status") == "open" && sheet.isNew("status", of: row)
            && !sheet.isNew("delivered", of: row)
    }

    /// Warnings of less delivered than before, and of lines that were split off others.
    func surprises(
        in speaking: [SheetRow], of sheet: MergedSheet, view: LedgerView
    ) throws -> [Finding] {
        let reading = sheet.reading
        var findings: [Finding] = []
        var orders: [Code: OrderRecord] = [:]
        var changed: [Code: [SheetRow]] = [:]
        // Only beside lines that are known can another surprise.
        guard !speaking.isEmpty else { return [] }
        let known = Set(try view.orderCodes().map(Code.init))
        guard !known.isEmpty else { return [] }
        for row in speaking {
            guard let code = row.text("order").map(Code.init), known.contains(code) else {
                continue
            }
            changed[code, default: []].append(row)
        }
        for (code, rows) in changed where orders[code] == nil {
            orders[code] = try view.order(rows[0].text("order") ?? code.spelling)
        }
        for row in speaking {
            guard let code = row.text("order").map(Code.init),
                let name = row.text("line").map(Code.init), let rows = changed[code]
            else { continue }
            let order = orders[code]
            guard let order else { continue }
            if let known = order.lines.first(where: { Code($0.line) == name }) {
                if Self.opensAgain(known, row, in: sheet) {
                    let left = sheet.said(row).quantity("delivered") ?? 0
                    findings.append(
                        finding(
                            .outOfRange, .warning, at: "status", of: row, in: reading,
                            expected: BilingualText(
                                en: "what was delivered beside it, if anything was: the line is "
                                    + "open again with \(left) delivered instead of \(known.delivered)",
                                id: "jumlah terkirim di sebelahnya, jika ada: baris ini dibuka "
                                    + "lagi dengan \(left) terkirim, sebelumnya \(known.delivered)")
                        ))
                    continue
                }
                if let reason = known.reason, row.text("reason") == nil,
                    sheet.said(row).content(of: "reason") == .absent,
                    let date = ["expected", "promised"].first(where: { sheet.isNew($0, of: row) })
                {
                    findings.append(
                        finding(
                            .required, .warning, at: date, of: row, in: reading,
                            expected: .newReason(insteadOf: reason)))
                }
                guard let delivered = row.quantity("delivered"), delivered < known.delivered,
                    sheet.isNew("delivered", of: row)
                else { continue }
                findings.append(
                    finding(
                        .outOfRange, .warning, at: "delivered", of: row, in: reading,
                        expected: BilingualText(
                            en: "at least \(known.delivered), what had been delivered before",
                            id: "paling sedikit \(known.delivered), jumlah yang sudah terkirim")))
            } else if let origin = try origin(of: row, in: order, rows: rows, view: view) {
                findings.append(
                    finding(
                        .notPossible, .warning, at: "line", of: row, in: reading,
                        expected: BilingualText(
                            en: "a word on it: it looks split off line \(origin.line), promised "
                                + "\(origin.promise); the client is told of the later date only when "
                                + "somebody approves",
                            id:
                                "keputusan: baris ini tampak dipecah dari baris \(origin.line) yang "
                                + "dijanjikan \(origin.promise); klien baru diberi tahu tanggal "
                                + "barunya setelah disetujui")))
            }
        }
        return findings
    }

    private func origin(
        of row: SheetRow, in order: OrderRecord, rows: [SheetRow], view: LedgerView
    ) throws -> OrderLine? {
        guard let line = OrderLine(row: row, order: order.code) else { return nil }
        // Lines that the sheet leaves out or repeats stay as they are.
        let said = rows.compactMap { OrderLine(row: $0, order: order.code) }
        let names = Set(said.map { Code($0.line) })
        let others = order.lines.filter { !names.contains(Code($0.line)) }
        return try LineSplit(of: order.code, known: order.lines, now: others + said, view: view)
            .origin(of: line)
    }
}

extension BilingualText {
    /// Of a later date without a word on why.
    fileprivate static func newReason(insteadOf reason: String) -> BilingualText {
        BilingualText(
            en: "the reason beside it, in the column reason: “\(reason)” was why it was late "
                + "before, is none for another date, and no longer stands; a letter waits for one",
            id: "alasannya pada kolom alasan: “\(reason)” adalah alasan keterlambatan sebelumnya, "
                + "tidak berlaku untuk tanggal lain dan dihapus; surat menunggu alasan baru")
    }
}
