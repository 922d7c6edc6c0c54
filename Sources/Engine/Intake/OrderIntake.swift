import Almanac
import Coordination
import Ledger

/// Takes the orders sheet: the difference decides what happened to each order.
struct OrderIntake: SheetIntake {
    /// What dates are past is measured against it.
    let today: CivilDate

    func lookup(office: Office, view: LedgerView) throws -> (any RowLookup)? {
        try OrderLookup(office: office, view: view)
    }

    func findings(in sheet: MergedSheet, office: Office, view: LedgerView) throws -> [Finding] {
        let reading = sheet.reading
        let rows = sheet.speakingRows
        var findings = unknownCodes(references, of: rows, in: sheet, office: office)
        findings += try clientFindings(in: sheet, office: office, view: view)
        findings += fractionsOfPieces(in: rows, of: sheet)
        findings += unlistedReasons(in: rows, of: sheet, office: office)
        findings += codesWithoutRemedy(in: rows, of: sheet, office: office)
        for row in rows {
            // What makes it so: more delivered, or less ordered.
            guard let delivered = row.quantity("delivered"),
                let violation = row.quantity("quantity").flatMap({
                    office.moreThanOrdered(delivered, of: $0)
                }),
                let column = ["delivered", "quantity"].first(where: { sheet.isNew($0, of: row) })
            else { continue }
            findings.append(finding(violation, at: column, of: row, in: reading))
        }
        findings += doubtfulDates(in: rows, of: sheet, office: office)
        findings += promisesFarAhead(in: rows, of: sheet)
        findings += implausibleDates(in: rows, of: sheet)
        findings += deliveriesToCome(in: rows, of: sheet)
        findings += try staleTellings(in: rows, of: sheet, office: office, view: view)
        return try findings + surprises(in: rows, of: sheet, view: view)
    }

    /// Reasons that are on no list: a letter waits for somebody who approves its words.
    private func unlistedReasons(
        in rows: [SheetRow], of sheet: MergedSheet, office: Office
    ) -> [Finding] {
        rows.compactMap { row in
            guard let reason = row.text("reason"), row.text("status") != "cancelled",
                sheet.isNew("reason", of: row), let violation = office.unlistedReason(reason)
            else { return nil }
            return finding(violation, of: row, in: sheet.reading)
        }
    }

    /// Codes of what is done about a delay by which nothing is listed: no letter says a code.
    private func codesWithoutRemedy(
        in rows: [SheetRow], of sheet: MergedSheet, office: Office
    ) -> [Finding] {
        rows.compactMap { row in
            guard let action = row.text("action"), row.text("status") != "cancelled",
                sheet.isNew("action", of: row), let violation = office.codeWithoutRemedy(action)
            else { return nil }
            return finding(violation, of: row, in: sheet.reading)
        }
    }

    /// Decimals of what is counted.
    private func fractionsOfPieces(in rows: [SheetRow], of sheet: MergedSheet) -> [Finding] {
        rows.flatMap { row -> [Finding] in
            guard
                row.quantity("quantity")?.isWhole == false
                    || row.quantity("delivered")?.isWhole == false
            else { return [] }
            return ["quantity", "delivered"].compactMap { column in
                // Where only the unit is new, it is what does not fit.
                guard
                    let violation = row.quantity(column).flatMap({
                        Office.fraction($0, of: column, in: row.text("unit"))
                    }), let place = [column, "unit"].first(where: { sheet.isNew($0, of: row) })
                else { return nil }
                return finding(violation, at: place, of: row, in: sheet.reading)
            }
        }
    }

    private func references(of row: SheetRow) -> [Reference] {
        var references: [Reference] = []
        if let client = row.text("client") {
            references.append(Reference(column: "client", in: [.clients], code: client))
        }
        if let person = row.text("salesperson") {
            references.append(
                Reference(column: "salesperson", in: [.people], code: person, isDuty: true))
        }
        return references
    }

