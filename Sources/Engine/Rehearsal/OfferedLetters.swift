import Almanac
import Coordination
import Ledger

/// What letters to clients said when they came to wait for a person, and each time that they changed while they did:
/// later their dates pass, and what they said to whoever was to decide can be read nowhere any more.
struct OfferedLetters: Sendable {
    /// One version of a letter.
    struct Version: Sendable {
        var at: Instant
        /// As it would have been written then.
        var notice: NoticeRecord
        /// Nil where that was not asked, and of what could not be composed.
        var letter: LetterRecord?
    }

    /// Whether letters are composed as well.
    let areComposed: Bool
    private var versions: [Int64: [Version]] = [:]
    /// What of the ledger has been looked at.
    private var mark: LedgerView.NoticeMark?

    init(areComposed: Bool) { self.areComposed = areComposed }

    /// Remembers what waits and was not seen as it is now.
    mutating func look(
        in view: LedgerView, by writer: LetterWriter, office: Office, at now: Instant
    ) throws {
        let (numbers, mark) = try view.heldLetters(touchedSince: mark)
        self.mark = mark
        for number in numbers {
            guard let notice = try view.notice(number) else { continue }
            var version = Version(
                at: now, notice: try view.refreshed(notice, office: office, now: now))
            if areComposed {
                version.letter = try Self.letter(of: notice, by: writer, view, office, now: now)
            }
            versions[number, default: []].append(version)
        }
    }

    /// What the letter of a notice would say; nil of one that cannot be composed.
    private static func letter(
        of notice: NoticeRecord, by writer: LetterWriter, _ view: LedgerView, _ office: Office,
        now: Instant
    ) throws -> LetterRecord? {
        do {
            return try writer.shown(notice, view: view, office: office, now: now).letter
        } catch is EngineError {
            return nil
        }
    }

    /// A letter as it was offered first: with what it still has, where others of its orders left it or joined it.
    func first(of notice: NoticeRecord) -> Version? {
        let items = Set(notice.liveItems.map(\.id))
        let all = versions[notice.id] ?? []
        return all.first { Set($0.notice.liveItems.map(\.id)) == items } ?? all.last
    }

    /// All that a letter said until a moment, what it said first in any case.
    func all(
        of notice: NoticeRecord, until end: Instant
    ) -> [(notice: NoticeRecord, letter: LetterRecord?)] {
        let all = versions[notice.id] ?? []
        return (all.prefix(1) + all.dropFirst().filter { $0.at <= end }).map {
            ($0.notice, $0.letter)
        }
    }
}
