import Almanac
import Coordination
import Ledger

/// A line as its sheet has it, column by column.
extension OrderLine {
    /// What its cells hold, as reports of changes name them; without what its client was told.
    var sheetColumns: [String: String] {
        var columns = [
            "item": item, "quantity": "\(quantity)", "promised": "\(promised)",
            "delivered": "\(delivered)", "client": client,
            "status": isCancelled ? "cancelled" : "open",
        ]
        columns["client_po"] = purchaseOrder
        columns["unit"] = unit
        columns["expected"] = expected?.description
        columns["delivered_on"] = deliveredOn?.description
        columns["reason"] = reason
        columns["action"] = action
        columns["salesperson"] = salesperson
        return columns
    }

    /// Puts back what a column held; what no line is without stays.
    ///
    /// - Returns: whether there is such a column of a line's own.
    mutating func putBack(_ old: String?, in column: String) -> Bool {
        switch column {
        case "item": if let old { item = old }
        case "quantity": if let old = old.flatMap(Quantity.init(written:)) { quantity = old }
        case "promised": if let old = old.flatMap({ CivilDate($0) }) { promised = old }
        case "delivered": if let old = old.flatMap(Quantity.init(written:)) { delivered = old }
        case "status": isCancelled = old == "cancelled"
        case "client_po": purchaseOrder = old
        case "unit": unit = old
        case "expected": expected = old.flatMap { CivilDate($0) }
        case "delivered_on": deliveredOn = old.flatMap { CivilDate($0) }
        case "reason": reason = old
        case "action": action = old
        case "salesperson": salesperson = old
        default: return false
        }
        return true
    }
}

extension Quantity {
    /// As ``description`` writes it.
    fileprivate init?(written text: String) {
        guard let number = Double(text) else { return nil }
        self.init(number)
    }
}
