import Almanac
import Coordination
import Ledger
import Post

/// Tells a refusal that is about us from one that is about what a single letter says: a server does not say
/// which, but what became of other letters does.
///
/// One letter that is refused waits and is tried again. Where another was refused, too, or the same one three
/// times, and none was taken meanwhile, nothing leaves by that way: it is an outage like any other. Where others
/// were taken between two refusals of one letter, it is that letter alone.
struct RefusalScale {
    private let now: Instant
    private let isOut: Bool
    private let lastTaken: Instant?
    private var refused: [(notice: Int64, at: Instant)]

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
        lastTaken =
            batch.contains { $0.shipment.destination == destination && $0.delivery.outcome.isTaken }
            ? transaction.now : try transaction.view.lastTaken(by: destination)
        refused = try transaction.view.refusalsOfWaiting(by: destination)
    }

    /// What such a refusal comes to.
    mutating func weigh(_ fault: DeliveryFault, of notice: Int64) -> DeliveryOutcome {
        defer { refused.append((notice, now)) }
        var put = fault
        put.concern = .destination
        guard !isOut else { return .deferred(put) }
        if let lastTaken,
            refused.contains(where: { $0.notice == notice && $0.at <= lastTaken })
        {
            return .refused(fault)
        }
        let since = refused.filter { refusal in lastTaken.map { refusal.at > $0 } ?? true }
        let isOfAll =
            since.contains { $0.notice != notice } || since.count + 1 >= Self.mostAlone
        return .deferred(isOfAll ? put : fault)
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
            entry.delivery.outcome = scale.weigh(fault, of: entry.shipment.notice.id)
            scales[destination] = scale
            return entry
        }
    }
}

extension DeliveryOutcome {
    fileprivate var isTaken: Bool {
        if case .sent = self { true } else { false }
    }

    /// How an attempt ended: one that was refused about us is, although its letter is tried again.
    var wordOfAttempt: String {
        if case .deferred(let fault) = self, fault.concern == .sender {
            return NoticeState.refused.rawValue
        }
        return word
    }
}
