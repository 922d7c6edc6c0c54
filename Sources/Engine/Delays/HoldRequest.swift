import Almanac
import Coordination
import Ledger

/// Somebody's word that a letter wait. It stays with what the letter tells, whatever letter tells it, until
/// somebody decides about that.
struct HoldRequest: Hashable {
    /// The letter about which it was said.
    var notice: Int64
    var by: String
    var reason: String?
}

extension LedgerView {
    /// The word on the letter about an order in whose place a new one would come, be that to another client:
    /// the service took it back, and nobody has decided about it or told what it stated since.
    func standingRequest(about order: OrderRecord) throws -> HoldRequest? {
        guard
            let last = try clientItems(about: Subject(.order, order.code))
                .last(where: \.statesDates),
            let takenBack = last.withdrawnAt
        else { return nil }
        let stated = Set(last.statements.map { Code($0.line) })
        let lines = order.lines.filter { stated.contains(Code($0.line)) }
        let isTold =
            !lines.isEmpty
            && lines.allSatisfy { $0.told.dropFirst().contains { $0.at > takenBack } }
        return isTold ? nil : try request(toHold: last.notice, by: takenBack)
    }

    /// The last word on a letter by a moment, where that was to wait.
    func request(toHold notice: Int64, by moment: Instant) throws -> HoldRequest? {
        let last = try events(of: Subject(.notice, "\(notice)")).last { event in
            event.at <= moment
                && (event.what == "approved" || event.what == "held" && event.by != nil)
        }
        guard let last, last.what == "held", let by = last.by else { return nil }
        return HoldRequest(notice: notice, by: by, reason: last.detail)
    }
}

extension LedgerTransaction {
    /// Has a letter, and its history, say who asked that what it tells wait, and why.
    func repeatRequest(_ request: HoldRequest, of notice: Int64) throws {
        guard var held = try view.notice(notice) else { return }
        held.response = ["\(request.by) asked that it wait", request.reason].compactMap(\.self)
            .joined(separator: ": ")
        try update(held)
        try record(
            "held", of: Subject(.notice, "\(notice)"), by: request.by, detail: request.reason)
    }
}
