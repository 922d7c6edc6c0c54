package import Almanac

/// One thing that one person must hear, unique by what caused it.
package struct Item: Hashable, Sendable {
    /// What brought it about, spelled so that the same cause always gives the same text: the ledger
    /// refuses a second item of the same cause.
    package var cause: String
    /// The template that words it.
    package var kind: String
    /// What it is about.
    package var subject: Subject
    package var facts: Facts
    package var isUrgent: Bool
    /// After this moment it is of no use and must not leave.
    package var expiresAt: Instant?
    /// Files that its letter carries.
    package var attachments: [Attachment]

    package init(
        cause: String, kind: String, subject: Subject, facts: Facts, isUrgent: Bool = false,
        expiresAt: Instant? = nil, attachments: [Attachment] = []
    ) {
        self.cause = cause
        self.kind = kind
        self.subject = subject
        self.facts = facts
        self.isUrgent = isUrgent
        self.expiresAt = expiresAt
        self.attachments = attachments
    }
}

/// What an item, an event or a question is about.
package struct Subject: Hashable, Sendable, CustomStringConvertible {
    package var kind: Kind
    package var id: String

    /// What sort of thing a subject is.
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case deadline, order, client, submission, period, notice, sheet, job, office
    }

    package init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }

    /// The service itself, whose starts and stops the history has.
    package static let service = Subject(.office, "service")

    package var description: String { "\(kind.rawValue) \(id)" }
}
