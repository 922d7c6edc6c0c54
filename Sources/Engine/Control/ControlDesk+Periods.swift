import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlDesk {
    @Sendable func listPeriods(_ call: ListPeriods, by: String) async throws -> ListPeriods.Reply {
        let now = clock.now
        let office = stages.store.office
        let periods = try await stages.ledger.read { view in
            try view.periods().reversed().map { record in
                try view.board(of: record.period, office: office, now: now).period
            }
        }
        return ListPeriods.Reply(periods: periods.map(Control.Period.init))
    }

    @Sendable func showPeriod(_ call: ShowPeriod, by: String) async throws -> ShowPeriod.Reply {
        let today = stages.store.office.workingTime.zone.civil(clock.now).date
        return try await reply(
            call.period.map(Self.periodNamed) ?? Coordination.Period(.month, containing: today))
    }

    @Sendable func checkPeriod(
        _ call: CheckPeriod, by: String
    ) async throws -> CheckPeriod.Reply {
        let period = try Self.periodNamed(call.period)
        if try await stages.ledger.read({ try $0.period(period)?.state }) == .closed {
            throw EngineError(
                .conflict,
                "\(period) is closed, and its board stays as it was: tenggatctl period show "
                    + "\(period)", field: "period")
        }
        _ = try await stages.periods.check(period, at: clock.now)
        return try await reply(period)
    }

    @Sendable func movePeriod(_ call: MovePeriod, by: String) async throws -> MovePeriod.Reply {
        let period = try Self.periodNamed(call.period)
        guard let state = PeriodState(rawValue: call.state) else {
            throw EngineError(
                .invalid,
                "“\(call.state)” is no state of a period: write "
                    + PeriodState.allCases.map(\.rawValue).joined(separator: ", "),
                field: "state")
        }
        if state == .closed {
            _ = try await stages.intake.recheckSubmissions(period, at: clock.now)
        }
        return try await change(period, by: by) { desk, transaction in
            try desk.move(period, to: state, because: call.reason, in: transaction)
        }
    }

    @Sendable func waiveSubmission(
        _ call: WaiveSubmission, by: String
    ) async throws -> WaiveSubmission.Reply {
        guard !call.reason.isEmpty else {
            throw EngineError(
                .invalid, "a submission is waived for a reason: give it", field: "reason")
        }
        let period = try Self.periodNamed(call.period)
        return try await change(period, by: by) { desk, transaction in
            let expected = try desk.expected(type: call.type, team: call.team, period: period)
            if call.withdraw ?? false {
                try desk.withdrawWaiver(of: expected, because: call.reason, in: transaction)
            } else {
                try desk.waive(expected, because: call.reason, in: transaction)
            }
        }
    }

    @Sendable func signSubmission(
        _ call: SignSubmission, by: String
    ) async throws -> SignSubmission.Reply {
        let period = try Self.periodNamed(call.period)
        return try await change(period, by: by) { desk, transaction in
            let expected = try desk.expected(type: call.type, team: call.team, period: period)
            try desk.sign(expected, version: call.version, in: transaction)
        }
    }

    private func change(
        _ period: Coordination.Period, by: String,
        _ body: @Sendable @escaping (CloseProcess, LedgerTransaction) throws -> Void
    ) async throws -> ShowPeriod.Reply {
        try await stages.store.change(at: clock.now) { work in
            try body(CloseProcess(office: work.office, by: by), work.transaction)
        }
        return try await reply(period)
    }

    private func reply(_ period: Coordination.Period) async throws -> ShowPeriod.Reply {
        let now = clock.now
        let office = stages.store.office
        let board = try await stages.ledger.read { view in
            try view.board(of: period, office: office, now: now)
        }
        return ShowPeriod.Reply(board: Control.Board(board))
    }

    private static func periodNamed(_ text: String) throws -> Coordination.Period {
        guard let period = Coordination.Period(text) else {
            throw EngineError(
                .invalid, "“\(text)” is no period: write 2026-11 or 2026-Q4", field: "period")
        }
        return period
    }
}
