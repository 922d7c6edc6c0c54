package import Coordination

/// Who sends: what is the same in every letter of an office.
package struct PostOffice: Hashable, Sendable {
    /// The From header.
    package var sender: Mailbox
    /// Where answers go: the coordinator.
    package var replyTo: Mailbox
    /// Where bounces go: an address of its own (RFC 5321 MAIL FROM).
    package var envelopeSender: String
    package var officeName: String
    package var coordinatorName: String
    /// How its amounts, numbers and dates are written.
    package var style: WritingStyle
    package var letterhead: Letterhead
    /// Who signs; nil is the coordinator.
    package var signature: Signature?
    /// What a letter is filed under; nil where letters bear none.
    package var letterNumber: String?

    /// A name below a letter.
    package struct Signature: Hashable, Sendable {
        package var name: String
        /// By language.
        package var title: [String: String]

        package init(name: String, title: [String: String] = [:]) {
            self.name = name
            self.title = title
        }
    }

    package init(
        sender: Mailbox, replyTo: Mailbox, envelopeSender: String, officeName: String,
        coordinatorName: String, style: WritingStyle = WritingStyle(),
        letterhead: Letterhead = Letterhead()
    ) {
        self.sender = sender
        self.replyTo = replyTo
        self.envelopeSender = envelopeSender
        self.officeName = officeName
        self.coordinatorName = coordinatorName
        self.style = style
        self.letterhead = letterhead
    }
}
