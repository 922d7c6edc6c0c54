import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlHandlers {
    @Sendable func retryLetters(
        _ call: RetryLetters, by: String
    ) async throws -> RetryLetters.Reply {
        try await stages.store.change(at: clock.now) { work -> RetryLetters.Reply in
            let notices = try work.transaction.tryNow(call.ids, by: by)
            return RetryLetters.Reply(
                notices: notices.map { Control.Notice($0, office: work.office) },
                due: try work.view.countOfDue(by: work.now))
        }
    }
}