    func take(
        _ sheet: MergedSheet, into transaction: LedgerTransaction, office: Office, by: String?
    ) throws -> Difference {
        var difference = Difference()
        var sequence: [Code] = []
        var rows: [Code: [SheetRow]] = [:]
        for row in sheet.reading.rows {
            guard let order = row.text("order").map(Code.init) else { continue }
            if rows[order] == nil { sequence.append(order) }
            rows[order, default: []].append(row)
        }
        let known = try transaction.view.orderCodes()
        let codes = Set(known.map(Code.init))
        let questions = Set(
            try transaction.view.openCodes(beginning: TaskTopic.clearedDatePrefix)
                .map { Code($0) })
        for code in sequence {
            let all = rows[code] ?? []
            let isInQuestion = questions.contains(
                Code(TaskTopic.clearedDate(order: code.spelling).code))
            if isInQuestion,
                let order = try transaction.view.order(code.spelling)
            {
                try ClearedDates(office: office, order: order).follow(
                    answered: linesFilledAgain(
                        all, of: sheet, order: code.spelling, view: transaction.view),
                    because: Self.answered, in: transaction)
            }
            let said = all.filter { !sheet.isIdle($0) || sheet.asked[$0.number] != nil }
            difference.unchanged += all.count - said.count
            guard !said.isEmpty else { continue }
            try take(
                said, of: sheet, isKnown: codes.contains(code), isInQuestion: isInQuestion,
                into: transaction, office: office, by: by, difference: &difference)
        }
        difference.absent = known.filter { rows[Code($0)] == nil }
        return difference
    }

    /// One order's rows. Lines that the sheet leaves out stay as they are, but that an order is one
    /// client's.
    private func take(
        _ rows: [SheetRow], of sheet: MergedSheet, isKnown: Bool, isInQuestion: Bool,
        into transaction: LedgerTransaction, office: Office, by: String?,
        difference: inout Difference
    ) throws {
        guard let first = rows.first, let code = first.text("order"),
            let client = first.text("client")
        else { return }
        let known = isKnown ? try transaction.view.order(code) : nil
        var order =
            known
            ?? OrderRecord(
                code: code, client: client, salesperson: nil, firstSeenAt: transaction.now,
                nextAt: nil, lines: [])
        let entered = order.lines
        order.assign(to: client, at: transaction.now)
        order.salesperson = first.text("salesperson")
        let zone = office.zone(ofClient: client)
        let today = zone.civil(transaction.now).date
        let before = difference.size
        var told: [OrderChange.Telling] = []
        var left = Set(entered.indices)
        var indexes = Dictionary(
            zip(order.lines.map { Code($0.line) }, order.lines.indices),
            uniquingKeysWith: { first, _ in first })
        var added: [OrderLine] = []
        for row in rows {
            guard var line = OrderLine(row: row, order: code) else { continue }
            let index = indexes[Code(line.line)]
            let old = index.map { order.lines[$0] }
            if let old, Self.opensAgain(old, row, in: sheet) {
                line.delivered = sheet.said(row).quantity("delivered") ?? 0
                line.deliveredOn = nil
            }
            let day = row.date("informed_on")
            let news = row.date("told").flatMap { date in
                (old ?? line).isLaterTelling(date, toldOn: day, today: today, zone: zone)
                    ? date : nil
            }
            difference.compare(
                "\(code) \(line.line)",
                old: index.map {
                    let known = $0 < entered.count ? entered[$0] : order.lines[$0]
                    return Self.columns(of: known, isTold: news != nil, zone: zone)
                },
                new: Self.columns(of: line, told: news, on: day ?? today))
            if let index {
                left.remove(index)
                order.lines[index] = line.keepingHistory(of: order.lines[index])
            } else {
                indexes[Code(line.line)] = order.lines.count
                order.lines.append(line)
                added.append(line)
            }
            if let news {
                told.append(OrderChange.Telling(line: line.line, date: news, on: day))
            }
        }
        // What was split off a line is measured against what its client was promised of the whole.
        let split =
            entered.isEmpty || added.isEmpty
            ? nil
            : try LineSplit(
                of: code, known: entered, now: order.lines, view: transaction.view)
        let promises = added.map { line in
            let origin = split?.origin(of: line)
            return OrderChange.Telling(
                line: line.line, date: origin?.promise ?? line.promised, isPromise: origin == nil)
        }
        for index in left.sorted() where entered[index].client != client {
            difference.compare(
                "\(code) \(entered[index].line)", old: entered[index].sheetColumns,
                new: order.lines[index].sheetColumns)
        }
        if isInQuestion || rows.contains(where: { sheet.asked[$0.number] != nil }) {
            try askAboutClearedDates(rows, of: sheet, order: order, in: transaction, office: office)
        }
        guard difference.size > before || !told.isEmpty else { return }
        try transaction.commitChange(
            OrderChange(known: known, order: order, told: promises + told), office: office, by: by)
    }

