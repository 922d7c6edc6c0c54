import Coordination
import Ledger

/// How far a change of a register reaches: a telephone number moves no plan and no letter but those to whom
/// it belongs.
struct RegisterScope {
    /// Whether plans of ladders depend on what changed.
    let movesPlans: Bool
    /// Which orders must be looked at again.
    let orders: OrderReview

    /// What of people and clients is only shown or written to.
    private static let shown: Set<String> = ["name", "phone", "language", "contact", "salutation"]

    init(_ difference: Difference, of kind: SheetKind) {
        let columns = Set(difference.changed.map(\.column))
        let isShown = difference.added.isEmpty && columns.isSubset(of: Self.shown)
        switch kind {
        case .clients:
            movesPlans = false
            orders = .clients(
                difference.added + Set(difference.changed.map(\.key)).sorted())
        case .people, .teams:
            movesPlans = !isShown
            // A coordinator may have come, or an address.
            orders = isShown ? .letters : .all
        case .reasons:
            movesPlans = false
            orders = .late
        case .targets:
            movesPlans = false
            orders = .letters
        default:
            movesPlans = true
            orders = .all
        }
    }
}
