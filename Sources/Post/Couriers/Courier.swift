/// Carries letters' bytes; knows nothing of what they say.
package protocol Courier: Sendable {
    /// As settings and journal call it: `smtp`, `maildir`, `journal`.
    var name: String { get }
    /// How many letters it has on their way at once: no more are claimed ahead.
    var capacity: Int { get }
    /// Tries once. Never throws: whatever happens is an outcome.
    func deliver(_ parcel: Parcel) async -> Delivery
    /// Begins nothing any more, and ends within seconds what is on its way: certainly not handed over
    /// is *deferred*, handed over without an answer *uncertain*.
    func stop()
}

extension Courier {
    /// A courier whose deliveries end by themselves at once needs no word.
    package func stop() {}
}

/// A letter with its envelope.
package struct Parcel: Sendable {
    /// The message, lines ending in CRLF.
    package var bytes: [UInt8]
    /// Without angle brackets.
    package var messageID: String
    package var envelopeSender: String
    /// The first is whom the letter is for; the others get copies.
    package var recipients: [String]
    package var isClient: Bool
    /// One line for the journal, without address and without the letter's words.
    package var summary: String
    /// The ledger's number of the notice.
    package var noticeID: Int64

    package init(
        bytes: [UInt8], messageID: String, envelopeSender: String, recipients: [String],
        isClient: Bool, summary: String, noticeID: Int64
    ) {
        self.bytes = bytes
        self.messageID = messageID
        self.envelopeSender = envelopeSender
        self.recipients = recipients
        self.isClient = isClient
        self.summary = summary
        self.noticeID = noticeID
    }

    /// A sealed letter on its way.
    package init(
        letter: Letter, envelopeSender: String, isClient: Bool, summary: String, noticeID: Int64
    ) {
        self.init(
            bytes: letter.bytes, messageID: letter.messageID, envelopeSender: envelopeSender,
            recipients: letter.recipients, isClient: isClient, summary: summary,
            noticeID: noticeID)
    }
}
