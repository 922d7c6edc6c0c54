import Almanac
import Coordination
import Ledger
import Post

/// A letter about several orders is approved order by order: what is left of it may go when some of it
/// does not any more, while nothing that nobody read may.
extension LetterWriter {
    /// The content hashes of a letter's parts, each composed alone, in their order. Empty where a
    /// person's own words stand in their place: those hold for all of it only.
    func parts(
        of notice: NoticeRecord, view: LedgerView, office: Office, now: Instant
    ) throws -> [String] {
        guard notice.edit?.body == nil else { return [] }
        return try notice.liveItems.map { record in
            var part = notice
            part.items = [record]
            // Also of one that cannot leave yet, since its reader has no address.
            return try letter(
                for: part, view: view, office: office, now: now, isToLeave: false
            ).contentHash
        }
    }

    /// Whether a letter is the one that was approved, or what is left of it.
    func isApproved(
        _ letter: Letter, of notice: NoticeRecord, view: LedgerView, office: Office, now: Instant
    ) throws -> Bool {
        if notice.approvedHash == letter.contentHash { return true }
        return try isLeft(
            of: notice.approvedParts, notice, view: view, office: office, now: now)
    }

    /// Whether a person who gives a check value, a hash or its beginning means this letter: they read it, or
    /// one of which it is what is left.
    func isNamed(
        _ letter: Letter, by hash: String, of notice: NoticeRecord, view: LedgerView,
        office: Office, now: Instant
    ) throws -> Bool {
        if CheckValue.isNamed(letter.contentHash, by: hash) { return true }
        let shown = try view.shownLetters(of: notice.id)
        return try shown.contains { known in
            guard CheckValue.isNamed(known.hash, by: hash) else { return false }
            return try isLeft(of: known.parts, notice, view: view, office: office, now: now)
        }
    }

    private func isLeft(
        of known: [String], _ notice: NoticeRecord, view: LedgerView, office: Office, now: Instant
    ) throws -> Bool {
        guard !known.isEmpty else { return false }
        let parts = try parts(of: notice, view: view, office: office, now: now)
        return !parts.isEmpty && Set(parts).isSubset(of: known)
    }
}
