/// What a reply means for a letter: the one table of verb × code × enhanced code → outcome.
///
/// Connection, EHLO, STARTTLS, AUTH and 421 speak of the server: nothing leaves, and letters wait. So it is with a
/// 5xx to MAIL, which knows nothing of the letter but its sender and size, and with a limit on what we send that
/// MAIL is answered with. Such a limit at RCPT or later, whatever its code, may be a single reader's: the letter is
/// tried again, and whether nothing leaves, other letters tell. A 4xx elsewhere is the letter's, and so is its size.
/// A 5xx to RCPT is about the address, unless the enhanced code, or the words of a server that gives none, say
/// relaying, policy or sender; to DATA or after it about us or what the letter says, unless the enhanced code names
/// the address: which of the two, other letters tell, too. A mailbox that is full, or was sent too much, is so for
/// this letter and not for good.
///
/// Sources: RFC 5321, 4.2.3; RFC 3463, 3; RFC 4954, 6; RFC 7504; the registry of enhanced codes; what Gmail and
/// Exchange Online publish of their limits (5.4.5, 4.5.3, SubmissionQuotaExceeded).
enum SMTPVerdict: Hashable {
    case accepted
    case deferred(DeliveryFault.Concern)
    case refused(DeliveryFault.Concern)

    /// What a command is about.
    enum Verb: String, Hashable, CaseIterable {
        case connection = "CONNECT"
        case hello = "EHLO"
        case startTLS = "STARTTLS"
        case authentication = "AUTH"
        case sender = "MAIL"
        case recipient = "RCPT"
        case data = "DATA"
        /// The final dot.
        case body = "."

        /// Whether it comes before any letter is spoken of.
        var isOfSession: Bool {
            switch self {
            case .connection, .hello, .startTLS, .authentication: true
            case .sender, .recipient, .data, .body: false
            }
        }
    }

    /// - Parameter recipients: how many the server has accepted: a refusal after DATA names one of them
    ///   only where there is but one.
    init(_ reply: SMTPReply, to verb: Verb, recipients: Int = 1) {
        guard reply.isTransient || reply.isPermanent else {
            self = .accepted
            return
        }
        if reply.code == 421 || verb.isOfSession || Self.isLogin(reply) {
            self = .deferred(.destination)
        } else if Self.isLimit(reply) {
            self = .deferred(verb == .sender ? .destination : .sender)
        } else if reply.isTransient {
            self = .deferred(verb == .recipient ? .recipient : .letter)
        } else if Self.isTooLarge(reply, to: verb) || verb == .recipient && Self.isFull(reply) {
            self = .refused(.letter)
        } else if verb == .sender {
            self = .deferred(.destination)
        } else {
            let isOfAddress =
                switch verb {
                case .recipient: Self.blamesAddress(reply)
                case .data, .body: recipients == 1 && Self.namesAddress(reply)
                default: false
                }
            self = .refused(isOfAddress ? .recipient : .sender)
        }
    }

    /// Whether a mailbox has no room or has had too much of late (RFC 3463, X.2.2).
    private static func isFull(_ reply: SMTPReply) -> Bool {
        if let enhanced = reply.enhanced, enhanced[1...] != [0, 0] {
            return enhanced[1...] == [2, 2]
        }
        let words = reply.words.lowercased()
        return wordsOfFullness.contains { words.contains($0) }
    }

    /// Whether we have sent more than the provider lets through in a time: it takes nothing of ours for now,
    /// whoever it is for.
    static func isLimit(_ reply: SMTPReply) -> Bool {
        guard reply.isTransient || reply.isPermanent else { return false }
        if let enhanced = reply.enhanced {
            // Of the letters that one sender may have on their way, or send in a day.
            if enhanced[1...] == [4, 5] || enhanced[1...] == [5, 3] { return true }
            // A mailbox's own limit, or a letter's length.
            if [[2, 1], [2, 2], [2, 3], [3, 4]].contains(Array(enhanced[1...])) {
                return false
            }
        }
        let words = reply.words.lowercased()
        guard words.contains("limit") || words.contains("quota") || words.contains("too many"),
            !wordsOfOthersLimits.contains(where: { words.contains($0) })
        else { return false }
        return wordsOfOurLimits.contains { words.contains($0) }
    }

    /// Whether the letter is longer than the server takes (RFC 1870, 6.1): another letter may go.
    private static func isTooLarge(_ reply: SMTPReply, to verb: Verb) -> Bool {
        if let enhanced = reply.enhanced, enhanced[1...] != [0, 0] {
            return [[2, 3], [3, 4]].contains(Array(enhanced[1...]))
        }
        let words = reply.words.lowercased()
        return reply.code == 552 && verb != .recipient
            || wordsOfSize.contains { words.contains($0) }
    }

    /// Authentication is wanted, or not believed: RFC 4954, 6.
    static func isLogin(_ reply: SMTPReply) -> Bool {
        if [530, 534, 535, 538].contains(reply.code) { return true }
        guard let enhanced = reply.enhanced else { return false }
        return enhanced[1] == 7 && [8, 9].contains(enhanced[2])
    }

    /// Whether a refusal at RCPT is about the address.
    private static func blamesAddress(_ reply: SMTPReply) -> Bool {
        if reply.enhanced != nil { return namesAddress(reply) }
        guard [550, 551, 552, 553, 556].contains(reply.code) else { return false }
        let words = reply.words.lowercased()
        return !wordsAboutUs.contains { words.contains($0) }
    }

    /// Whether the enhanced code names the address: its class is addressing, mailbox or routing, bar what
    /// there is about the sender and the size.
    private static func namesAddress(_ reply: SMTPReply) -> Bool {
        guard let enhanced = reply.enhanced else { return false }
        return switch (enhanced[1], enhanced[2]) {
        // Bad sender's mailbox or system address.
        case (1, 7), (1, 8): false
        // The message is longer than the mailbox takes.
        case (2, 3): false
        case (1, _), (2, _): true
        // No route to the recipient's host; Exchange Online says 5.4.1 of an address that is not there.
        case (4, 1), (4, 4): true
        default: false
        }
    }

    /// How servers without enhanced codes say that a refusal is about us.
    private static let wordsAboutUs = [
        "relay", "rcpthosts", "authentic", "authoriz", "authoris", "spam", "block", "blacklist",
        "black list",
        "policy", "spf", "dkim", "dmarc", "reputation", "sender", "client host", "prohibit",
    ]

    private static let wordsOfSize = ["too big", "too large", "message size", "size limit"]

    /// What a limit on sending is called, beside `limit`, `quota` or `too many`.
    private static let wordsOfOurLimits = [
        "sending", "sender", "daily", "hourly", "per day", "per hour", "a day", "outgoing",
        "outbound",
        "submission", "external recipients", "rate", "message limit", "limit exceeded",
        "exceeded the limit", "limit reached",
    ]

    /// Limits of a reader's mailbox, or of one letter's length.
    private static let wordsOfOthersLimits = [
        "mailbox", "receiv", "storage", "disk", "size", "the user you are trying",
    ]

    private static let wordsOfFullness = [
        "quota", "mailbox full", "mailbox is full", "too many messages", "try later", "try again",
        "temporar",
    ]
}
