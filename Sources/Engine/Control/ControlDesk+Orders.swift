import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlDesk {
    @Sendable func listOrders(_ call: ListOrders, by: String) async throws -> ListOrders.Reply {
        let now = clock.now
        let office = stages.office.office
        let orders = try await stages.ledger.read { view in
            try view.orders().map { try Control.Order($0, office: office, view: view, now: now) }
        }
        let onlyLate = call.late ?? false
        return ListOrders.Reply(
            orders: orders.filter { !onlyLate || ["late", "needs-date"].contains($0.state) })
    }

    @Sendable func showPeriod(_ call: ShowPeriod, by: String) async throws -> ShowPeriod.Reply {
        let now = clock.now
        let office = stages.office.office
        var period = Coordination.Period(.month, containing: office.workingTime.zone.civil(now).date)
        if let text = call.period {
            guard let asked = Coordination.Period(text) else {
                throw EngineError(
                    .invalid, "“\(text)” is no period: write 2026-11 or 2026-Q4", field: "period")
            }
            period = asked
        }
        let wanted = period
        let board = try await stages.ledger.read { view in
            try Board(period: wanted, view: view, office: office, now: now)
        }
        return ShowPeriod.Reply(board: Control.Board(board))
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
            line: line.line, item: line.item, quantity: Int(line.quantity), unit: line.unit,
            promised: line.promised.description, expected: line.expected?.description,
            told: line.told.map(\.date.description), delivered: Int(line.delivered),
            deliveredOn: line.deliveredOn?.description, reason: line.reason, state: state)
    }
}

extension Control.Board {
    init(_ board: Board) {
        self.init(
            period: Control.Period(
                period: board.period.description, firstDay: board.period.firstDay.description,
                lastDay: board.period.lastDay.description, state: "open", dueAt: "",
                accepted: board.count(.accepted, .nilReport), rejected: board.count(.rejected),
                missing: board.count(.missing), expected: board.count(.expected), waived: 0),
            movedBy: nil, movedAt: nil, reason: nil, rows: board.rows.map(BoardRow.init),
            achieved: nil, blockers: [])
    }
}

extension BoardRow {
    init(_ row: Board.Row) {
        let submission = row.submission
        self.init(
            team: row.team.code, teamName: row.team.name, type: row.type.name,
            state: row.state.rawValue, version: submission?.version, file: submission?.file,
            receivedAt: submission?.receivedAt.rfc3339, dueAt: row.cutOff.rfc3339,
            minutesLeft: nil, rows: submission?.rows ?? 0,
            totals: submission?.totals.mapValues(Int.init) ?? [:], target: row.target.map(Int.init),
            gross: nil, net: nil, waivedBy: nil, reason: nil, signOff: "none", signedBy: nil,
            signedAt: nil, findings: submission?.findings.map(Control.Finding.init) ?? [])
    }
}
