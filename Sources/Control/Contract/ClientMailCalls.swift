/// Has letters wait: the named ones, or all mail to clients until it is resumed.
package struct HoldClientMail: ControlCall {
    package static let method = "HoldClientMail"
    /// Nil is all mail to clients.
    package var ids: [Int]?
    package var reason: String
    package var by: String?

    package init(ids: [Int]? = nil, reason: String, by: String? = nil) {
        self.ids = ids
        self.reason = reason
        self.by = by
    }

    package struct Reply: Codable, Sendable {
        package var notices: [Notice]
        package init(notices: [Notice]) { self.notices = notices }
    }
}

/// Lets client mail go again.
package struct ResumeClientMail: ControlCall {
    package static let method = "ResumeClientMail"
    package var by: String?
    package init(by: String? = nil) { self.by = by }

    package struct Reply: Codable, Sendable {
        /// How many letters leave at their next moment.
        package var waiting: Int
        package init(waiting: Int) { self.waiting = waiting }
    }
}

/// Takes a person's word that a letter arrived of which nobody knew.
package struct ConfirmArrival: ControlCall {
    package static let method = "ConfirmArrival"
    package var id: Int
    package var by: String?

    package init(id: Int, by: String? = nil) {
        self.id = id
        self.by = by
    }

    package struct Reply: Codable, Sendable {
        package var notice: Notice
        package init(notice: Notice) { self.notice = notice }
    }
}

/// Puts a person's own words into a letter that has not left.
package struct EditNotice: ControlCall {
    package static let method = "EditNotice"
    package var id: Int
    /// Goes after what the letter says.
    package var paragraph: String?
    /// Goes in place of what the letter says; with neither the letter is as it was.
    package var body: String?
    package var by: String?

    package init(id: Int, paragraph: String? = nil, body: String? = nil, by: String? = nil) {
        self.id = id
        self.paragraph = paragraph
        self.body = body
        self.by = by
    }

    package struct Reply: Codable, Sendable {
        package var notice: Notice
        package var letter: Letter
        package init(notice: Notice, letter: Letter) {
            self.notice = notice
            self.letter = letter
        }
    }
}

/// Writes to clients in a person's own words; the letters are held until they are approved.
package struct WriteNotice: ControlCall {
    package static let method = "WriteNotice"
    /// Clients' codes.
    package var clients: [String]?
    /// The order that it is about; it goes to the order's client and nobody else.
    package var order: String?
    package var subject: String
    /// Empty lines part paragraphs.
    package var text: String
    package var by: String?

    package init(
        clients: [String]? = nil, order: String? = nil, subject: String, text: String,
        by: String? = nil
    ) {
        self.clients = clients
        self.order = order
        self.subject = subject
        self.text = text
        self.by = by
    }

    package struct Reply: Codable, Sendable {
        package var notices: [Notice]
        /// Codes of the calls to make instead, for clients who get no mail.
        package var calls: [String]

        package init(notices: [Notice], calls: [String]) {
            self.notices = notices
            self.calls = calls
        }
    }
}
