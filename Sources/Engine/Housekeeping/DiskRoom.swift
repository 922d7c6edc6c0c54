import Host
import Ledger
import Synchronization

/// Whether the ledger's disk has the room that it should.
package final class DiskRoom: Sendable {
    private let ledger: Ledger
    /// In bytes, whatever the ledger's size.
    private let least: Int64
    private let measure: @Sendable (String) -> Int64?
    private let isScarce = Mutex(false)

    /// - Parameters:
    ///   - leastRoom: in MiB.
    ///   - free: how many bytes a file's disk has left; nil where it does not tell.
    init(
        of ledger: Ledger, leastRoom: Int,
        free: @escaping @Sendable (String) -> Int64? = DiskSpace.free
    ) {
        self.ledger = ledger
        measure = free
        least = Int64(leastRoom) << 20
    }

    /// What was found, and whether that is too little.
    struct Look {
        /// In bytes.
        var free: Int64
        var needed: Int64
        var isScarce: Bool

        var words: (free: Int64, needed: Int64) { (free >> 20, needed >> 20) }
    }

    /// Looks anew; nil where the disk does not tell. What is scarce stays so until there is half as much
    /// again as there must be.
    func look() -> Look? {
        guard let free = measure(ledger.path) else { return nil }
        // A copy of the ledger has to fit, and what a day adds.
        let usual = max(least, 2 * ledger.size)
        let needed = isScarce.withLock { $0 ? usual + usual / 2 : usual }
        return Look(free: free, needed: needed, isScarce: free < needed)
    }

    /// Somebody has seen to what a look found.
    func settle(_ look: Look) { isScarce.withLock { $0 = look.isScarce } }

    /// Whether a look finds another thing than what was seen to.
    func hasTurned() -> Bool {
        let settled = isScarce.withLock { $0 }
        return look().map { $0.isScarce != settled } ?? false
    }
}
