import Almanac
import Coordination
import Ledger
import Post

/// Tells a refusal that is about us from one that is about what a single letter says: a server does not say
/// which, but what became of other letters does.
///
/// One letter that is refused waits and is tried again. Where another was refused, too, or the same one three
/// times, and none was taken meanwhile, nothing leaves by that way: it is an outage like any other. Where others
/// to such readers were taken between two refusals of one letter, it is that letter alone. A server may take what
/// is for the office and nothing that leaves it: then the way is open, and the others wait each by itself.
struct RefusalScale {
    private let now: Instant
    private let isOut: Bool
    /// Who reads them, and when letters to such readers were taken last, as far as it is later than a refusal that
    /// is weighed.
    private var taken: [Audience: Instant] = [:]
    private var refused: [(notice: Int64, audience: Audience, at: Instant)] = []

    /// How often one letter is refused, and none taken meanwhile, before it stands for all.
    private static let mostAlone = 3

    /// - Parameters:
    ///   - batch: what has come back and is weighed now.
    ///   - isOut: whether nothing leaves by the way already.
    init(
        of destination: String, isOut: Bool, batch: [OutboxState.FinishedDelivery],
        in transaction: LedgerTransaction
    ) throws {
        now = transaction.now
        self.isOut = isOut
        // Then all wait for the way, whatever became of others.
        guard !isOut else { return }
        let view = transaction.view
        refused = try view.refusalsOfWaiting(by: destination)
        let first = refused.map(\.at).min()
        for audience in Audience.allCases {
            let isTakenNow = batch.contains {
                $0.shipment.destination == destination && $0.delivery.outcome.isTaken
                    && $0.shipment.notice.audience == audience
            }
            if isTakenNow {
                taken[audience] = now
            } else if let first {
                taken[audience] = try view.lastTaken(
                    by: destination, for: audience, since: first)
            }
        }
    }

    /// What such a refusal comes to.
    mutating func weigh(_ fault: DeliveryFault, of notice: NoticeRecord) -> DeliveryOutcome {
        defer { refused.append((notice.id, notice.audience, now)) }
        var put = fault
        put.concern = .destination
        guard !isOut else { return .deferred(put) }
        if let last = taken[notice.audience],
            refused.contains(where: { $0.notice == notice.id && $0.at <= last })
        {
            return .refused(fault)
        }
        return .deferred(isOfAll(notice) ? put : fault)
    }

    /// Whether nothing leaves by the way, whoever it is for.
    private func isOfAll(_ notice: NoticeRecord) -> Bool {
        let isLater = { (moment: Instant, last: Instant?) in last.map { moment > $0 } ?? true }
        let start =
            refused.filter {
                $0.audience == notice.audience && isLater($0.at, taken[notice.audience])
            }.map(\.at).min() ?? now
        let others = taken.filter { $0.key != notice.audience }.values.max()
        guard others.map({ $0 < start }) ?? true else { return false }
        let last = taken.values.max()
        let since = refused.filter { isLater($0.at, last) }
        return since.contains { $0.notice != notice.id } || since.count + 1 >= Self.mostAlone
    }
}

extension Outbox {
    /// What has come back, with what refusals about us come to.
    func weighed(
        _ entries: [OutboxState.FinishedDelivery], in outages: [OutageRecord],
        _ transaction: LedgerTransaction
    ) throws -> [OutboxState.FinishedDelivery] {
        var scales: [String: RefusalScale] = [:]
        return try entries.map { entry in
            guard case .refused(let fault) = entry.delivery.outcome, fault.concern == .sender,
                entry.shipment.copy == nil
            else { return entry }
            let destination = entry.shipment.destination
            var scale =
                try scales[destination]
                ?? RefusalScale(
                    of: destination,
                    isOut: outages.contains { $0.destination == destination }, batch: entries,
                    in: transaction)
            var entry = entry
            entry.delivery.outcome = scale.weigh(fault, of: entry.shipment.notice)
            scales[destination] = scale
            return entry
        }
    }
}

extension DeliveryOutcome {
    fileprivate var isTaken: Bool {
        if case .sent = self { true } else { false }
    }

    /// How an attempt ended: one that was refused about us is, although its letter is tried again; and the service's own
    /// end says nothing of the letter that it carried.
    var wordOfAttempt: String {
        switch self {
        case .deferred(let fault) where fault.concern == .sender: NoticeState.refused.rawValue
        case .uncertain(let fault) where fault.concern == .stop: Self.interrupted
        default: word
        }
    }

    /// Of an attempt that the service's end cut off.
    static let interrupted = "interrupted"

    /// Whether an attempt that ended so may have brought its letter to its reader, nobody knows.
    static func leavesDoubt(_ word: String?) -> Bool {
        [NoticeState.uncertain.rawValue, interrupted].contains(word)
    }
}
