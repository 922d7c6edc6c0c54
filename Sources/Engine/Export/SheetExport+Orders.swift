import Almanac
import Coordination
import Ledger

extension SheetExport {
    /// A row for each line of each order.
    func orderRows() throws -> [[String: SheetValue]] {
        try view.orders().flatMap { order in order.lines.map { row(of: $0, in: order) } }
    }

    private func row(of line: OrderLine, in order: OrderRecord) -> [String: SheetValue] {
        var row: [String: SheetValue] = [
            "order": .text(order.code), "line": .text(line.line), "client": .text(line.client),
            "item": .text(line.item), "quantity": .quantity(line.quantity),
            "promised": .date(line.promised), "delivered": .quantity(line.delivered),
            "status": .word(line.isCancelled ? "cancelled" : "open"),
        ]
        // What a blank means nobody need have said: a copy without its number shall not say it either.
        row = row.filter { $0.value != OrderLine.usual($0.key) }
        row["client_po"] = line.purchaseOrder.map(SheetValue.text)
        row["unit"] = line.unit.map(SheetValue.text)
        row["expected"] = line.expected.map(SheetValue.date)
        row["delivered_on"] = line.deliveredOn.map(SheetValue.date)
        row["reason"] = line.reason.map(SheetValue.text)
        row["action"] = line.action.map(SheetValue.text)
        row["salesperson"] = line.salesperson.map(SheetValue.text)
        // The promise itself is what a client knows by the first row.
        if let told = line.told.last, told.date != line.promised {
            row["told"] = .date(told.date)
            let zone = office.zone(ofClient: order.client)
            row["informed_on"] = .date(zone.civil(told.at).date)
        }
        return row
    }
}
