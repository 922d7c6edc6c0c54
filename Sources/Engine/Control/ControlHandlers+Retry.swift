import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlHandlers {
    @Sendable func retryLetters(
        _ call: RetryLetters, by: String
    ) async throws -> RetryLetters.Reply {
        try await stages.store.change(at: clock.now) {
            [service = stages.stops] work -> RetryLetters.Reply in
            let stops = MailStops(
                view: work.view, office: work.office, service: service, now: work.now)
            let tried = try work.transaction.tryNow(call.ids, by: by)
            return RetryLetters.Reply(
                notices: try tried.notices.map {
                    Control.Notice(
                        $0, office: work.office,
                        waits: try stops.sentences(about: $0, isTriedNow: true))
                },
                due: try work.view.countOfDue(by: work.now),
                waits: try stops.sentencesAboutClients(isTriedNow: true).map(\.english),
                problems: tried.problems.map {
                    ApprovalProblem(id: $0.id, message: $0.error.message)
                })
        }
    }
}
