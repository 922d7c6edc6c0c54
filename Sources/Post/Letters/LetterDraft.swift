package import Almanac
package import Coordination

/// What the outbox knows of a notice: everything that its letter is composed from.
package struct LetterDraft: Sendable {
    /// Without angle brackets, made by the caller; the same one again gives the same letter.
    package var messageID: String
    /// Shown in the Date header, in the reader's zone.
    package var date: Instant
    package var reader: Reader
    /// In order, most urgent first.
    package var entries: [Entry]
    /// Message-IDs of the thread without angle brackets, oldest first.
    package var references: [String]
    /// What tells this conversation from every other; nil where it is none.
    package var thread: String?
    /// What its only entry's due moment is called in calendars; nil where it is in none.
    package var calendarEntry: String?
    /// Whether mail programs are to show that it matters now.
    package var isUrgent: Bool
    package var cc: [Mailbox]
    /// Paragraphs of a person's own after the entries.
    package var additions: [String]
    package var attachments: [AttachedFile]
    /// What stands over all of it, whatever the wordings say; nil for nothing.
    package var banner: Banner?

    /// Whether nobody reads more of it than its subject: of a rehearsal that shows no letters.
    package var isSubjectOnly = false

    /// What a trial writes over a letter.
    package struct Banner: Hashable, Sendable {
        package var text: String
        /// What stands before the subject.
        package var mark: String

        package init(text: String, mark: String) {
            self.text = text
            self.mark = mark
        }
    }

    package init(
        messageID: String, date: Instant, reader: Reader, entries: [Entry],
        references: [String] = [], thread: String? = nil, calendarEntry: String? = nil,
        isUrgent: Bool = false,
        cc: [Mailbox] = [], additions: [String] = [],
        attachments: [AttachedFile] = []
    ) {
        self.messageID = messageID
        self.date = date
        self.reader = reader
        self.entries = entries
        self.references = references
        self.thread = thread
        self.calendarEntry = calendarEntry
        self.isUrgent = isUrgent
        self.cc = cc
        self.additions = additions
        self.attachments = attachments
    }

    /// A file that the letter carries.
    package struct AttachedFile: Hashable, Sendable {
        /// Without folders.
        package var name: String
        /// `application/pdf` (RFC 6838).
        package var mediaType: String
        /// Of text, where it is known.
        package var charset: String?
        package var content: [UInt8]

        package init(
            name: String, mediaType: String, charset: String? = nil, content: [UInt8]
        ) {
            self.name = name
            self.mediaType = mediaType
            self.charset = charset
            self.content = content
        }
    }

    /// Who reads it.
    package struct Reader: Hashable, Sendable {
        /// With its honorific, if it has one: nothing is added. Nil for a bare address.
        package var name: String?
        package var address: String
        /// `id` or `en`; any other is written to in English.
        package var language: String
        package var zone: Zone
        /// A client gets the client's frame, and never a kind meant for the office.
        package var isClient: Bool
        /// Whether it is they whom everybody else tells what is done.
        package var isCoordinator: Bool
        /// Whether they read it where a reply reaches nobody.
        package var isReachedByChat: Bool

        package init(
            name: String?, address: String, language: String, zone: Zone, isClient: Bool,
            isCoordinator: Bool = false, isReachedByChat: Bool = false
        ) {
            self.name = name
            self.address = address
            self.language = language
            self.zone = zone
            self.isClient = isClient
            self.isCoordinator = isCoordinator
            self.isReachedByChat = isReachedByChat
        }
    }

    /// One item: which template, and what it states.
    package struct Entry: Hashable, Sendable {
        package var kind: String
        package var facts: Facts

        package init(kind: String, facts: Facts) {
            self.kind = kind
            self.facts = facts
        }
    }
}
