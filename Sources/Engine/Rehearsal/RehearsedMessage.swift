package import Almanac
package import Coordination
import Ledger

/// One mail that a rehearsal saw leave, or a letter that waits for a person at its end.
package struct RehearsedMessage: Sendable, Hashable {
    /// When it left; of what waits, since when.
    package var at: Instant
    /// A recipient's key.
    package var recipient: String
    package var recipientName: String?
    package var isClient: Bool
    package var subject: String
    /// Why it waits for a person; empty of what left.
    package var holdReasons: [HoldReason]
    package var items: [ToldItem]
    /// The whole letter, where it was asked for.
    package var text: String?
    /// What tells its words from others within one run of the program, where that was asked for.
    package var wording: Int?

    /// One thing that it tells.
    package struct ToldItem: Sendable, Hashable {
        package var kind: String
        /// What it is about: `deadline T-004`.
        package var subject: Subject
        /// The ladder's step, `WD-3 09:00`.
        package var step: String?
        /// What tells it from every other, whatever revision of its deadline it is of.
        package var cause: String
        /// When what it reminds of is due.
        package var due: Instant?
        /// What tells what is said of it from anything else, within one run of the program, where that was asked for.
        package var saying: Int?
    }

    /// Whether a reminder leaves after the moment that it reminds of.
    package var isAfterDue: Bool {
        items.contains { item in
            item.kind == "reminder" && item.due.map { at > $0 } ?? false
        }
    }
}

extension RehearsedMessage {
    init(
        _ notice: NoticeRecord, at moment: Instant, subject: String, text: String?,
        saying sayings: Sayings?, office: Office
    ) {
        let words = ExplanationWords(office)
        at = moment
        recipient = notice.recipient
        recipientName =
            office.recipient(key: notice.recipient, audience: notice.audience)?.name
        isClient = notice.audience == .client
        self.subject = subject
        holdReasons = notice.state == .held ? notice.holdReasons : []
        self.text = text
        wording = sayings?.wording
        items = notice.liveItems.map { record in
            var due: Instant?
            if case .moment(let moment, _)? = record.item.facts["due"] { due = moment }
            return ToldItem(
                kind: record.item.kind, subject: record.item.subject,
                step: words.step(ofCause: record.item.cause), cause: Self.lastingCause(record),
                due: due, saying: sayings?.items[record.id])
        }
    }

    /// Without the revision, which another holiday list may change: behind the subject's own words, whose codes may
    /// look like one. A letter about an order is one thing, whichever of its lines it states.
    private static func lastingCause(_ record: ItemRecord) -> String {
        let subject = record.item.subject.description
        guard !record.statesDates else { return subject }
        let cause = record.item.cause
        let own = cause.hasPrefix(subject) ? subject : ""
        return own
            + cause.dropFirst(own.count).split(separator: " ", omittingEmptySubsequences: false)
            .filter { word in
                !(word.first == "r" && Int(word.dropFirst()) != nil)
            }.joined(separator: " ")
    }

    /// What a message says, once or in several versions.
    struct Sayings {
        /// By the items' numbers in the ledger.
        private(set) var items: [Int64: Int] = [:]
        private(set) var wording: Int?

        /// - Parameter versions: its notice each time, and the letter where it could be composed.
        init(_ versions: [(notice: NoticeRecord, letter: LetterRecord?)]) {
            for (notice, letter) in versions {
                for record in notice.liveItems {
                    var hasher = Hasher()
                    hasher.combine(items[record.id])
                    hasher.combine(record.item.kind)
                    hasher.combine(record.item.facts)
                    items[record.id] = hasher.finalize()
                }
                guard let letter else { continue }
                var hasher = Hasher()
                hasher.combine(wording)
                hasher.combine(letter.subject)
                hasher.combine(letter.text)
                hasher.combine(letter.html)
                wording = hasher.finalize()
            }
        }
    }
}
