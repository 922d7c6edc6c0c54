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

    /// - Returns: where the ledger that was there lies now; nil where there was none.
    /// - Throws: `LedgerError`, `EngineError`, `HostError`; the ledger is then as it was.
    package func run(from copy: String) throws -> String? {
        let lock = try Ledger.lock(at: ledger)
        defer { withExtendedLifetime(lock) {} }
        _ = try Ledger.verify(copy: copy)
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
        return former
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
