/// What has been said between us and a server about one letter, and what it comes to (RFC 5321).
///
/// A value that knows no socket: libcurl reports commands, reply lines and taken bytes to it. The
/// question that it exists for: can the server have accepted the letter, and for whom?
struct SMTPDialogue {
    /// The envelope's recipients, the main one first.
    private let recipients: [String]
    /// Whether a letter must not be sent without having logged in.
    private let needsLogin: Bool

    private var verb = SMTPVerdict.Verb.connection
    /// How many RCPT commands were sent; the latest is about `recipients[asked - 1]`.
    private var asked = 0
    /// The lines of the reply to the last command, as far as it has come.
    private var lines: [String] = []
    /// The replies to RCPT, in the recipients' order.
    private var answers: [SMTPReply] = []
    /// Whether the session began in this exchange, rather than on a kept connection.
    private var isNewSession = false
    private var isLoggedIn = false
    private var isOver = false
    /// Whether the whole body was given out: the final dot may be on its way.
    private(set) var isBodyGone = false
    /// What was answered to each command, for whoever wants to know how far it got.
    private(set) var replies: [(verb: SMTPVerdict.Verb, reply: SMTPReply)] = []
    /// Why nothing more may be said, although the server would go on; nil while all is well.
    private(set) var halt: Halt?

    /// What ends an exchange from our side.
    enum Halt: Hashable {
        /// The main recipient was not accepted: copies alone are no letter.
        case mainRecipient
        /// The settings want a login, and the server offered none that we can use.
        case noLogin
        /// The server said that it closes the connection (421).
        case serverCloses
        /// The service is being stopped.
        case stop
    }

    init(recipients: [String], needsLogin: Bool) {
        self.recipients = recipients
        self.needsLogin = needsLogin
    }

    /// A command line is being sent. Only its first word is looked at: what passes during AUTH is secret.
    mutating func send(_ command: String) {
        let upper = command.prefix(10).uppercased()
        // libcurl says QUIT before it returns, when the outcome is known already.
        guard !isOver, !upper.hasPrefix("QUIT") else {
            isOver = true
            return
        }
        lines = []
        if upper.hasPrefix("MAIL FROM:") {
            verb = .sender
        } else if upper.hasPrefix("RCPT TO:") {
            verb = .recipient
            asked += 1
        } else if upper.hasPrefix("DATA") {
            verb = .data
        } else if upper.hasPrefix("EHLO") || upper.hasPrefix("HELO") {
            verb = .hello
            isNewSession = true
        } else if upper.hasPrefix("STARTTLS") {
            verb = .startTLS
        } else if upper.hasPrefix("AUTH") {
            verb = .authentication
        }
        // Anything else is a further line of a login.
    }

    mutating func receive(_ line: String) {
        guard !isOver else { return }
        // The line before ended a reply: this one begins another.
        if let last = lines.last, SMTPReply.isFinal(last) { lines = [] }
        lines.append(line)
        guard let reply else { return }
        replies.append((verb, reply))
        guard reply.code != 421 else {
            halt = halt ?? .serverCloses
            return
        }
        switch verb {
        case .authentication where reply.code == 235: isLoggedIn = true
        case .sender where needsLogin && isNewSession && !isLoggedIn: halt = .noLogin
        case .recipient:
            answers.append(reply)
            if answers.count == 1, SMTPVerdict(reply, to: .recipient) != .accepted {
                halt = .mainRecipient
            }
        default: break
        }
    }

    /// libcurl takes bytes of the body, which it does only after the server's 354.
    mutating func takeBody(rest: Int) {
        if verb != .body {
            verb = .body
            lines = []
        }
        if rest == 0 { isBodyGone = true }
    }

    /// The service is being stopped.
    mutating func stop() { halt = halt ?? .stop }

    /// The complete reply to the last command; nil while there is none.
    private var reply: SMTPReply? { SMTPReply(lines: lines) }

