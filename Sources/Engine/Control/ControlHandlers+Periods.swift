import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlHandlers {
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
            call.period.map(CallWords.period) ?? Coordination.Period(.month, containing: today))
    }

    @Sendable func checkPeriod(
        _ call: CheckPeriod, by: String
    ) async throws -> CheckPeriod.Reply {
        let period = try CallWords.period(call.period)
        try await stages.periods.checkAtRequest(period, at: clock.now)
        return try await reply(period)
    }

    @Sendable func movePeriod(_ call: MovePeriod, by: String) async throws -> MovePeriod.Reply {
        let period = try CallWords.period(call.period)
        try await stages.periods.move(
            period,
            to: CallWords.word(call.state, "state of a period", field: "state"),
            because: call.reason, by: by, at: clock.now)
        return try await reply(period)
    }

    @Sendable func waiveSubmission(
        _ call: WaiveSubmission, by: String
    ) async throws -> WaiveSubmission.Reply {
        let period = try CallWords.period(call.period)
        return try await change(period, by: by) { process, transaction in
            let expected = try process.expected(type: call.type, team: call.team, period: period)
            if call.withdraw ?? false {
                try process.withdrawWaiver(of: expected, because: call.reason, in: transaction)
            } else {
                try process.waive(expected, because: call.reason, in: transaction)
            }
        }
    }

    @Sendable func signSubmission(
        _ call: SignSubmission, by: String
    ) async throws -> SignSubmission.Reply {
        let period = try CallWords.period(call.period)
        return try await change(period, by: by) { process, transaction in
            let expected = try process.expected(type: call.type, team: call.team, period: period)
            try process.sign(
                expected, version: call.version, because: call.reason, in: transaction)
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
        let board = try await stages.store.read { view, office in
            try view.board(of: period, office: office, now: now)
        }
        return ShowPeriod.Reply(board: Control.Board(board))
    }
}
