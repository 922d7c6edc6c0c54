import Almanac
import Coordination
import Ledger
import Post
import Synchronization

/// What an outbox knows beside the ledger: whether it is at work, whether it is to stop, what is on its
/// way, and what became of letters until the ledger has it. An error while that is written down (a full
/// disk) must not leave them claimed: it is tried again with the next run.
final class OutboxState: Sendable {
    /// A letter's attempt, and what it came to.
    struct FinishedDelivery: Sendable {
        var shipment: Outbox.Shipment
        var delivery: Delivery
    }

    /// How many letters a courier can still be given.
    struct Room {
        /// Whether nothing is on its way.
        var isIdle: Bool
        var all: Int
        /// Of them, to clients: those leave one connection to the office's mail, where there are several.
        var clients: Int

        mutating func take(isClient: Bool) {
            all -= 1
            if isClient { clients -= 1 }
        }
    }

    private struct State {
        var finished: [FinishedDelivery] = []
        /// How many of them, the oldest, are being written down, and take nobody's place any more.
        var recording = 0
        /// By destination: how many letters are on their way, and how many of them to clients.
        var underWay: [String: (all: Int, clients: Int)] = [:]
        var budgets: [String: SendingBudget] = [:]
        var isStopped = false
        var isResting = false
        var isRunning = false
        var isPoked = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    // MARK: Runs and the stop

    /// Has one run at a time: the loop's, or the one that a person asked for.
    ///
    /// - Returns: false while another one is on.
    func begin() -> Bool {
        state.withLock { state in
            guard !state.isRunning else { return false }
            state.isRunning = true
            // It looks at everything now.
            state.isPoked = false
            return true
        }
    }

    func end() { state.withLock { $0.isRunning = false } }

    var isRunning: Bool { state.withLock { $0.isRunning } }

    /// Nothing is handed over any more: the service is to end.
    func stop() { state.withLock { $0.isStopped = true } }

    /// Nothing is handed over until ``goOn()``.
    func rest() { state.withLock { $0.isResting = true } }

    func goOn() { state.withLock { $0.isResting = false } }

    var isStopping: Bool { state.withLock { $0.isStopped || $0.isResting } }

    // MARK: Letters on their way

    /// How much a destination takes now, by its courier's hands and its provider's limits.
    func room(
        at destination: Destination, now: Instant, office: Office, in view: LedgerView
    ) throws -> Room {
        try state.withLock { state in
            let capacity = destination.courier.capacity
            let underWay = state.underWay[destination.name] ?? (0, 0)
            var all = capacity - underWay.all
            if destination.limits != SendingLimits() {
                var budget =
                    state.budgets[destination.name] ?? SendingBudget(limits: destination.limits)
                let room = try budget.room(
                    at: now, zone: office.profile.zone,
                    countedSince: { try view.countOfAttempts(by: destination.name, since: $0) },
                    handedOverSince: { try view.attempts(by: destination.name, since: $0) })
                all = min(all, room)
                state.budgets[destination.name] = budget
            }
            return Room(
                isIdle: underWay.all == 0, all: all,
                clients: max(1, capacity - 1) - underWay.clients)
        }
    }

    /// When a destination's limits let something leave again; nil where they do not keep it.
    func readiness(of destination: String) -> Instant? {
        state.withLock { $0.budgets[destination]?.opening }
    }

    /// Destinations whose day's quota is used up, and from when they take letters again.
    var spent: [String: Instant] {
        state.withLock { state in
            state.budgets.compactMapValues { $0.isSpent ? $0.opening : nil }
        }
    }

    /// Whether something is on its way to a destination.
    func isBusy(at destination: String) -> Bool {
        state.withLock { ($0.underWay[destination]?.all ?? 0) > 0 }
    }

    func handOver(_ shipment: Outbox.Shipment, at now: Instant) {
        state.withLock { state in
            var underWay = state.underWay[shipment.destination] ?? (0, 0)
            underWay.all += 1
            if shipment.notice.audience == .client { underWay.clients += 1 }
            state.underWay[shipment.destination] = underWay
            state.budgets[shipment.destination]?.note(at: now)
        }
    }

    func add(_ shipment: Outbox.Shipment, _ delivery: Delivery) {
        let waiter = state.withLock { state in
            state.finished.append(FinishedDelivery(shipment: shipment, delivery: delivery))
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Whether something is on its way, or came back and is not written down.
    var isBusy: Bool {
        state.withLock { state in
            !state.finished.isEmpty || state.underWay.values.contains { $0.all > 0 }
        }
    }

    /// Returns once something has come back, or somebody says that there may be more to do.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                let isThere = !state.finished.isEmpty || state.isPoked
                state.isPoked = false
                if !isThere { state.waiter = continuation }
                return isThere
            }
            if isThere { continuation.resume() }
        }
    }

    /// Has whoever waits look about once a second while a courier has a hand free, until it is cancelled.
    func pokeNowAndThen(whileAnyOf destinations: [Destination]) async {
        do {
            while true {
                try await Task.sleep(for: .seconds(1))
                let isFree = state.withLock { state in
                    destinations.contains {
                        (state.underWay[$0.name]?.all ?? 0) < $0.courier.capacity
                    }
                }
                if isFree { poke() }
            }
        } catch {
            // The end of the run.
        }
    }

    /// There may be more to do than there was.
    func poke() {
        let waiter = state.withLock { state in
            state.isPoked = state.waiter == nil
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// What came back, oldest first, for who writes it down now: others may take their place in the same
    /// commit. What comes back later keeps its place until the next, so that no more letters than there
    /// are connections are ever without an outcome.
    func finished() -> [FinishedDelivery] {
        state.withLock { state in
            for entry in state.finished.dropFirst(state.recording) {
                var underWay = state.underWay[entry.shipment.destination] ?? (1, 1)
                underWay.all -= 1
                if entry.shipment.notice.audience == .client { underWay.clients -= 1 }
                state.underWay[entry.shipment.destination] = underWay
                switch entry.delivery.outcome {
                case .deferred, .refused:
                    state.budgets[entry.shipment.destination]?.takeBack(entry.shipment.claimedAt)
                case .sent, .uncertain: break
                }
            }
            state.recording = state.finished.count
            return state.finished
        }
    }

    /// Takes the oldest out: they are written down.
    func remove(first count: Int) {
        state.withLock { state in
            state.finished.removeFirst(count)
            state.recording -= count
        }
    }
}
