import Almanac

/// §5, `redirect_all_to`, and for the office's own mail likewise: what goes to one address for a trial counts as told to
/// nobody whom it was for.
extension Walk {
    /// Whether somebody else gets what is for a person: in a trial the coordinator does, in whose hands their own mail is.
    func isKeptFrom(_ recipient: String) -> Bool {
        guard world.isInTrial else { return false }
        let roles = planner.roles
        return roles.coordinator.flatMap { roles.reach($0, at: now) } != recipient
    }

    /// The coordinator reads each week of a trial what would have been, on the first working morning of the next.
    mutating func tally() {
        guard let due = nextTally, due <= now else { return }
        world.talliedAt = now
        let roles = planner.roles
        guard let reader = roles.coordinator.flatMap({ roles.reach($0, at: now) }) else { return }
        deliver(Notice.Entry(item: .trialTally), to: reader, urgent: false, expires: nil)
    }

    /// When it does next; nil outside a trial.
    var nextTally: Instant? {
        guard world.isInTrial, let coordinator = planner.roles.coordinator else { return nil }
        let time = planner.hours.of(recipient: coordinator)
        let date = time.zone.civil(world.talliedAt).date
        let monday = date.adding(days: 8 - date.weekday.rawValue)
        return time.nextOpen(
            atOrAfter: time.zone.instant(
                CivilDateTime(date: monday, time: CivilTime(secondOfDay: 0))))
    }

    /// What was not heard is missed: it is said now, as after downtime (§4, *Catch-up*).
    mutating func goLive() {
        world.isInTrial = false
        for entry in world.unheard { world.said.subtract(entry.steps) }
        world.unheard = []
        world.runsSince = now
    }
}
