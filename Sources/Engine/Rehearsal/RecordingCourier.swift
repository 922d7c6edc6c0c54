import Almanac
import Host
import Post
import Synchronization

/// Carries nothing: remembers what it was given, and says that it was taken.
final class RecordingCourier: Courier {
    let name: String
    let capacity: Int
    let isAtOnce = true
    private let clock: any WallClock
    private let taken = Mutex<[Handed]>([])

    /// One letter, and when it left.
    struct Handed: Sendable {
        var at: Instant
        var notice: Int64
    }

    /// - Parameter courier: in whose place it stands.
    init(inPlaceOf courier: any Courier, clock: any WallClock) {
        name = courier.name
        capacity = courier.capacity
        self.clock = clock
    }

    func deliver(_ parcel: Parcel) async -> Delivery {
        let letter = Handed(at: clock.now, notice: parcel.noticeID)
        taken.withLock { $0.append(letter) }
        return Delivery(.sent(response: "rehearsed"))
    }

    /// What it was given since it was asked last.
    func takeLetters() -> [Handed] {
        taken.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }
}
