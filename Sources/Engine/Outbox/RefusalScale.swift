import Almanac
import Coordination
import Ledger
import Post

/// Tells a refusal that is about us from one that is about what a single letter says, or about who reads it: a
/// server does not say which, but what became of other letters does.
///
/// One letter that is refused waits and is tried again. Where one to another reader was refused, too, and none was
/// taken meanwhile, nothing leaves by that way: it is an outage like any other. Where others to such readers were taken
/// between two refusals of one letter, it is that letter alone, and says nothing of the way. A server may take what
/// is for the office and nothing that leaves it: then the way is open, and the others wait each by itself.
struct RefusalScale {
    private let now: Instant
    private let isOut: Bool
    /// Who reads them, and when letters to such readers were taken last, as far as it is later than a refusal that
    /// is weighed.
    private var taken: [Audience: Instant] = [:]
    private var refused: [(notice: Int64, recipient: String, audience: Audience, at: Instant)] = []

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
    ///
    /// - Parameter isForGood: whether the letter is at its end where it is refused alone; a limit is one for now.
    mutating func weigh(
        _ fault: DeliveryFault, of notice: NoticeRecord, isForGood: Bool
    ) -> DeliveryOutcome {
        defer { refused.append((notice.id, notice.recipient, notice.audience, now)) }
        var put = fault
        put.concern = .destination
        guard !isOut else { return .deferred(put) }
        guard !isAlone(notice.id, to: notice.audience) else {
            return isForGood ? .refused(fault) : .deferred(fault)
        }
        return .deferred(isOfAll(notice) ? put : fault)
    }

    /// Whether others to such readers were taken since a letter was refused.
    private func isAlone(_ notice: Int64, to audience: Audience) -> Bool {
        taken[audience].map { last in
            refused.contains { $0.notice == notice && $0.at <= last }
        } ?? false
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
        return refused.contains {
            isLater($0.at, last) && !$0.recipient.isCode(notice.recipient)
                && !isAlone($0.notice, to: $0.audience)
        }
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
            guard let (fault, isForGood) = entry.delivery.outcome.refusalAboutUs,
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
            entry.delivery.outcome = scale.weigh(
                fault, of: entry.shipment.notice, isForGood: isForGood)
            scales[destination] = scale
            return entry
        }
    }
}

extension DeliveryOutcome {
    fileprivate var isTaken: Bool {
        if case .sent = self { true } else { false }
    }

    /// Why it was refused for a reason about us or what the letter says, and whether for good; nil where it was not.
    fileprivate var refusalAboutUs: (fault: DeliveryFault, isForGood: Bool)? {
        switch self {
        case .refused(let fault) where fault.concern == .sender: (fault, true)
        case .deferred(let fault) where fault.concern == .sender: (fault, false)
        default: nil
        }
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
