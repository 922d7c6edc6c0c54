package import Almanac
package import Coordination

/// What one play of an office has otherwise than another.
package struct RehearsalDifference: Sendable {
    /// In the order of their moments.
    package var changes: [Change]

    /// One thing told to one person that is told at another moment, or in one play only.
    package struct Change: Sendable {
        package var kind: Kind
        package var recipient: String
        package var item: RehearsedMessage.ToldItem
        /// When it goes as things are; nil of what is new.
        package var formerAt: Instant?
        /// When it goes with the change; nil of what is gone.
        package var at: Instant?
        /// Whether with the change, and not without it, it comes after the moment that it reminds of.
        package var isAfterDue: Bool
    }

    /// What became of it.
    package enum Kind: String, Sendable, CaseIterable {
        case moved, added, gone
        /// At the same moment in other words.
        case reworded
        /// It waits for a person now, or does no more.
        case held, released
    }

    private struct Told {
        var recipient: String
        /// A person and a client may have one code.
        var isClient: Bool
        var at: Instant
        var item: RehearsedMessage.ToldItem
        var isHeld: Bool
        /// What the mail says, where all that it tells of is the same.
        var wording: Int?
        var company: [String]

        var isAfterDue: Bool {
            !isHeld && item.kind == "reminder" && item.due.map { at > $0 } ?? false
        }

        /// Whether what is said of it is another thing, or, beside the same others, its mail's words are others.
        func isReworded(from other: Told) -> Bool {
            let isOther = { (mine: Int?, others: Int?) in
                mine != nil && others != nil && mine != others
            }
            return isOther(item.saying, other.item.saying)
                || company == other.company && isOther(wording, other.wording)
        }
    }

    /// - Parameter end: what goes after it in both plays is left out; the plays go on for some time, so that what
    ///   only moves past it is not taken for gone.
    package init(
        from former: [RehearsedMessage], to present: [RehearsedMessage],
        until end: Instant = .distantFuture
    ) {
        changes = Self.pairs(of: Self.told(in: former), with: Self.told(in: present)).compactMap {
            Self.change(from: $0, to: $1)
        }.filter { change in
            min(change.at ?? .distantFuture, change.formerAt ?? .distantFuture) <= end
        }.sorted { left, right in
            let order = { (change: Change) in
                (
                    change.at ?? change.formerAt ?? .distantPast, change.recipient,
                    change.item.cause
                )
            }
            return order(left) < order(right)
        }
    }

    private static func change(from old: Told?, to new: Told?) -> Change? {
        let kind: Kind
        switch (old, new) {
        case (nil, nil): return nil
        case (nil, _): kind = .added
        case (_, nil): kind = .gone
        case (let old?, let new?):
            if old.isHeld != new.isHeld {
                kind = new.isHeld ? .held : .released
            } else if old.at != new.at {
                kind = .moved
            } else if new.isReworded(from: old) {
                kind = .reworded
            } else {
                return nil
            }
        }
        guard let told = new ?? old else { return nil }
        return Change(
            kind: kind, recipient: told.recipient, item: told.item, formerAt: old?.at, at: new?.at,
            isAfterDue: new?.isAfterDue ?? false && !(old?.isAfterDue ?? false))
    }

    /// By what one thing of a play is known again in the other.
    private struct Sameness: Hashable {
        var recipient: String
        var isClient: Bool
        var cause: String?
        var kind: String?
        var subject: Subject?
        var step: String?
        var at: Instant?

        init(_ told: Told, byCause: Bool, byMoment: Bool) {
            (recipient, isClient) = (told.recipient, told.isClient)
            if byMoment { at = told.at }
            if byCause {
                cause = told.item.cause
            } else {
                (kind, subject, step) = (told.item.kind, told.item.subject, told.item.step)
            }
        }
    }

    /// What is one thing in both plays: of the same cause, or of the same step or kind and about the same. What goes at
    /// one moment in both is the same first of all, so that only what goes no more at its moment can have moved; of what
    /// is left the first is the same as the first, and so on.
    private static func pairs(of old: [Told], with new: [Told]) -> [(Told?, Told?)] {
        var pairs: [(Told?, Told?)] = []
        var (old, new) = (old, new)
        for (byMoment, byCause) in [(true, true), (true, false), (false, true), (false, false)] {
            let sameness = { (told: Told) in
                Sameness(told, byCause: byCause, byMoment: byMoment)
            }
            var others = Dictionary(grouping: new.indices.reversed()) { sameness(new[$0]) }
            var known: Set<Int> = []
            old.removeAll { told in
                guard let index = others[sameness(told)]?.popLast() else { return false }
                known.insert(index)
                pairs.append((told, new[index]))
                return true
            }
            new = new.indices.filter { !known.contains($0) }.map { new[$0] }
        }
        return pairs + old.map { ($0, nil) } + new.map { (nil, $0) }
    }

    /// Each thing as often as it is told, in the order of their moments: a letter about one order may follow another.
    private static func told(in messages: [RehearsedMessage]) -> [Told] {
        messages.flatMap { message in
            message.items.map { item in
                Told(
                    recipient: message.recipient, isClient: message.isClient, at: message.at,
                    item: item, isHeld: !message.holdReasons.isEmpty, wording: message.wording,
                    company: message.items.map { "\($0.kind) \($0.subject) \($0.step ?? "")" })
            }
        }.sorted { ($0.at, $0.item.cause) < ($1.at, $1.item.cause) }
    }

    /// As sentences: how many things move, come and go, and what comes too late.
    package var words: [BilingualText] {
        var words: [BilingualText] = []
        let count = { (kind: Kind) in changes.count { $0.kind == kind } }
        let sentences: [(Kind, one: String, many: String, indonesian: String)] = [
            (.moved, "1 message moves.", "{1} messages move.", "{1} pesan bergeser."),
            (.added, "1 message is new.", "{1} messages are new.", "{1} pesan baru."),
            (
                .gone, "1 message does not go any more.", "{1} messages do not go any more.",
                "{1} pesan tidak dikirim lagi."
            ),
            (
                .reworded, "1 message reads differently.", "{1} messages read differently.",
                "{1} pesan berubah kata-katanya."
            ),
            (
                .held, "1 more waits for a person.", "{1} more wait for a person.",
                "{1} lagi menunggu seseorang."
            ),
            (
                .released, "1 goes without waiting for a person.",
                "{1} go without waiting for a person.", "{1} dikirim tanpa menunggu seseorang."
            ),
        ]
        for (kind, one, many, indonesian) in sentences where count(kind) > 0 {
            words.append(
                .sentence(count(kind) == 1 ? one : many, indonesian, .plain("\(count(kind))")))
        }
        for change in changes where change.isAfterDue {
            words.append(
                .sentence(
                    "The reminder {1} of {2} to {3} lands after its due moment.",
                    "Pengingat {1} tentang {2} kepada {3} jatuh setelah jatuh tempo.",
                    .plain(change.item.step ?? ""), .plain(change.item.subject.id),
                    .plain(change.recipient)))
        }
        return words.isEmpty
            ? [BilingualText(en: "It changes no message.", id: "Tidak ada pesan yang berubah.")]
            : words
    }
}
