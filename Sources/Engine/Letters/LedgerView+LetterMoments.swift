import Almanac
import Coordination
import Ledger

/// Since when a letter to a client is what it is, by its history.
extension LedgerView {
    /// Since when it says what it says: its pause before it leaves is counted from then.
    func saidSince(_ notice: NoticeRecord) throws -> Instant {
        let changes = try events(of: Subject(.notice, "\(notice.id)"))
            .filter { ["rewritten", "released"].contains($0.what) }.map(\.at)
        return (changes + notice.liveItems.map(\.createdAt)).reduce(notice.createdAt, max)
    }

    /// Since when it waits for a person: since it was last held having been let go, or was written so.
    func waitsSince(_ notice: NoticeRecord) throws -> Instant {
        let deeds = try events(of: Subject(.notice, "\(notice.id)"))
        let isFree = { (deed: EventRecord) in ["approved", "released"].contains(deed.what) }
        let last = deeds.lastIndex(where: isFree).map { $0 + 1 } ?? 0
        return deeds[last...].first { $0.what == "held" }?.at ?? notice.createdAt
    }
}
