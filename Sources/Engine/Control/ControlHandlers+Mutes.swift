import Almanac
import Control
import Coordination
import Host
import Ledger

/// Letters that rest for some time.
extension ControlHandlers {
    @Sendable func muteLetters(_ call: MuteLetters, by: String) async throws -> MuteLetters.Reply {
        let until = try call.until.map {
            try CallWords.date($0, field: "until", by: stages.intake.reader)
        }
        let writesLetters = stages.clockGuard.mayWork(at: clock.now)
        return try await stages.store.change(at: clock.now) {
            [writer = stages.writer] work in
            let transaction = work.transaction
            guard
                let target = try MuteDecision(
                    code: call.code, office: work.office, in: transaction.view)
            else {
                throw EngineError(
                    .notFound,
                    "there is no client and no order \(call.code): tenggatctl order list has the "
                        + "orders, the clients sheet the clients", field: "code")
            }
            let desk = DecisionDesk(
                office: work.office, writer: writer, now: transaction.now,
                writesLetters: writesLetters)
            let decision = Decision(
                code: call.code, word: until == nil ? .reopen : .mute, date: until,
                reason: call.reason, by: by)
            if let fault = try desk.faults(of: decision, about: target, in: transaction.view)
                .first(where: { $0.severity == .blocker })
            {
                throw EngineError(fault, field: fault.field == "date" ? "until" : "reason")
            }
            if until == nil, target.isSettled(decision, at: desk, in: transaction.view) {
                throw EngineError(
                    .conflict,
                    "letters about \(target.words(at: desk).english) do not rest: they go as they are planned",
                    field: "code")
            }
            let waiting = try transaction.view.notices(
                in: [.held, .waiting, .deferred], limit: DecisionSheet.limit
            ).filter { $0.audience == .client }
            if try target.carryOut(decision, at: desk, in: transaction) != nil, writesLetters {
                let office = Office(
                    profile: work.office.profile, directory: try transaction.view.directory())
                _ = try DelayPlanner(office: office, writer: writer).work(in: transaction)
            }
            let withdrawn = try waiting.filter {
                try transaction.view.notice($0.id)?.state == .withdrawn
            }
            return MuteLetters.Reply(
                about: target.words(at: desk).english, until: until?.description,
                withdrawn: withdrawn.map { Int($0.id) })
        }
    }
}
