import Glibc
package import Ledger
package import Logging

/// Whether the ledger's file is what was written: asked before anything is read from it where its last
/// user did not close it, and else once the service is ready.
package struct LedgerHealth: Sendable {
    private let ledger: Ledger
    private let logger: Logger

    /// What is looked through before the service is ready, in bytes: it takes a tenth of a second.
    private static let small: Int64 = 16 << 20

    package init(_ ledger: Ledger, logger: Logger) {
        self.ledger = ledger
        self.logger = logger
    }

    /// Lies beside a ledger that was found damaged: it is not used again before it is found whole.
    private var mark: String { ledger.path + ".damaged" }

    /// Whether it must be found whole before it is used.
    private var isDoubted: Bool {
        let isMarked = unsafe access(mark, F_OK) == 0
        return isMarked || ledger.wasLeftOpen && ledger.size <= Self.small
    }

    /// What comes before a start: looks where the file is doubted.
    ///
    /// - Returns: whether it is still to be looked through, once the service is ready.
    /// - Throws: `LedgerError` `.damaged`.
    package func checkBeforeStart() async throws -> Bool {
        guard isDoubted else { return true }
        try await check()
        return false
    }

    /// - Throws: `LedgerError` `.damaged`.
    package func check() async throws {
        let faults = try await ledger.integrityFaults()
        guard faults.isEmpty else {
            remember(faults)
            let error = LedgerError.damaged(ledger.path, cause: faults.joined(separator: "; "))
            logger.critical("\(error)", metadata: ["message_id": "\(MessageID.ledgerDamaged)"])
            throw error
        }
        unsafe _ = unlink(mark)
    }

    private func remember(_ faults: [String]) {
        let file = unsafe open(mark, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o640)
        // A disk that takes no mark: the next start finds out once it is ready.
        guard file >= 0 else { return }
        let text = Array((faults.joined(separator: "\n") + "\n").utf8)
        _ = unsafe write(file, text, text.count)
        close(file)
    }
}
