/// Carries letters' bytes; knows nothing of what they say.
package protocol Courier: Sendable {
    /// As settings and journal call it: `smtp`, `maildir`, `journal`.
    var name: String { get }
    /// Tries once. Never throws: whatever happens is an outcome.
    func deliver(_ parcel: Parcel) async -> DeliveryOutcome
}

/// A letter with its envelope.
package struct Parcel: Sendable {
    /// The message, lines ending in CRLF.
    package var bytes: [UInt8]
    /// Without angle brackets.
    package var messageID: String
    package var envelopeSender: String
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

/// What became of one attempt.
package enum DeliveryOutcome: Sendable, Hashable {
    /// Accepted, with the server's own words.
    case sent(response: String)
    /// Certainly not accepted, and worth trying again.
    case deferred(reason: String)
    /// Certainly not accepted, for good. `isAddressAtFault` when a recipient is what was refused.
    case refused(reason: String, isAddressAtFault: Bool)
    /// Handed over whole, but no answer came: nobody knows.
    case uncertain(reason: String)
}
