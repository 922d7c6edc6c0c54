import Glibc

/// Keeps a second daemon away from a ledger for as long as this value lives.
///
/// An flock(2) on a file beside the ledger: the kernel lets go of it however the process ends, so a
/// crash leaves nothing to clean up.
package final class LedgerLock: Sendable {
    private let descriptor: CInt

    /// - Throws: `LedgerError` `inUse` when somebody else holds it, `cannotOpen` when the folder
    ///   cannot be written.
    init(path: String) throws(LedgerError) {
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw LedgerError(
                .cannotOpen,
                "the ledger's lock \(path) cannot be opened: give the daemon's user "
                    + "write access to its folder",
                cause: unsafe String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw LedgerError(
                .inUse,
                "another tenggatd has this ledger open (\(path) is locked): stop it first, "
                    + "or give this one a state directory of its own")
        }
    }

    deinit {
        close(descriptor)
    }
}
