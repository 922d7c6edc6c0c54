import Synchronization

/// Whether a courier was told to stop, and how long ago: what every letter on its way asks.
final class CourierStop: Sendable {
    private let since = Mutex<ContinuousClock.Instant?>(nil)

    func ask() {
        since.withLock { $0 = $0 ?? ContinuousClock.now }
    }

    /// Nil while nobody asked for a stop.
    var elapsed: Duration? {
        since.withLock { $0.map { $0.duration(to: .now) } }
    }
}
