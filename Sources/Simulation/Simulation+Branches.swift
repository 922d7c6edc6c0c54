import Coordination

extension Simulation {
    /// What the counts of many seeds must name: a branch that was never taken proves nothing.
    package static var branches: [String] {
        let settled = Set(NoticeState.allCases).subtracting([.claimed])
        let never: Set<String> = [
            // An office's notice waits for nobody's word, a client's goes to somebody first.
            "office held", "office uncertain", "client expired",
            // There is a courier.
            "held no-courier",
        ]
        let states = ["office", "client"].flatMap { audience in
            settled.map { "\(audience) \($0.rawValue)" }
        }
        let ledger =
            states + HoldReason.allCases.map { "held \($0.rawValue)" }
            + Set(StepOutcome.allCases).subtracting([.unreachable]).map { "step \($0.rawValue)" }
        return (ledger + world).filter { !never.contains($0) }.sorted()
    }

    /// What takes more seeds than the tests play: `scripts/simulate --seeds 200` looks for these, too.
    package static let rare: Set<String> = [
        "confirmed as arrived", "figures signed", "held breaker", "held not-composed",
        "item handover-undone",
        "held remedy-missing", "letter retried", "period closed", "shown in part",
        "step nobody-there",
    ]

    /// What people, mail and machines did, and what came of it.
    private static let world = [
        "approved", "approval refused", "asked about a former client", "clock jumped",
        "crash at a commit", "crash at a courier call", "crash at a file call", "deed by right",
        "deed for another", "deed for another forbidden", "deed forbidden", "delivery stalled",
        "disk full at a write", "drop accepted", "drop rejected", "dropped by renaming",
        "dropped by whoever may", "dropped by whoever may not", "dropped half",
        "dropped to the end", "dropped while down", "dropped whole", "letter retried",
        "letters flushed", "list explained", "list handed back", "known list taken",
        "starter handed in", "wrong rows corrected", "clock set back", "confirmed as arrived",
        "crash left claimed client", "crash left claimed office", "crash left nothing claimed",
        "crashed", "decided by sheet", "disk full", "edited export", "edited letter",
        "figures accepted", "figures refused", "figures signed", "item handover",
        "item handover-undone", "item late",
        "item submission-invalid", "item week",
        "job failed on a full disk", "old copy of a cell", "period closed", "period locked",
        "import undone", "period open", "refused", "refused for want of room", "reply copy",
        "reply deferred",
        "reply refused", "reply sent", "reply uncertain", "sheet refused", "sheet taken",
        "shown in part", "step nobody-there", "stopped", "trial begun", "trial ended",
    ]
}
