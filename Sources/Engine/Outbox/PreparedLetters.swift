import Ledger

/// Letters of the office that were composed while others were on their way, and that hold as long as
/// nobody changes anything: the claim then only writes them down.
struct PreparedLetters: Sendable {
    private struct Prepared: Sendable {
        var letter: LetterRecord
        var items: [Int64]
    }

    /// How many rows had ever been changed when they were read (``LedgerTransaction/changes``).
    var changes: Int
    private var letters: [Int64: Prepared] = [:]

    init(changes: Int = -1) { self.changes = changes }

    mutating func add(_ letter: LetterRecord, of notice: NoticeRecord) {
        letters[notice.id] = Prepared(letter: letter, items: notice.liveItems.map(\.id))
    }

    /// The letter of a notice as it stands; nil where it must be composed.
    func letter(of notice: NoticeRecord) -> LetterRecord? {
        guard let prepared = letters[notice.id], prepared.items == notice.liveItems.map(\.id) else {
            return nil
        }
        return prepared.letter
    }
}
