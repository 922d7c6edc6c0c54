import Almanac
import Coordination
import Ledger
import Post

extension LetterWriter {
    /// A notice and its letter for whoever reads them: of one that went or may have arrived what was
    /// handed over, of any other what it would say now.
    ///
    /// - Returns: no letter for one that ended before it was ever handed over.
    /// - Throws: `EngineError` `.notComposed`, saying what is missing.
    func shown(
        _ notice: NoticeRecord, view: LedgerView, office: Office, now: Instant
    ) throws -> (notice: NoticeRecord, letter: LetterRecord?) {
        if notice.state.isFinal || notice.state.mayHaveArrived {
            return (notice, try view.letter(of: notice.id))
        }
        let current = try view.refreshed(notice, office: office, now: now)
        var letter = LetterRecord(
            try letter(for: current, view: view, office: office, now: now, isToLeave: false))
        letter.recipients.removeAll { $0 == Self.nobody }
        return (current, letter)
    }
}

extension NoticeState {
    /// Whether its letter was handed over without an answer so far.
    fileprivate var mayHaveArrived: Bool { self == .claimed || self == .uncertain }
}

extension LedgerTransaction {
    /// Remembers what a person is shown of a letter that they may decide about, with its parts as they are
    /// in what is shown.
    func noteShown(
        _ letter: LetterRecord, of notice: NoticeRecord, writer: LetterWriter, office: Office
    ) throws {
        guard notice.isUndecided, notice.audience == .client,
            try !view.shownLetters(of: notice.id).contains(where: {
                $0.hash == letter.contentHash
            })
        else { return }
        // What waits in the ledger may be older than what was composed to be read.
        let current = try view.refreshed(notice, office: office, now: now)
        let parts = try writer.parts(of: current, view: view, office: office, now: now)
        try noteShown(letter.contentHash, of: notice.id, parts: parts)
    }
}
