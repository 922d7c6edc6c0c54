package import Almanac

/// What the service itself must remember from one run to the next.
package enum Mark: String, Sendable {
    /// When the service last stopped in order.
    case stopped
    /// When it last started.
    case started
    /// When it started for the first time after it last stopped in order, where it has ended otherwise since.
    case ranAgain = "ran-again"
    /// What was presumed when the clock came to be doubted; not set while it is not.
    case clockDoubt = "clock-doubt"
    /// Since when all client mail is stopped, by whom and why; not set while it is not.
    case clientMailHold = "client-mail-hold"
    /// What a mail server last refused for a reason about us; not set once it took a letter again.
    case mailRefusal = "mail-refusal"
    /// When it was last copied as a whole.
    case backup
    /// When a copy was last tried that not every folder has; not set while all have one.
    case backupTry = "backup-try"
    /// When what is over was last put away.
    case housekeeping
    /// The machine that the ledger was last used on, not by its id.
    case machine
    /// How many starts, stops and letters to clients there were.
    case turn
    /// Names of the latest starts, one word each, oldest first.
    case starts
    /// What tells Message-IDs of a ledger that was put back from those under the same numbers before; not set where it
    /// never was.
    case branch
    /// What the plans of ladders depend on, as of their last derivation.
    case planning
    /// When somebody ended the trial; not set before.
    case live
    /// When the trial was last told in numbers, and the last line of the history then.
    case trialTally = "trial-tally"
    /// Up to which link the chain is to be cut; not set while no cut is prepared.
    case chainCut = "chain-cut"
    /// The last link that was cut off, and its hash, on which the rest stands; not set before.
    case chainStart = "chain-start"
    /// The line of the history up to which letters that left are linked.
    case linkedLetters = "linked-letters"
    /// What letters to clients and their reasons to wait depend on, as of the last start.
    case letters
}

extension LedgerView {
    /// What was last written under a mark; nil where nothing was.
    package func mark(_ mark: Mark) throws -> String? {
        try database.value("SELECT value FROM mark WHERE name = ?", [mark.rawValue])
    }

    /// A mark that is an instant; nil when it was never set.
    package func instant(_ mark: Mark) throws -> Instant? {
        try self.mark(mark).flatMap { Int64($0) }.map(Instant.init(microseconds:))
    }
}

extension LedgerTransaction {
    /// Writes a mark over what it was.
    package func set(_ mark: Mark, to value: String) throws {
        try database.run(
            """
            INSERT INTO mark (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, [mark.rawValue, value])
    }

    /// Takes a mark out.
    package func remove(_ mark: Mark) throws {
        try database.run("DELETE FROM mark WHERE name = ?", [mark.rawValue])
    }

    /// Writes a moment under a mark.
    package func set(_ mark: Mark, to instant: Instant) throws {
        try set(mark, to: String(instant.microseconds))
    }
}
