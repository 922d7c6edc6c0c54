import Almanac
import Coordination

extension Deadline {
    /// The next revision of the promise.
    func rescheduled(to due: CivilDateTime, reason: String?, at now: Instant) -> Deadline {
        var moved = self
        moved.due = due
        moved.revision += 1
        moved.armedAt = now
        moved.reason = reason
        return moved
    }
}
