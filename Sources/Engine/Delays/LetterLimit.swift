import Almanac
import Coordination
import Ledger

/// How many letters one change may release before all of them wait for a person: a wrong sheet is most
/// likely what releases many at once, or shifts many orders alike.
struct LetterLimit {
    let office: Office

    /// A share of very few orders says nothing.
    private static let fewestOrders = 3

    /// - Parameter clients: whom letters go to, as often as there are letters.
    func isPassed(byLettersTo clients: [String]) -> Bool {
        Set(clients.map(Code.init)).count > office.profile.automaticLimit
    }

    /// - Parameter looks: what letters are about.
    func isPassed(byLettersAbout looks: [OrderLook], in view: LedgerView) throws -> Bool {
        let orders = Set(looks.map { Code($0.order.code) })
        if let most = office.profile.automaticEqualShifts {
            var shifts: [Int: Set<Code>] = [:]
            for look in looks {
                for days in look.shifts { shifts[days, default: []].insert(Code(look.order.code)) }
            }
            if shifts.values.contains(where: { $0.count >= most }) { return true }
        }
        guard let share = office.profile.automaticShare, orders.count >= Self.fewestOrders else {
            return false
        }
        return orders.count * 100 > share * (try view.openOrderCount())
    }
}

extension OrderLook {
    /// By how many days what the letter states differs from what its client knows, line by line.
    fileprivate var shifts: Set<Int> {
        let lines = Dictionary(
            order.lines.map { (Code($0.line), $0) }, uniquingKeysWith: { first, _ in first })
        return Set(
            assessment.statements.compactMap { statement in
                lines[Code(statement.line)].map {
                    statement.date.dayNumber - $0.lastTold.dayNumber
                }
            })
    }
}
