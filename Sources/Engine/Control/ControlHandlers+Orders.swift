import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlHandlers {
    @Sendable func listOrders(
        _ call: ListOrders, by: String, interim: InterimReplies<ListOrders.Reply>
    ) async throws -> ListOrders.Reply {
        let now = clock.now
        let office = stages.store.office
        let onlyLate = call.late ?? false
        let codes = try await stages.ledger.read { try $0.orderCodes() }
        return try await paged(codes, interim, reply: ListOrders.Reply.init) { codes in
            try await stages.ledger.read { view in
                try codes.compactMap { try view.order($0) }.filter { order in
                    let today = office.today(ofClient: order.client, at: now)
                    return !onlyLate || OrderState(of: order.lines, today: today).isLate
                }.map { try Control.Order($0, office: office, view: view, now: now) }
            }
        }
    }

    @Sendable func showOrder(_ call: ShowOrder, by: String) async throws -> ShowOrder.Reply {
        let now = clock.now
        return try await stages.store.read { view, office in
            let order = try view.requiredOrder(call.order)
            let promises = PromiseRecord(
                of: try view.orders(of: order.client).flatMap(\.lines),
                today: office.today(ofClient: order.client, at: now))
            let history =
                try view.revisions(ofOrder: order.code)
                + view.events(of: Subject(.order, order.code))
            return ShowOrder.Reply(
                order: try Control.Order(order, office: office, view: view, now: now),
                told: order.lines.flatMap { line in
                    line.told.map { ToldDate($0, of: line.line) }
                },
                promises: Promises(
                    client: order.client, promised: promises.promised, kept: promises.kept,
                    percent: promises.percent, undated: promises.undated),
                events: history.sorted { $0.at < $1.at }.map(Control.Event.init))
        }
    }

    @Sendable func changeOrder(_ call: ChangeOrder, by: String) async throws -> ChangeOrder.Reply {
        let now = clock.now
        let change = OrderChanges.Change(
            kind: try CallWords.word(call.change, "change of an order", field: "change"),
            lines: call.lines ?? [],
            date: try call.date.map {
                try CallWords.date($0, field: "date", by: stages.intake.reader)
            },
            quantity: try deliveredQuantity(of: call),
            reason: call.reason)
        return try await stages.store.change(at: now) { work in
            let changes = OrderChanges(office: work.office, by: by)
            let order = try changes.apply(change, to: call.order, in: work.transaction)
            return ChangeOrder.Reply(
                order: try Control.Order(order, office: work.office, view: work.view, now: now),
                warnings: changes.warnings(after: change, to: order))
        }
    }

    /// As a person wrote it, else as a program counts.
    private func deliveredQuantity(of call: ChangeOrder) throws -> Quantity? {
        if let text = call.quantityText {
            return try CallWords.quantity(
                written: text, reader: stages.intake.reader, field: "quantity_text")
        }
        return try call.quantity.map { try CallWords.quantity($0, field: "quantity") }
    }
}

extension Control.ToldDate {
    fileprivate init(_ told: Coordination.OrderLine.ToldDate, of line: String) {
        self.init(
            line: line, date: told.date.description, at: told.at.rfc3339,
            notice: told.notice.map { Int($0) })
    }
}

extension Control.Order {
    init(_ order: OrderRecord, office: Office, view: LedgerView, now: Instant) throws {
        let today = office.today(ofClient: order.client, at: now)
        let notice = try view.openNotices(about: Subject(.order, order.code))
            .first { $0.audience == .client }
        self.init(
            order: order.code, client: order.client,
            clientName: office.directory.client(order.client)?.name,
            clientPo: order.purchaseOrder, salesperson: order.salesperson,
            state: OrderState(of: order.lines, today: today).rawValue,
            lines: order.lines.map { Control.OrderLine($0, today: today) },
            notice: notice.map { Int($0.id) })
    }
}

extension Control.OrderLine {
    init(_ line: Coordination.OrderLine, today: CivilDate) {
        self.init(
            line: line.line, item: line.item, quantity: line.quantity.number, unit: line.unit,
            promised: line.promised.description, expected: line.expected?.description,
            told: line.told.map(\.date.description), delivered: line.delivered.number,
            deliveredOn: line.deliveredOn?.description, reason: line.reason,
            state: line.state(today: today).rawValue)
    }
}
