package import Almanac
package import Coordination

/// An order as the ledger holds it, with its lines and everything its client was told of them.
package struct OrderRecord: Sendable {
    package let code: String
    package var client: String
    package var salesperson: String?
    package let firstSeenAt: Instant
    /// One more with each committed change of any line's promised or expected date.
    package var revision: Int
    /// When it must be looked at next; nil when nothing about it depends on time.
    package var nextAt: Instant?
    /// When it became this client's, having been another's; nil where it always was.
    package var clientSince: Instant?
    /// In the sheet's order.
    package var lines: [OrderLine]

    /// The client's own number, or its lines' different ones; nil when the client gave none.
    package var purchaseOrder: String? {
        var numbers: [String] = []
        for number in lines.compactMap(\.purchaseOrder) where !numbers.contains(number) {
            numbers.append(number)
        }
        return numbers.isEmpty ? nil : numbers.joined(separator: ", ")
    }

    package init(
        code: String, client: String, salesperson: String?, firstSeenAt: Instant,
        revision: Int = 1, nextAt: Instant?, clientSince: Instant? = nil, lines: [OrderLine]
    ) {
        self.code = code
        self.client = client
        self.salesperson = salesperson
        self.firstSeenAt = firstSeenAt
        self.revision = revision
        self.nextAt = nextAt
        self.clientSince = clientSince
        self.lines = lines
    }

    /// Makes all of it another client's, who has heard nothing but the promises, unless it was theirs
    /// before.
    package mutating func assign(to client: String, at moment: Instant) {
        let former = Code(self.client)
        let next = Code(client)
        self.client = client
        if former != next { clientSince = moment }
        for index in lines.indices {
            lines[index].client = client
            guard former != next else { continue }
            var clients = lines[index].formerClients ?? OrderLine.FormerClients(until: moment)
            clients.until = moment
            clients.told[former] = Array(lines[index].told.dropFirst())
            lines[index].told =
                lines[index].told.prefix(1) + (clients.told.removeValue(forKey: next) ?? [])
            lines[index].formerClients = clients
        }
    }
}