    /// Whether a kept connection turned out to be closed: its first command got no answer, or the
    /// server's word that it had waited long enough.
    var foundConnectionClosed: Bool {
        !isNewSession && verb == .sender
            && (halt == .serverCloses || halt == nil && reply == nil)
    }

    /// Whether the server did not let us in: the login came to an end of another kind than success.
    var wasRefusedLogin: Bool { verb == .authentication && !isLoggedIn && halt == nil }

    // MARK: What it came to

    /// What the attempt came to.
    ///
    /// - Parameter failure: why it did not succeed, of ours and the system's words; nil when it did.
    func delivery(failure: ConnectionFailure?) -> Delivery {
        let outcome = outcome(failure: failure)
        switch outcome {
        case .sent, .uncertain: return Delivery(outcome, missedCopies: missedCopies)
        case .deferred, .refused: return Delivery(outcome)
        }
    }

    /// Who says nothing more, at whatever point, says nothing of the letter: that is the server's, or the way to it.
    private func outcome(failure: ConnectionFailure?) -> DeliveryOutcome {
        switch halt {
        case .noLogin:
            return .deferred(
                DeliveryFault(
                    "the server offers no login (AUTH) that can be used, and the settings have a "
                        + "user: nothing was sent", concern: .destination))
        case .stop where !isBodyGone:
            return .deferred(.stopped)
        case .mainRecipient:
            if let main = answers.first { return outcome(of: main, to: .recipient) }
        case .serverCloses, .stop, nil: break
        }
        guard let failure else { return .sent(response: reply?.words ?? "") }
        if let reply {
            if verb == .body, reply.code < 300 { return .sent(response: reply.words) }
            if reply.isTransient || reply.isPermanent { return outcome(of: reply, to: verb) }
        }
        if isBodyGone {
            return .uncertain(
                DeliveryFault(
                    "the letter was handed over, then: \(failure.words)",
                    summary: "the letter was handed over, then: \(failure.summary)",
                    concern: halt == .stop ? .stop : .destination))
        }
        let last = lines.isEmpty ? "" : " (after \(verb.rawValue))"
        return .deferred(
            DeliveryFault(
                failure.words + last, summary: failure.summary, concern: .destination))
    }

    private func outcome(of reply: SMTPReply, to verb: SMTPVerdict.Verb) -> DeliveryOutcome {
        let accepted = answers.count { SMTPVerdict($0, to: .recipient) == .accepted }
        return switch SMTPVerdict(reply, to: verb, recipients: accepted) {
        case .accepted: .sent(response: reply.words)
        case .deferred(let concern): .deferred(fault(reply, to: verb, concern))
        case .refused(let concern): .refused(fault(reply, to: verb, concern))
        }
    }

    private func fault(
        _ reply: SMTPReply, to verb: SMTPVerdict.Verb, _ concern: DeliveryFault.Concern
    ) -> DeliveryFault {
        DeliveryFault(
            reply.words,
            summary: "\(reply.numbers) to \(verb.rawValue)"
                + (SMTPVerdict.isLimit(reply) ? " \(DeliveryFault.ofLimit)" : ""),
            concern: concern)
    }

    private var missedCopies: [MissedCopy] {
        zip(recipients, answers).dropFirst().compactMap { address, reply in
            switch SMTPVerdict(reply, to: .recipient) {
            case .accepted: nil
            case .deferred(let concern):
                MissedCopy(
                    address: address, fault: fault(reply, to: .recipient, concern),
                    isTransient: true)
            case .refused(let concern):
                MissedCopy(
                    address: address, fault: fault(reply, to: .recipient, concern),
                    isTransient: false)
            }
        }
    }
}

extension DeliveryFault {
    /// How a summary says that more was sent than the provider takes in a time.
    package static let ofLimit = "(the provider's limit)"

    /// A letter that was not handed over since the service ends.
    package static let stopped = DeliveryFault(
        "the service was stopped before the letter was handed over", concern: .stop)
}
