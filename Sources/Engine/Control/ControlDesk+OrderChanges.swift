import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlDesk {
    @Sendable func showOrder(_ call: ShowOrder, by: String) async throws -> ShowOrder.Reply {
        let now = clock.now
        let office = stages.store.office
        return try await stages.ledger.read { view in
            guard let order = try view.order(call.order) else {
                throw EngineError(
                    .notFound, "there is no order \(call.order): tenggatctl order list shows them",
                    field: "order")
            }
            let zone =
                office.directory.client(order.client).map(office.workingTime(of:))?.zone
                ?? office.profile.zone
            var promises = PromiseRecord()
            for line in try view.orders(of: order.client).flatMap(\.lines) {
                promises.count(line, today: zone.civil(now).date)
            }
            let history =
                try view.revisions(ofOrder: order.code)
                + view.events(of: Subject(.order, order.code))
            return ShowOrder.Reply(
                order: try Control.Order(order, office: office, view: view, now: now),
                told: order.lines.flatMap { line in
                    line.told.map { told in
                        ToldDate(
                            line: line.line, date: told.date.description, at: told.at.rfc3339,
                            notice: told.notice.map { Int($0) })
                    }
                },
                promises: Promises(
                    client: order.client, promised: promises.promised, kept: promises.kept,
                    percent: promises.percent, undated: promises.undated),
                events: history.sorted { $0.at < $1.at }.map(Control.Event.init))
        }
    }

    @Sendable func changeOrder(_ call: ChangeOrder, by: String) async throws -> ChangeOrder.Reply {
        let now = clock.now
        guard let kind = OrderChanges.Change.Kind(rawValue: call.change) else {
            let known = OrderChanges.Change.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw EngineError(
                .invalid,
                "“\(call.change)” is nothing that happens to an order; there are \(known)",
                field: "change")
        }
        let date = try call.date.map { text in
            guard let date = CivilDate(text) else {
                throw EngineError(
                    .invalid, "“\(text)” is no date: write 2026-12-18", field: "date")
            }
            return date
        }
        let quantity = try call.quantity.map { number in
            guard let quantity = Quantity(number) else {
                throw EngineError(
                    .invalid, "\(number) is no quantity: there are at most three decimals",
                    field: "quantity")
            }
            return quantity
        }
        let change = OrderChanges.Change(
            kind: kind, lines: call.lines ?? [], date: date, quantity: quantity,
            reason: call.reason)
        return try await stages.store.change(at: now) { work in
            let order = try OrderChanges(office: work.office, by: by)
                .apply(change, to: call.order, in: work.transaction)
            return ChangeOrder.Reply(
                order: try Control.Order(order, office: work.office, view: work.view, now: now),
                warnings: OrderChanges.warnings(after: change, to: order))
        }
    }
}
