import Post
import Synchronization

/// A courier that remembers what it was given and says what a test told it to.
final class FakeCourier: Courier {
    let name = "fake"
    private let state = Mutex(State())

    private struct State {
        var parcels: [Parcel] = []
        var outcomes: [DeliveryOutcome] = []
    }

    var parcels: [Parcel] { state.withLock { $0.parcels } }

    /// The outcomes of the next deliveries, in their order; then everything is sent.
    func answer(_ outcomes: DeliveryOutcome...) {
        state.withLock { $0.outcomes += outcomes }
    }

    func deliver(_ parcel: Parcel) async -> DeliveryOutcome {
        state.withLock { state in
            state.parcels.append(parcel)
            return state.outcomes.isEmpty
                ? .sent(response: "250 taken") : state.outcomes.removeFirst()
        }
    }
}
