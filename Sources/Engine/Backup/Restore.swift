import FoundationEssentials
import Glibc
import Host
import Ledger

/// Puts a copy of the ledger in the ledger's place while the service is stopped.
///
/// The next start finds a ledger that is older than the one that was last used here, and holds all mail
/// to clients until a person has seen to it (``LedgerProvenance``).
package struct Restore: Sendable {
    private let ledger: String
    private let state: String

    /// - Parameter state: the ledger's folder.
    package init(state: String) {
        self.state = state
        ledger = "\(state)/ledger.sqlite"
    }

    /// What putting a copy back came to.
    package struct Outcome: Sendable {
        /// Where the ledger that was there lies now; nil where there was none.
        package var former: String?
        /// Whether the copy was made before somebody ended a trial, or where there was none.
        package var isBeforeLive: Bool
        /// Whether the office went live since, as is noted beside the ledger: it stays so.
        package var staysLive: Bool

        /// What an administrator whose settings say `mode: trial` should know; nil where it changes nothing.
        package var wordsOnTrial: String? {
            guard isBeforeLive else { return nil }
            return staysLive
                ? "the backup is older than the end of the trial: the office stays live; for another trial "
                    + "start the service without `mode` in the settings, then set mode: trial again"
                : "the backup is of an office in its trial (mode: trial): from the next start on every "
                    + "letter goes to the coordinator until tenggatctl go-live"
        }
    }

    /// - Throws: `LedgerError`, `EngineError`, `HostError`; the ledger is then as it was.
    package func run(from copy: String) throws -> Outcome {
        let lock = try Ledger.lock(at: ledger)
        defer { withExtendedLifetime(lock) {} }
        let identity = try Ledger.verify(copy: copy)
        let isBeforeLive = try Ledger.mark(.live, ofCopy: copy) == nil
        let noted = LedgerNote.content(at: Ledger.notePath(of: ledger))
        var owner = stat()
        guard unsafe stat(state, &owner) == 0 else {
            throw EngineError(.notFound, "there is no folder \(state): see `state` in the settings")
        }
        let draft = ledger + ".restored"
        try DurableFile.copy(copy, to: draft, permissions: 0o640)
        guard unsafe chown(draft, owner.st_uid, owner.st_gid) == 0 else {
            DurableFile.remove(draft)
            throw EngineError(
                .notAllowed,
                "the restored ledger cannot be given to the service's user: run this as root")
        }
        let former = try setAside()
        try DurableFile.rename(draft, to: ledger)
        return Outcome(
            former: former, isBeforeLive: isBeforeLive,
            staysLive: noted.map { $0.ledger == identity && $0.live != nil } ?? false)
    }

    /// The ledger that was there, with its log, under a name of its own.
    private func setAside() throws -> String? {
        guard unsafe access(ledger, F_OK) == 0 else { return nil }
        var number = 1
        while unsafe access("\(ledger).replaced-\(number)", F_OK) == 0 { number += 1 }
        let former = "\(ledger).replaced-\(number)"
        // The log first: a ledger without its log is older, one with another's is damaged.
        for end in ["-wal", ""] where unsafe access(ledger + end, F_OK) == 0 {
            try DurableFile.rename(ledger + end, to: former + end)
        }
        DurableFile.remove(ledger + "-shm")
        DurableFile.remove(ledger + ".damaged")
        return former
    }
}
