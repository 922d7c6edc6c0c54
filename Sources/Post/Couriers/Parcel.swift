import Coordination

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
    /// Whether it must not wait; a route may take it another way.
    package var isUrgent: Bool
    /// The courier that its reader wants; nil, or a name that no courier has, leaves it to the routes.
    package var channel: String?
    /// One line for the journal, without address and without the letter's words.
    package var summary: String
    /// The ledger's number of the notice.
    package var noticeID: Int64
    /// What couriers that carry no mail say instead.
    package var message: any ParcelMessage

    package init(
        bytes: [UInt8], messageID: String, envelopeSender: String, recipients: [String],
        isClient: Bool, isUrgent: Bool = false, channel: String? = nil, summary: String,
        noticeID: Int64, message: any ParcelMessage = ShortMessage()
    ) {
        self.bytes = bytes
        self.messageID = messageID
        self.envelopeSender = envelopeSender
        self.recipients = recipients
        self.isClient = isClient
        self.isUrgent = isUrgent
        self.channel = channel
        self.summary = summary
        self.noticeID = noticeID
        self.message = message
    }

    /// What routes look at.
    package var sort: CourierRoutes.Sort {
        CourierRoutes.Sort(
            audience: isClient ? .client : .office, isUrgent: isUrgent, channel: channel)
    }

    /// A sealed letter on its way.
    package init(
        letter: Letter, envelopeSender: String, isClient: Bool, summary: String, noticeID: Int64
    ) {
        self.init(
            bytes: letter.bytes, messageID: letter.messageID, envelopeSender: envelopeSender,
            recipients: letter.recipients, isClient: isClient, summary: summary,
            noticeID: noticeID,
            message: ShortMessage(subject: letter.subject, text: letter.text))
    }
}

/// A letter's words for a courier that wants them, made when it asks: most never do.
package protocol ParcelMessage: Sendable {
    var short: ShortMessage { get }
}

/// A letter's words, as a program takes them.
package struct ShortMessage: ParcelMessage, Hashable {
    package var subject: String
    package var text: String
    /// `id` or `en`.
    package var language: String
    package var readerName: String?
    /// E.164.
    package var readerPhone: String?
    /// The template's kind; `several` of a letter about more than one thing.
    package var kind: String
    /// What the only entry states, worded, by the names that templates use.
    package var facts: [String: String]

    package init(
        subject: String = "", text: String = "", language: String = "en",
        readerName: String? = nil, readerPhone: String? = nil, kind: String = "several",
        facts: [String: String] = [:]
    ) {
        self.subject = subject
        self.text = text
        self.language = language
        self.readerName = readerName
        self.readerPhone = readerPhone
        self.kind = kind
        self.facts = facts
    }

    package var short: ShortMessage { self }
}
