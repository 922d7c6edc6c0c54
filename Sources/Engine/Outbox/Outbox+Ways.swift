import Almanac
import Coordination
import Ledger
import Post

/// Which way notices go.
extension Outbox {
    /// How the ledger names a way: where there is but one, nobody needs to say so of each notice.
    func way(of destination: Destination) -> String? {
        routes.destinations.count > 1 ? destination.name : nil
    }

    /// Copies of letters go where letters to clients do.
    var clientsWay: Destination {
        routes.destination(for: .init(audience: .client, isUrgent: false))
    }

    /// Says which way notices go that are due and of which nobody has said so.
    func routeDue(in transaction: LedgerTransaction, office: Office) throws {
        guard routes.destinations.count > 1 else { return }
        let due = try transaction.view.noticesWithoutWay(
            by: transaction.now, limit: Self.mostRouted)
        for notice in due {
            let isClient = notice.rank == .client
            let recipient =
                isClient || writer.isRedirecting
                ? nil : office.recipient(key: notice.recipient, audience: .office)
            let sort = CourierRoutes.Sort(
                audience: isClient ? .client : .office, isUrgent: notice.rank == .urgent,
                channel: recipient?.channel)
            try transaction.route(notice.id, to: routes.destination(for: sort).name)
        }
    }

    /// How many notices one commit says the way of: more than leave in it.
    private static let mostRouted = 200

    /// While the clock is not trusted, somebody holds all client mail, or what came into the drop folder while nobody
    /// looked is not read, clients' notices stay as they are.
    func servesOfficeOnly(in view: LedgerView) throws -> Bool {
        try !clockGuard.mayTellClients || view.clientMailHold() != nil
            || unread?.end(at: clockGuard.presumedNow) != nil
    }

    /// Copies of letters that went are clients' mail like any other, and none of a trial.
    func mayServeCopies(in view: LedgerView) throws -> Bool {
        try !writer.isRedirecting && !servesOfficeOnly(in: view)
    }
}
