import Ledger
import Post
import Synchronization

/// What became of letters that were handed over, until the ledger has it: an error while it is written
/// down (a full disk) must not leave them claimed, and it is tried again with the next run.
final class UnrecordedDeliveries: Sendable {
    /// A letter's attempt, and what it came to.
    struct Entry: Sendable {
        var shipment: Outbox.Shipment
        var delivery: Delivery
    }

    private let entries = Mutex<[Entry]>([])

    func add(_ shipment: Outbox.Shipment, _ delivery: Delivery) {
        entries.withLock { $0.append(Entry(shipment: shipment, delivery: delivery)) }
    }

    private let isStopped = Mutex(false)

    /// Nothing is handed over any more: the service is to end.
    func stop() { isStopped.withLock { $0 = true } }

    var isStopping: Bool { isStopped.withLock { $0 } }

    /// Everything so far, oldest first.
    var all: [Entry] { entries.withLock { $0 } }

    /// Takes the oldest out: they are written down.
    func remove(first count: Int) { entries.withLock { $0.removeFirst(count) } }
}
