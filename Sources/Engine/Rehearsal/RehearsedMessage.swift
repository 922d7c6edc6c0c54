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
        wording: Int? = nil, office: Office
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
        self.wording = wording
        items = notice.liveItems.map { record in
            var due: Instant?
            if case .moment(let moment, _)? = record.item.facts["due"] { due = moment }
            return ToldItem(
                kind: record.item.kind, subject: record.item.subject,
                step: words.step(ofCause: record.item.cause),
                cause: Self.lastingCause(record.item.cause), due: due)
        }
    }

    /// Without the revision, which another holiday list may change, and what only tells one play's notices
    /// from another's.
    private static func lastingCause(_ cause: String) -> String {
        cause.split(separator: " ").filter { word in
            !(word.first == "r" && Int(word.dropFirst()) != nil)
        }.joined(separator: " ")
    }
}
