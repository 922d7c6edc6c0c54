import Almanac
import Coordination
import Ledger

/// Letters of the office that were composed while others were on their way: a claim then only writes them
/// down. One holds within its minute as long as nothing that it was composed of is another.
struct PreparedLetters: Sendable {
    /// When letters were composed, and of which registers.
    struct Moment: Sendable {
        var at: Instant
        /// ``LedgerView/registerVersion()``.
        var registers: Int64
    }

    private struct Prepared: Sendable {
        var letter: LetterRecord
        var notice: NoticeRecord
        var moment: Moment
    }

    private var letters: [Int64: Prepared] = [:]

    var count: Int { letters.count }

    func holds(_ notice: Int64) -> Bool { letters[notice] != nil }

    mutating func add(_ letter: LetterRecord, of notice: NoticeRecord, at moment: Moment) {
        letters[notice.id] = Prepared(letter: letter, notice: notice, moment: moment)
    }

    /// The letter of a notice as it stands; nil where it must be composed.
    func letter(of notice: NoticeRecord, at now: Instant, registers: Int64) -> LetterRecord? {
        guard let prepared = letters[notice.id], prepared.moment.registers == registers,
            prepared.moment.at.minute == now.minute, prepared.moment.at <= now,
            prepared.notice.hasSameWords(as: notice)
        else { return nil }
        return prepared.letter
    }

    /// Leaves out what has left, and what its readers' next letters would answer to.
    mutating func forget(_ settled: [NoticeRecord]) {
        guard !letters.isEmpty else { return }
        let readers = Set(settled.map(\.recipient))
        for (id, prepared) in letters where readers.contains(prepared.notice.recipient) {
            letters[id] = nil
        }
    }
}

extension Instant {
    fileprivate var minute: Int64 { microseconds / 60_000_000 }
}

extension NoticeRecord {
    /// Whether a letter that is composed of one says what one of the other says.
    fileprivate func hasSameWords(as other: NoticeRecord) -> Bool {
        recipient == other.recipient && attempts == other.attempts && edit == other.edit
            && items.map(\.words) == other.items.map(\.words)
    }
}

extension ItemRecord {
    fileprivate struct Words: Equatable {
        var id: Int64
        var item: Item
        var withdrawnBecause: String?
    }

    fileprivate var words: Words {
        Words(id: id, item: item, withdrawnBecause: withdrawnBecause)
    }
}
