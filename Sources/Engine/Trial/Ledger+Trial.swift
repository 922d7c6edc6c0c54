import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Once the settings say nothing of a trial any more, the one that was ended is over and done with: whoever
    /// sets `mode: trial` again wants another.
    func forgetTrial() throws {
        guard try view.mark(.live) != nil else { return }
        try remove(.live)
        try remove(.trialTally)
    }

    /// Has an office stay live whose ledger was put back from before it went live.
    func stayLive(since moment: Instant) throws {
        try set(.live, to: moment)
        try record(
            "live", of: Subject(.office, "mode"),
            detail: "the trial had ended before the ledger was put back")
    }

    /// Ends the trial for good, in somebody's name: letters go to their readers from the next look at the
    /// settings on.
    ///
    /// - Throws: `EngineError` `.conflict` where it has ended already.
    func goLive(by: String) throws {
        guard try view.mark(.live) == nil else {
            throw EngineError(.conflict, "the office is live already")
        }
        try set(.live, to: now)
        try record("live", of: Subject(.office, "mode"), by: by)
    }
}
