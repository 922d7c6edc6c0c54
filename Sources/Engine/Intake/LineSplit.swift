import Almanac
import Coordination
import Ledger

/// A line that came later and takes over what another has less of: its client was promised all of it by the
/// first one's date. Both halves may come in one sheet or one after the other.
struct LineSplit {
    let known: [OrderLine]
    /// The order's lines with the sheet's.
    let now: [OrderLine]
    /// How much sheets said before of each line, by its folded name.
    private let before: [String: Quantity]

    /// - Parameter known: the order's lines before.
    init(of order: String, known: [OrderLine], now: [OrderLine], view: LedgerView) throws {
        self.known = known
        self.now = now
        let said = try view.said(of: .orders, key: order.foldedCode).map(SaidRows.init)
        before = (said?.rows ?? [:]).compactMapValues { row in
            row["quantity"]?.former.compactMap { Double($0).flatMap(Quantity.init) }.max()
        }
    }

    /// The line that a new one was split off; nil where it stands for itself.
    func origin(of line: OrderLine) -> OrderLine? {
        known.first { old in
            guard old.item.isCode(line.item), line.current > old.promise, !old.isCancelled
            else { return false }
            let name = old.line.foldedCode
            return now.contains { now in
                guard now.line.foldedCode == name else { return false }
                return now.quantity < old.quantity
                    || before[name].map { line.quantity <= $0 - now.quantity } ?? false
            }
        }
    }
}