    /// With what its client was told last, and when, where that is another now.
    private static func columns(
        of line: OrderLine, isTold: Bool, zone: Zone
    ) -> [String: String] {
        var columns = line.sheetColumns
        guard isTold else { return columns }
        columns["told"] = line.lastTold.description
        // The promise was told with the order.
        if line.told.count > 1, let last = line.told.last {
            columns["informed_on"] = zone.civil(last.at).date.description
        }
        return columns
    }

    private static func columns(
        of line: OrderLine, told: CivilDate?, on day: CivilDate
    ) -> [String: String] {
        var columns = line.sheetColumns
        guard let told else { return columns }
        columns["told"] = told.description
        columns["informed_on"] = day.description
        return columns
    }
}

extension OrderLine {
    /// A line as a row states it; nil when a required cell is missing, which a checked reading rules
    /// out.
    init?(row: SheetRow, order: String) {
        guard let line = row.text("line"), let client = row.text("client"),
            let item = row.text("item"), let quantity = row.quantity("quantity"),
            let promised = row.date("promised")
        else { return nil }
        self.init(
            order: order, line: line, purchaseOrder: row.text("client_po"), client: client,
            item: item, quantity: quantity, unit: row.text("unit"), promised: promised,
            expected: row.date("expected"), delivered: row.quantity("delivered") ?? 0,
            deliveredOn: row.date("delivered_on"), reason: row.text("reason"),
            action: row.text("action"), isCancelled: row.text("status") == "cancelled",
            salesperson: row.text("salesperson"))
    }

    fileprivate func keepingHistory(of old: OrderLine) -> OrderLine {
        var line = self
        line.told = old.told
        line.formerClients = old.formerClients
        line.revision = old.revision
        line.settledRevision = old.settledRevision
        line.isLateSinceFirstSeen = old.isLateSinceFirstSeen
        return line
    }

    /// Whether a date that a sheet says the client knows was told after everything that the ledger
    /// holds: a cell that nobody clears after a later letter, or once the order is another client's, is
    /// no news. On one day a date that was not told yet is the later one.
    ///
    /// - Parameters:
    ///   - day: when it was told; nil when the sheet does not say.
    ///   - zone: the client's.
    func isLaterTelling(
        _ date: CivilDate, toldOn day: CivilDate?, today: CivilDate, zone: Zone
    ) -> Bool {
        guard date != lastTold else { return false }
        let isKnown = told.contains { $0.date == date }
        let isFormer = formerClients?.wereTold(date) ?? false
        // A day to come says nothing of when it was told.
        guard let day, day <= today else { return !isKnown && !isFormer }
        if let end = formerClients.map({ zone.civil($0.until).date }),
            isFormer ? day <= end : day < end
        {
            return false
        }
        guard let last = told.dropFirst().last.map({ zone.civil($0.at).date }) else { return true }
        return isKnown ? day > last : day >= last
    }
}
