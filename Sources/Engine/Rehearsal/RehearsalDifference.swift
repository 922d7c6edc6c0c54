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

    private struct Key: Hashable {
        var recipient: String
        /// A person and a client may have one code.
        var isClient: Bool
        var cause: String
        /// Of what is told several times under one cause, which time.
        var time = 1
    }

    private struct Told {
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
        var (old, new) = (Self.told(in: former), Self.told(in: present))
        Self.join(&old, &new)
        let keys = Set(old.keys).union(new.keys)
        changes = keys.compactMap { key in
            Self.change(of: key.recipient, from: old[key], to: new[key])
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

    private static func change(
        of recipient: String, from old: Told?, to new: Told?
    ) -> Change? {
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
        guard let item = (new ?? old)?.item else { return nil }
        return Change(
            kind: kind, recipient: recipient, item: item, formerAt: old?.at, at: new?.at,
            isAfterDue: new?.isAfterDue ?? false && !(old?.isAfterDue ?? false))
    }

    /// What is told under other causes in both plays, of the same step or kind and about the same, is one thing: the
    /// first with the first, and so on.
    private static func join(_ old: inout [Key: Told], _ new: inout [Key: Told]) {
        struct Likeness: Hashable {
            var recipient: String
            var isClient: Bool
            var kind: String
            var subject: Subject
            var step: String?
        }
        func alone(_ some: [Key: Told], _ others: [Key: Told]) -> [Likeness: [Key]] {
            let keys = some.keys.filter { others[$0] == nil }.sorted {
                (some[$0]?.at ?? .distantPast, $0.cause, $0.time)
                    < (some[$1]?.at ?? .distantPast, $1.cause, $1.time)
            }
            return Dictionary(grouping: keys) { key in
                let item = some[key]?.item
                return Likeness(
                    recipient: key.recipient, isClient: key.isClient, kind: item?.kind ?? "",
                    subject: item?.subject ?? .service, step: item?.step)
            }
        }
        let (gone, added) = (alone(old, new), alone(new, old))
        for (likeness, keys) in gone {
            for (key, other) in zip(keys, added[likeness] ?? []) {
                new[key] = new.removeValue(forKey: other)
            }
        }
    }

    /// Each thing as often as it is told, in the order of the messages: a letter about one order may follow another.
    private static func told(in messages: [RehearsedMessage]) -> [Key: Told] {
        var told: [Key: Told] = [:]
        for message in messages {
            for item in message.items {
                var key = Key(
                    recipient: message.recipient, isClient: message.isClient, cause: item.cause)
                while told[key] != nil { key.time += 1 }
                told[key] = Told(
                    at: message.at, item: item, isHeld: !message.holdReasons.isEmpty,
                    wording: message.wording,
                    company: message.items.map { "\($0.kind) \($0.subject) \($0.step ?? "")" })
            }
        }
        return told
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
