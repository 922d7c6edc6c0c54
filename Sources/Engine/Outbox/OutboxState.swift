import Ledger
import Post
import Synchronization

/// What an outbox knows beside the ledger: whether it is at work, whether it is to stop, and what became
/// of letters until the ledger has it. An error while that is written down (a full disk) must not leave
/// them claimed: it is tried again with the next run.
final class OutboxState: Sendable {
    /// A letter's attempt, and what it came to.
    struct FinishedDelivery: Sendable {
        var shipment: Outbox.Shipment
        var delivery: Delivery
    }

    private let entries = Mutex<[FinishedDelivery]>([])

    func add(_ shipment: Outbox.Shipment, _ delivery: Delivery) {
        entries.withLock { $0.append(FinishedDelivery(shipment: shipment, delivery: delivery)) }
    }

    private let isStopped = Mutex(false)
    private let isRunning = Mutex(false)

    /// Has one run at a time: the loop's, or the one that a person asked for.
    ///
    /// - Returns: false while another one is on.
    func begin() -> Bool {
        isRunning.withLock { isRunning in
            defer { isRunning = true }
            return !isRunning
        }
    }

    func end() { isRunning.withLock { $0 = false } }

    /// Nothing is handed over any more: the service is to end.
    func stop() { isStopped.withLock { $0 = true } }

    var isStopping: Bool { isStopped.withLock { $0 } }

    /// Everything so far, oldest first.
    var all: [FinishedDelivery] { entries.withLock { $0 } }

    /// Takes the oldest out: they are written down.
    func remove(first count: Int) { entries.withLock { $0.removeFirst(count) } }
}
