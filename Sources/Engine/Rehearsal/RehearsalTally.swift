package import Coordination

/// What a play came to in numbers: the evidence that a director wants.
package struct RehearsalTally: Sendable {
    private let messages: [RehearsedMessage]

    /// How many letters are shown in full.
    private static let shown = 10

    package init(of messages: [RehearsedMessage]) { self.messages = messages }

    /// Letters by client, then mails by person, as sentences, the most first. What waits for a person has not gone.
    package var words: [BilingualText] {
        sentences(
            of: messages.filter(\.isClient), "letter", "surat")
            + sentences(
                of: messages.filter { !$0.isClient && $0.holdReasons.isEmpty },
                "mail", "surel")
    }

    private func sentences(
        of messages: [RehearsedMessage], _ english: String, _ indonesian: String
    ) -> [BilingualText] {
        let counts = Dictionary(grouping: messages, by: \.recipient)
        return counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
            key, messages in
            let waiting = messages.count { !$0.holdReasons.isEmpty }
            let rest =
                waiting == 0
                ? BilingualText.plain("")
                : .sentence(
                    ", and {1} more that wait for a person", ", dan {1} lagi menunggu seseorang",
                    .plain("\(waiting)"))
            let gone = messages.count - waiting
            return .sentence(
                "{1}: {2} \(english)\(gone == 1 ? "" : "s"){3}.", "{1}: {2} \(indonesian){3}.",
                .plain(messages.first?.recipientName ?? key), .plain("\(gone)"), rest)
        }
    }

    /// Takes the texts out of all but the letters to clients that are the most delicate: what waits for a
    /// person for several reasons, and what tells of a further delay.
    static func keepingTexts(
        of messages: [RehearsedMessage], all: Bool
    ) -> [RehearsedMessage] {
        guard !all else { return messages }
        let delicate = messages.indices.filter { messages[$0].isClient }
            .sorted { (weight(messages[$1]), $0) < (weight(messages[$0]), $1) }
        let kept = Set(delicate.prefix(shown))
        return messages.enumerated().map { index, message in
            var message = message
            if !kept.contains(index) { message.text = nil }
            return message
        }
    }

    private static func weight(_ message: RehearsedMessage) -> Int {
        let kinds = message.items.map { item in
            switch DelayAssessment.Letter(rawValue: item.kind) {
            case .furtherSlip: 4
            case .slip: 2
            case .improved, .recovery: 1
            case nil: 3
            }
        }
        return message.holdReasons.count * 3 + kinds.reduce(0, +)
    }
}
