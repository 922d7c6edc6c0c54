import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// What is less is no delay that anybody asks about.
    private static let notable = Duration.seconds(60)

    /// Notes of a notice that is about to leave that it was ready before, and which outage kept it.
    ///
    /// - Parameter outage: one that lasts, of which it is the next probe; nil looks for one that has ended since it was
    ///   ready.
    func noteDelay(
        of notice: NoticeRecord, by courier: String, in outage: OutageRecord? = nil
    ) throws {
        guard notice.attempts == 0, let ready = notice.leaveAt, ready + Self.notable <= now else {
            return
        }
        var delay = outage.map { OutageDelay($0).detail }
        if outage == nil {
            delay = try view.latestEvents(of: OutageDelay.subject(courier), limit: 1).first
                .flatMap { $0.at >= ready ? $0.detail : nil }
        }
        guard let delay else { return }
        try record(OutageDelay.event, of: Subject(.notice, "\(notice.id)"), detail: delay)
    }
}
