import Almanac
import Coordination
import Ledger

/// What a client knows by a letter that arrived.
extension LedgerTransaction {
    /// What a client's letter said is what the client knows since `moment`. Whose an order is by now does
    /// not know it by that.
    ///
    /// - Parameter isSpoken: whether they know it from a person instead, so that no later letter may speak of
    ///   this one.
    func tellDates(
        of notice: NoticeRecord, at moment: Instant, isSpoken: Bool = false
    ) throws {
        guard notice.audience == .client else { return }
        let teller = isSpoken ? nil : notice.id
        for record in notice.liveItems where record.statesDates {
            guard let order = try view.order(record.item.subject.id) else { continue }
            guard order.client.isCode(notice.recipient) else {
                for statement in record.statements {
                    try tellFormer(
                        notice.recipient, statement.date, of: statement.line, order: order.code,
                        at: moment, notice: teller)
                }
                continue
            }
            for statement in record.statements {
                try tell(
                    statement.date, of: statement.line, order: record.item.subject.id, at: moment,
                    notice: teller)
            }
            try settle(record, isTold: true)
        }
    }

    /// What a client's letter says needs no other any more, though nobody told it, as far as its orders are still that
    /// client's.
    func settle(_ notice: NoticeRecord) throws {
        for record in notice.liveItems where record.statesDates {
            guard try view.order(of: record, to: notice.recipient) != nil else { continue }
            try settle(record, isTold: false)
        }
    }

    /// What an item says of an order needs no letter any more.
    private func settle(_ record: ItemRecord, isTold: Bool) throws {
        for statement in record.statements {
            try settle(
                statement.line, of: record.item.subject.id, revision: statement.revision,
                isTold: isTold)
        }
    }

    /// Has the orders that a client's notice tells of looked at again: what came while nobody could write
    /// about them is written now.
    func reviewOrders(of notice: NoticeRecord) throws {
        guard notice.audience == .client else { return }
        for record in notice.liveItems where record.statesDates {
            try setNext(now, ofOrder: record.item.subject.id)
        }
    }
}

extension LedgerView {
    /// The order that an item of a client's letter tells of; nil when it is another client's by now.
    func order(of record: ItemRecord, to client: String) throws -> OrderRecord? {
        guard let order = try order(record.item.subject.id),
            order.client.isCode(client)
        else { return nil }
        return order
    }
}
