/// What a reply means for a letter: the one table of verb × code × enhanced code → outcome.
///
/// Only connection, EHLO, STARTTLS, AUTH and 421 speak of the server; a 4xx elsewhere is the
/// letter's. A 5xx to MAIL is about us; to RCPT about the address, unless the enhanced code, or the
/// words of a server that gives none, say relaying, policy, sender or size; to DATA or after it about
/// us, unless the enhanced code names the address. A mailbox that is full, or was sent too much, is so for
/// this letter and not for good.
///
/// Sources: RFC 5321, 4.2.3; RFC 3463, 3; RFC 4954, 6; RFC 7504; the registry of enhanced codes.
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
        } else if reply.isTransient {
            self = .deferred(verb == .recipient ? .recipient : .letter)
        } else if verb == .recipient, Self.isFull(reply) {
            self = .refused(.letter)
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

    /// Authentication is wanted, or not believed: RFC 4954, 6.
    private static func isLogin(_ reply: SMTPReply) -> Bool {
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
        "policy", "spf", "dkim", "dmarc", "reputation", "sender", "client host", "too big",
        "too large", "message size", "prohibit",
    ]

    private static let wordsOfFullness = [
        "quota", "mailbox full", "mailbox is full", "too many messages", "try later", "try again",
        "temporar",
    ]
}
