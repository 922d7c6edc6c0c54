import Almanac
import Coordination

extension Deadline {
    /// The next revision of the promise, due at that moment whatever day it is.
    func rescheduled(to due: CivilDateTime, reason: String?, at now: Instant) -> Deadline {
        var moved = self
        moved.due = due
        moved.roll = nil
        moved.revision += 1
        moved.armedAt = now
        moved.reason = reason
        return moved
    }
}
