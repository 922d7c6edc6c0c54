import Coordination
import Ledger
import Sheets

/// What is so of orders' lines.
struct OrderLookup: RowLookup {
    let office: Office
    let view: LedgerView
    /// Codes of all orders, folded.
    private let known: Set<String>

    let rules = ColumnRules(
        events: ["told", "informed_on"],
        groups: [
            ColumnRules.Group(
                leaders: ["expected", "promised"], followers: ["reason", "action"],
                cleared: ["reason", "action"]),
            ColumnRules.Group(leaders: ["delivered"], followers: ["delivered_on"]),
            ColumnRules.Group(
                leaders: ["told", "informed_on"], followers: ["told", "informed_on"]),
        ],
        blanks: [
            "expected": .asked, "delivered": .kept, "delivered_on": .kept, "status": .kept,
            "told": .nothing, "informed_on": .nothing,
        ],
        mustBeReadable: Set(SheetDefinition.of(.orders).columnNames))

    init(office: Office, view: LedgerView) throws {
        self.office = office
        self.view = view
        known = Set(try view.orderCodes().map(\.foldedCode))
    }

    func whole(of row: SheetRow) -> String? { row.text("order").map(\.foldedCode) }

    func name(of row: SheetRow) -> String { row.text("line").map(\.foldedCode) ?? "" }

    func label(of row: SheetRow) -> String {
        [row.text("order"), row.text("line")].compactMap { $0 }.joined(separator: " ")
    }

    func find(_ rows: [SheetRow], whole: String) throws -> FoundRows {
        guard known.contains(whole), let code = rows.first?.text("order"),
            let order = try view.order(code)
        else {
            return FoundRows(key: whole, current: rows.map { _ in nil }, isNew: true)
        }
        var lines = Dictionary(
            order.lines.map { ($0.line.foldedCode, $0) },
            uniquingKeysWith: { first, _ in first })
        if order.lines.contains(where: \.isCancelled) {
            // A line that an undone file brought, and that nobody has spoken of since, is new again.
            let said = try view.said(of: .orders, key: whole).map(SaidRows.init)
            lines = lines.filter { !$1.isCancelled || said?[$0] != nil }
        }
        return FoundRows(
            key: whole,
            current: rows.map { row in
                lines[name(of: row)].map {
                    CurrentLine(line: $0, isWished: office.isClientsWish($0.reason))
                }
            })
    }
}

extension OrderLookup {
    /// A line that has again what a cancelled one had was merged with it: as an old copy's its quantity would be lost
    /// with the other line.
    func weigh(
        _ verdicts: inout [[String: CellVerdict]], of rows: [SheetRow],
        beside current: [(any CurrentValues)?]
    ) {
        for index in rows.indices where verdicts[index]["quantity"] == .old {
            guard let more = rows[index].quantity("quantity"),
                case .quantity(let now)? = current[index]?.value("quantity"), more > now,
                case .text(let item)? = current[index]?.value("item")
            else { continue }
            var freed: Quantity = 0
            for other in rows.indices
            where verdicts[other]["status"]?.isNew == true
                && rows[other].text("status") == "cancelled"
            {
                guard case .text(let name)? = current[other]?.value("item"), name.isCode(item),
                    case .quantity(let gone)? = current[other]?.value("quantity")
                else { continue }
                freed += gone
            }
            if more - now == freed { verdicts[index]["quantity"] = .new(isOverriding: false) }
        }
    }
}

extension OrderLine {
    /// What a blank cell of the orders sheet comes to.
    static func usual(_ column: String) -> SheetValue? {
        switch column {
        case "delivered": .quantity(0)
        case "status": .word("open")
        default: nil
        }
    }
}

private struct CurrentLine: CurrentValues {
    let line: OrderLine
    /// Whether its client asked for its date.
    let isWished: Bool

    func value(_ column: String) -> SheetValue? {
        switch column {
        case "order": .text(line.order)
        case "line": .text(line.line)
        case "client": .text(line.client)
        case "client_po": line.purchaseOrder.map(SheetValue.text)
        case "item": .text(line.item)
        case "quantity": .quantity(line.quantity)
        case "unit": line.unit.map(SheetValue.text)
        case "promised": .date(line.promised)
        case "expected": line.expected.map(SheetValue.date)
        case "delivered": .quantity(line.delivered)
        case "delivered_on": line.deliveredOn.map(SheetValue.date)
        case "reason": line.reason.map(SheetValue.text)
        case "action": line.action.map(SheetValue.text)
        case "status": .word(line.isCancelled ? "cancelled" : "open")
        case "salesperson": line.salesperson.map(SheetValue.text)
        default: nil
        }
    }

    func usual(_ column: String) -> SheetValue? { OrderLine.usual(column) }

    /// Why it was late before is no reason for a later date, nor is a wish one for a date of ours.
    func keeps(_ column: String, of row: SheetRow, beside news: Set<String>) -> Bool {
        guard ["reason", "action"].contains(column), !isWished else { return false }
        let promised = news.contains("promised") ? row.date("promised") : line.promised
        let expected = news.contains("expected") ? row.date("expected") : line.expected
        return (expected ?? promised).map { $0 <= line.current } ?? false
    }

    /// A delivered line is open again where somebody says so.
    func asksMore(_ word: String, in column: String) -> Bool {
        column == "status" && word == "open" && line.isDelivered
    }

    /// `open` beside what was delivered in full says that it was not cancelled. A date that is cleared leaves nothing to
    /// ask where nobody waits for the line, or the promise says the same.
    func ruling(on column: String, of row: SheetRow, beside news: Set<String>) -> CellVerdict? {
        if column == "expected" {
            return row.content(of: column) == .blank ? clearing(row, news) : nil
        }
        guard asksMore(row.content(of: column).word ?? "", in: column),
            let delivered = row.quantity("delivered"),
            delivered >= row.quantity("quantity") ?? line.quantity
        else { return nil }
        return .nothing
    }

    private func clearing(_ row: SheetRow, _ news: Set<String>) -> CellVerdict? {
        var known = line
        if news.contains("status") { known.isCancelled = row.text("status") == "cancelled" }
        if news.contains("delivered") { known.delivered = row.quantity("delivered") ?? 0 }
        if news.contains("quantity") { known.quantity = row.quantity("quantity") ?? line.quantity }
        if news.contains("promised") { known.promised = row.date("promised") ?? line.promised }
        return known.isOutstanding && known.current != known.promised ? nil : .nothing
    }

    /// What is so of a line by itself: as promised, nothing delivered, open.
    func matters(blank column: String) -> Bool {
        switch column {
        case "expected": line.current != line.promised
        case "delivered": line.delivered > 0
        case "status": line.isCancelled
        default: true
        }
    }
}
