import Post
import Synchronization

/// A courier under a name of its own, with as many hands as it is given: one way out of several.
final class NamedCourier: Courier {
    let name: String
    let capacity: Int
    private let base: any Courier

    init(_ name: String, capacity: Int? = nil, _ base: any Courier) {
        self.name = name
        self.base = base
        self.capacity = capacity ?? base.capacity
    }

    func deliver(_ parcel: Parcel) async -> Delivery { await base.deliver(parcel) }

    func stop() { base.stop() }
}

/// A courier that keeps letters on their way until it is told that they have arrived.
final class PatientCourier: Courier {
    let name = "patient"
    let capacity: Int
    private let holds: @Sendable (Parcel) -> Bool
    private let state = Mutex(State())

    private struct State {
        var parcels: [Parcel] = []
        var waiting: [CheckedContinuation<Void, Never>] = []
        var isOpen = false
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    /// - Parameter holds: which letters are kept.
    init(capacity: Int, holding holds: @escaping @Sendable (Parcel) -> Bool) {
        self.capacity = capacity
        self.holds = holds
    }

    /// Everything that was handed over, in that order.
    var parcels: [Parcel] { state.withLock { $0.parcels } }

    /// Returns once so many letters were handed over.
    func wait(forParcels count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.parcels.count < count { state.watchers.append((count, continuation)) }
                return state.parcels.count >= count
            }
            if isThere { continuation.resume() }
        }
    }

    /// Everything arrives from now on.
    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func deliver(_ parcel: Parcel) async -> Delivery {
        let watchers = state.withLock { state in
            state.parcels.append(parcel)
            let count = state.parcels.count
            defer { state.watchers.removeAll { $0.count <= count } }
            return state.watchers.filter { $0.count <= count }
        }
        for watcher in watchers { watcher.continuation.resume() }
        if holds(parcel) {
            await withCheckedContinuation { continuation in
                let isOpen = state.withLock { state in
                    if !state.isOpen { state.waiting.append(continuation) }
                    return state.isOpen
                }
                if isOpen { continuation.resume() }
            }
        }
        return Delivery(.sent(response: "250 taken"))
    }
}
