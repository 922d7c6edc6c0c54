import Post
import Synchronization

/// A courier that remembers what it was given and says what a test told it to.
final class FakeCourier: Courier {
    let name = "fake"
    private let state = Mutex(State())

    private struct State {
        var parcels: [Parcel] = []
        var outcomes: [DeliveryOutcome] = []
        var meanwhile: (@Sendable () -> Void)?
    }

    var parcels: [Parcel] { state.withLock { $0.parcels } }

    /// The outcomes of the next deliveries, in their order; then everything is sent.
    func answer(_ outcomes: DeliveryOutcome...) {
        state.withLock { $0.outcomes += outcomes }
    }

    /// What happens while the next letter is on its way.
    func meanwhile(_ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.meanwhile = action }
    }

    func deliver(_ parcel: Parcel) async -> DeliveryOutcome {
        let meanwhile = state.withLock { state in
            defer { state.meanwhile = nil }
            return state.meanwhile
        }
        meanwhile?()
        return state.withLock { state in
            state.parcels.append(parcel)
            return state.outcomes.isEmpty
                ? .sent(response: "250 taken") : state.outcomes.removeFirst()
        }
    }
}
