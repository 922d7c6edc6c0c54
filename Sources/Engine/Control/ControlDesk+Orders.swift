import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlDesk {
    @Sendable func listOrders(
        _ call: ListOrders, by: String, interim: InterimReplies<ListOrders.Reply>
    ) async throws -> ListOrders.Reply {
        let now = clock.now
        let office = stages.store.office
        let onlyLate = call.late ?? false
        let codes = try await stages.ledger.read { try $0.orderCodes() }
        return try await paged(codes, interim, reply: ListOrders.Reply.init) { codes in
            try await stages.ledger.read { view in
                try codes.compactMap(view.order)
                    .map { try Control.Order($0, office: office, view: view, now: now) }
                    .filter { !onlyLate || ["late", "needs-date"].contains($0.state) }
            }
        }
    }
}

extension Control.Order {
    init(_ order: OrderRecord, office: Office, view: LedgerView, now: Instant) throws {
        let client = office.directory.client(order.client)
        let zone = client.map(office.workingTime(of:))?.zone ?? office.profile.zone
        let today = zone.civil(now).date
        let lines = order.lines.map { Control.OrderLine($0, today: today) }
        let states = Set(lines.map(\.state))
        let notice = try view.openNotices(about: Subject(.order, order.code))
            .first { $0.audience == .client }
        self.init(
            order: order.code, client: order.client, clientName: client?.name,
            clientPo: order.purchaseOrder, salesperson: order.salesperson,
            state: states.contains("late")
                ? "late"
                : states.contains("needs-date")
                    ? "needs-date" : states.contains("open") ? "on-time" : "finished",
            lines: lines, notice: notice.map { Int($0.id) })
    }
}

extension Control.OrderLine {
    init(_ line: Coordination.OrderLine, today: CivilDate) {
        let state =
            line.isCancelled
            ? "cancelled"
            : !line.isOutstanding
                ? "delivered"
                : line.current < today
                    ? "needs-date" : line.current > line.lastTold ? "late" : "open"
        self.init(
            line: line.line, item: line.item, quantity: line.quantity.number, unit: line.unit,
            promised: line.promised.description, expected: line.expected?.description,
            told: line.told.map(\.date.description), delivered: line.delivered.number,
            deliveredOn: line.deliveredOn?.description, reason: line.reason, state: state)
    }
}
