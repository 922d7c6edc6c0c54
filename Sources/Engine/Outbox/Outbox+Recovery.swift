package import Almanac
import Coordination
import Ledger
import Logging
import Post

extension Outbox {
    /// What is known of a letter that an ended process had claimed.
    static let interruption = DeliveryFault(
        "the service ended before the outcome was recorded", concern: .stop)

    /// Settles what an ended process left claimed; called once, before the loops start.
    ///
    /// An office notice goes again under its Message-ID; a client's may have arrived, and waits.
    package func recover(at now: Instant) async throws {
        let (retry, writer) = (retry, writer)
        let fault = Self.interruption
        let left = try await store.change(at: now) { work in
            let (transaction, office) = (work.transaction, work.office)
            // The clock may have been set back while nobody looked.
            try transaction.moveRetries(by: .zero, retry: retry)
            try transaction.moveProbes(by: .zero, latest: now + retry.longestPause)
            try followCouriers(in: transaction)
            // Whether a copy arrived nobody knows, and nobody gets two.
            try transaction.forgetClaimedCopies()
            return try transaction.view.claimedNotices().map { notice in
                var notice = notice
                try transaction.settle(
                    &notice, outcome: .uncertain(fault), retry: retry,
                    isRedirected: transaction.view.attempts(of: notice.id).last?.isRedirected
                        ?? false)
                if notice.state == .deferred {
                    notice.leaveAt = now
                    try transaction.update(notice)
                }
                try FollowUp(office: office, writer: writer, notice: notice)
                    .follow(Delivery(.uncertain(fault)), in: transaction)
                return notice
            }
        }
        for notice in left { tellRecovered(notice) }
    }

    /// Has the ways of all that waits said anew, and forgets outages of couriers that are gone: others may be
    /// set up than before.
    func followCouriers(in transaction: LedgerTransaction) throws {
        let names = Set(routes.destinations.map(\.name))
        try transaction.forgetRoutes()
        for outage in try transaction.view.outages() where !names.contains(outage.destination) {
            try transaction.remove(outage)
        }
    }

    private func tellRecovered(_ notice: NoticeRecord) {
        let what =
            notice.audience == .client
            ? "the letter of notice \(notice.id) may have arrived: ask the client, then approve it again or refuse it"
            : notice.state == .deferred
                ? "notice \(notice.id) may have arrived, sending it again as the same message"
                : "notice \(notice.id) may have arrived, and was handed over too often to try again"
        logger.warning(
            "\(what)",
            metadata: [
                "notice": "\(notice.id)", "message_id": "\(MessageID.noticeUncertain)",
            ])
    }
}
