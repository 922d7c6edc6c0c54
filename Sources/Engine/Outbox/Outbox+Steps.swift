import Almanac
import Coordination
import Ledger

extension Outbox {
    /// Follows the clock where it was set: pauses between attempts are elapsed time, and what was
    /// made at a moment that now lies ahead must not wait for that moment to come again.
    func followSteps(at now: Instant) async throws {
        let step = clockGuard.step
        guard step != .zero else { return }
        let (retry, writer) = (retry, writer)
        try await store.change(at: now) { work in
            let transaction = work.transaction
            try transaction.moveRetries(by: step, retry: retry)
            try transaction.moveProbes(by: step, latest: now + retry.longestPause)
            guard step < .zero else { return }
            try transaction.release(
                transaction.view.waitingNotices(madeAfter: now),
                by: LetterApproval(office: work.office, writer: writer, by: ""))
            try transaction.reviewOrders()
        }
        clockGuard.settle(step)
    }
}

extension LedgerTransaction {
    /// Moves further attempts with the clock, none further ahead than the longest pause.
    func moveRetries(by step: Duration, retry: RetryPolicy) throws {
        try moveRetries(by: step, latest: now + retry.longestPause)
    }

    /// Has notices leave as if they had been made now.
    fileprivate func release(_ notices: [NoticeRecord], by approval: LetterApproval) throws {
        for var notice in notices {
            let release =
                notice.audience == .office ? now : try approval.releaseInstant(of: notice, in: self)
            notice.leaveAt = notice.leaveAt.map { min($0, release) }
            try update(notice)
        }
    }
}
