import Almanac

/// What was planned already of a world as it is: a change of what plans are made of begins another one. Nothing
/// that is planned is kept beyond it.
final class PlanMemory {
    /// When, and by whose hours, it was planned.
    private(set) var now: Instant?
    private(set) var hours: Hours?
    var standings: [String: [Planner.Standing]] = [:]
    var open: [Planner.Standing]?
    var steps: [OccurrenceID: [PlannedStep]] = [:]
    var allSteps: [PlannedStep]?
    var going: [PlannedStep]?

    /// Forgets what was planned as of another moment, or by other hours.
    func hold(at now: Instant, by hours: Hours) {
        if self.now == now, self.hours === hours { return }
        self.now = now
        self.hours = hours
        standings = [:]
        open = nil
        steps = [:]
        allSteps = nil
        going = nil
    }
}
