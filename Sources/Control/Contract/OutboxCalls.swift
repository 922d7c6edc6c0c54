/// Notices, the newest last.
package struct ListNotices: ControlCall {
    package static let method = "ListNotices"
    /// A state's name, or `all`; nil lists what is not finished.
    package var state: String?
    /// At most so many, the newest; nil is 200.
    package var limit: Int?

    package init(state: String? = nil, limit: Int? = nil) {
        self.state = state
        self.limit = limit
    }

    package struct Reply: Codable, Sendable {
        package var notices: [Notice]
        package init(notices: [Notice]) { self.notices = notices }
    }
}

/// One notice with its letter, exactly as it went, may have arrived, or would go now.
package struct ShowNotice: ControlCall {
    package static let method = "ShowNotice"
    package var id: Int
    package init(id: Int) { self.id = id }

    package struct Reply: Codable, Sendable {
        package var notice: Notice
        package var letter: Letter?
        package init(notice: Notice, letter: Letter?) {
            self.notice = notice
            self.letter = letter
        }
    }
}

/// Releases letters that wait for a person: all of them, or none.
package struct ApproveNotices: ControlCall {
    package static let method = "ApproveNotices"
    package var approvals: [Approval]
    /// Releases those that can be, although others cannot; nil is false.
    package var partial: Bool?
    package var by: String?

    package init(approvals: [Approval], partial: Bool? = nil, by: String? = nil) {
        self.approvals = approvals
        self.partial = partial
        self.by = by
    }

    package struct Reply: Codable, Sendable {
        package var notices: [Notice]
        /// Those that wait on; empty unless the call was a partial one.
        package var problems: [ApprovalProblem]

        package init(notices: [Notice], problems: [ApprovalProblem]) {
            self.notices = notices
            self.problems = problems
        }
    }
}

/// Why a letter was not released.
package struct ApprovalProblem: Codable, Sendable {
    package var id: Int
    package var message: String

    package init(id: Int, message: String) {
        self.id = id
        self.message = message
    }
}

/// One letter that somebody read: the hash says which wording of it.
package struct Approval: Codable, Sendable {
    package var id: Int
    package var hash: String
    package init(id: Int, hash: String) {
        self.id = id
        self.hash = hash
    }
}

/// Takes a letter back that waits for a person.
package struct RefuseNotice: ControlCall {
    package static let method = "RefuseNotice"
    package var id: Int
    package var reason: String
    package var by: String?

    package init(id: Int, reason: String, by: String? = nil) {
        self.id = id
        self.reason = reason
        self.by = by
    }

    package struct Reply: Codable, Sendable {
        package var notice: Notice
        package init(notice: Notice) { self.notice = notice }
    }
}

/// One message to one recipient, and where it stands.
package struct Notice: Codable, Sendable {
    package var id: Int
    /// A person's, team's or client's code, or a bare address.
    package var recipient: String
    package var recipientName: String?
    /// `office` or `client`.
    package var audience: String
    /// `waiting`, `held`, `claimed`, `deferred`, `sent`, `refused`, `uncertain`, `withdrawn` or
    /// `expired`.
    package var state: String
    package var holdReasons: [String]
    package var items: [NoticeItem]
    package var createdAt: String
    package var leaveAt: String?
    package var attempts: Int
    package var approvedBy: String?
    package var response: String?
    package var finishedAt: String?

    package init(
        id: Int, recipient: String, recipientName: String?, audience: String, state: String,
        holdReasons: [String], items: [NoticeItem], createdAt: String, leaveAt: String?,
        attempts: Int, approvedBy: String?, response: String?, finishedAt: String?
    ) {
        self.id = id
        self.recipient = recipient
        self.recipientName = recipientName
        self.audience = audience
        self.state = state
        self.holdReasons = holdReasons
        self.items = items
        self.createdAt = createdAt
        self.leaveAt = leaveAt
        self.attempts = attempts
        self.approvedBy = approvedBy
        self.response = response
        self.finishedAt = finishedAt
    }
}

/// One thing that a notice tells.
package struct NoticeItem: Codable, Sendable {
    /// The template that words it: `reminder`, `slip`, …
    package var kind: String
    /// `deadline`, `order`, `submission`, …
    package var subjectKind: String
    package var subject: String
    package var isUrgent: Bool
    package var withdrawnBecause: String?

    package init(
        kind: String, subjectKind: String, subject: String, isUrgent: Bool,
        withdrawnBecause: String?
    ) {
        self.kind = kind
        self.subjectKind = subjectKind
        self.subject = subject
        self.isUrgent = isUrgent
        self.withdrawnBecause = withdrawnBecause
    }
}

/// A letter as its reader gets it.
package struct Letter: Codable, Sendable {
    package var messageId: String
    package var recipients: [String]
    package var subject: String
    package var text: String
    package var html: String
    /// What an approval binds to: SHA-256 over what the letter says and to whom.
    package var hash: String

    package init(
        messageId: String, recipients: [String], subject: String, text: String, html: String,
        hash: String
    ) {
        self.messageId = messageId
        self.recipients = recipients
        self.subject = subject
        self.text = text
        self.html = html
        self.hash = hash
    }
}
