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
    }

    private struct Key: Hashable {
        var recipient: String
        var cause: String
    }

    private struct Told {
        var at: Instant
        var item: RehearsedMessage.ToldItem

        var isAfterDue: Bool {
            item.kind == "reminder" && item.due.map { at > $0 } ?? false
        }
    }

    package init(from former: [RehearsedMessage], to present: [RehearsedMessage]) {
        let (old, new) = (Self.told(in: former), Self.told(in: present))
        var changes: [Change] = []
        for (key, told) in new {
            guard let before = old[key] else {
                changes.append(
                    Change(
                        kind: .added, recipient: key.recipient, item: told.item, formerAt: nil,
                        at: told.at, isAfterDue: told.isAfterDue))
                continue
            }
            guard before.at != told.at else { continue }
            changes.append(
                Change(
                    kind: .moved, recipient: key.recipient, item: told.item,
                    formerAt: before.at, at: told.at,
                    isAfterDue: told.isAfterDue && !before.isAfterDue))
        }
        for (key, told) in old where new[key] == nil {
            changes.append(
                Change(
                    kind: .gone, recipient: key.recipient, item: told.item, formerAt: told.at,
                    at: nil, isAfterDue: false))
        }
        self.changes = changes.sorted { left, right in
            let order = { (change: Change) in
                (
                    change.at ?? change.formerAt ?? .distantPast, change.recipient,
                    change.item.cause
                )
            }
            return order(left) < order(right)
        }
    }

    /// What left, each thing once: it is told to a person under a cause once only.
    private static func told(in messages: [RehearsedMessage]) -> [Key: Told] {
        var told: [Key: Told] = [:]
        for message in messages where message.holdReasons.isEmpty {
            for item in message.items {
                let key = Key(recipient: message.recipient, cause: item.cause)
                if told[key] == nil { told[key] = Told(at: message.at, item: item) }
            }
        }
        return told
    }

    /// As sentences: how many things move, come and go, and what comes too late.
    package var words: [BilingualText] {
        var words: [BilingualText] = []
        let count = { (kind: Kind) in changes.count { $0.kind == kind } }
        let sentences: [(Kind, String, String)] = [
            (.moved, "{1} messages move.", "{1} pesan bergeser."),
            (.added, "{1} messages are new.", "{1} pesan baru."),
            (.gone, "{1} messages do not go any more.", "{1} pesan tidak dikirim lagi."),
        ]
        for (kind, english, indonesian) in sentences where count(kind) > 0 {
            words.append(.sentence(english, indonesian, .plain("\(count(kind))")))
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
