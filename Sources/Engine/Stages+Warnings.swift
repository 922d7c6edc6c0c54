import Almanac
import Coordination
import Ledger

/// What a person should see to, in sentences that say what and how.
extension Stages {
    /// All of it, for `status`.
    func warnings(
        of loops: [JobLoop], _ counts: StatusCounts.Counts, at now: Instant
    ) -> [String] {
        let office = store.office
        let hold = counts.hold?.warning(in: office.profile.zone)
        return pausedJobs + [clockGuard.warning, hold].compactMap { $0 } + counts.mail
            + serviceProblems(of: loops, counts) + office.warnings(at: now)
    }

    /// What does not go on until somebody resumes it.
    var pausedJobs: [String] {
        let zone = store.office.profile.zone
        return self.paused.all.sorted { $0.key < $1.key }.map { name, pause in
            "the job \(name) is paused since \(zone.civil(pause.at)) by \(pause.by)"
                + (pause.reason.map { " (\($0))" } ?? "") + ": tenggatctl job resume \(name)"
        }
    }

    /// What keeps the service from its work.
    private func serviceProblems(of loops: [JobLoop], _ counts: StatusCounts.Counts) -> [String] {
        var problems: [String] = []
        if let words = room?.look().flatMap({ $0.isScarce ? $0.words : nil }) {
            problems.append(
                "the disk of \(ledger.path) has \(words.free) MiB left, and should have "
                    + "\(words.needed): make room, or nothing more can be remembered")
        }
        for loop in loops where loop.status.isRetrying {
            let reason = counts.runs[loop.job.name].flatMap { run in
                run.result == .failed ? run.detail : nil
            }
            problems.append(
                "the job \(loop.job.name) failed and is tried again"
                    + (reason.map { ": \($0)" } ?? ""))
        }
        for courier in outbox.state.spent.keys.sorted() {
            problems.append(
                "the letters that the courier \(courier) may send in a day (per_day of its limits) are used up: "
                    + "what waits goes tomorrow")
        }
        if counts.stuck > 0 {
            problems.append(
                "\(counts.stuck) notices have been tried in vain for more than an hour: see "
                    + "tenggatctl letter list --state deferred")
        }
        return problems
    }
}
