import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlDesk {
    @Sendable func retryLetters(
        _ call: RetryLetters, by: String
    ) async throws -> RetryLetters.Reply {
        try await stages.store.change(at: clock.now) { work -> RetryLetters.Reply in
            let transaction = work.transaction
            try transaction.probeOutagesNow()
            let notices = try (call.ids ?? []).map { id in
                let notice = try Self.noticeNumbered(id, in: transaction.view)
                guard notice.canBeRetried(at: transaction.now) else {
                    throw EngineError.notRetried(notice)
                }
                try transaction.retryNow(notice.id)
                try transaction.record("retried", of: Subject(.notice, "\(id)"), by: by)
                return Control.Notice(
                    try Self.noticeNumbered(id, in: transaction.view), office: work.office)
            }
            if call.ids == nil { try transaction.retryNow() }
            return RetryLetters.Reply(
                notices: notices,
                due: try transaction.view.countOfDue(by: transaction.now))
        }
    }
}

extension NoticeRecord {
    /// Whether it was tried in vain and is tried again, or waits for its way out to answer.
    fileprivate func canBeRetried(at now: Instant) -> Bool {
        switch state {
        case .deferred: true
        case .waiting: leaveAt.map { $0 <= now } ?? false
        default: false
        }
    }
}

extension EngineError {
    fileprivate static func notRetried(_ notice: NoticeRecord) -> EngineError {
        EngineError(
            .conflict,
            "notice \(notice.id) is \(notice.state.rawValue): only letters that are tried again later "
                + "(tenggatctl letter list --state deferred) are tried now", field: "ids")
    }
}
