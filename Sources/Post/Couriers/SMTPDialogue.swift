/// What has been said between us and a server about one letter, and what it comes to (RFC 5321).
///
/// A value that knows no socket: libcurl reports commands, reply lines and taken bytes to it. The
/// question that it exists for: can the server have accepted the letter?
struct SMTPDialogue {
    /// What the last command was about.
    enum Stage: Hashable {
        /// Greeting, EHLO, STARTTLS, AUTH.
        case session
        case sender
        case recipient(String)
        case data
        case body
    }

    private(set) var stage = Stage.session
    /// The lines of the reply to the last command, as far as it has come.
    private(set) var reply: [String] = []
    /// Whether the whole body was given out: the final dot may be on its way.
    private(set) var isBodyGone = false

    /// A command line is being sent. Only its first word, and RCPT's address, are looked at: what
    /// passes during AUTH is secret.
    mutating func send(_ command: String) {
        reply = []
        let upper = command.prefix(10).uppercased()
        if upper.hasPrefix("MAIL FROM:") {
            stage = .sender
        } else if upper.hasPrefix("RCPT TO:") {
            let address = command.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
            stage = .recipient(String(address))
        } else if upper.hasPrefix("DATA") {
            stage = .data
        } else if upper.hasPrefix("QUIT") {
            // Said after the outcome is known, which it does not change.
            isOver = true
        } else {
            stage = .session
        }
    }
    private var isOver = false

    mutating func receive(_ line: String) {
        guard !isOver else { return }
        // The line before ended a reply: this one begins another.
        if let last = reply.last, Self.isFinal(last) { reply = [] }
        reply.append(line)
    }

    /// libcurl takes bytes of the body, which it does only after the server's 354.
    mutating func takeBody(rest: Int) {
        if stage != .body {
            stage = .body
            reply = []
        }
        if rest == 0 { isBodyGone = true }
    }

    /// `250-` goes on, `250 ` ends.
    private static func isFinal(_ line: String) -> Bool {
        line.utf8.dropFirst(3).first != UInt8(ascii: "-")
    }

    /// The reply's code; nil while it is not complete.
    var code: Int? {
        guard let last = reply.last, Self.isFinal(last) else { return nil }
        return Int(last.prefix(3))
    }

    /// The server's own words, a reply of several lines as one.
    var words: String { SubjectLine.flattened(reply.joined(separator: " ")) }

    /// Whether nothing of the letter itself can have reached the server.
    var isBodyUntouched: Bool { stage != .body }

    /// What the attempt came to.
    ///
    /// - Parameter failure: libcurl's words when it did not succeed; nil when it did.
    func outcome(failure: String?) -> DeliveryOutcome {
        guard let failure else { return .sent(response: words) }
        if let code {
            if stage == .body, (200..<300).contains(code) { return .sent(response: words) }
            if (400..<500).contains(code) { return .deferred(reason: said) }
            if (500..<600).contains(code) { return refusal(code) }
        }
        if isBodyGone {
            return .uncertain(reason: "the letter was handed over, then \(failure)")
        }
        return .deferred(reason: reply.isEmpty ? failure : "\(failure) (last reply: \(words))")
    }

    private func refusal(_ code: Int) -> DeliveryOutcome {
        switch (stage, code) {
        case (.session, _), (_, 530), (_, 534), (_, 535), (_, 538):
            // The server refuses us, not this letter: settings or the server must change.
            .deferred(reason: said)
        case (.recipient, _):
            .refused(reason: said, isAddressAtFault: Self.blamesAddress(reply.last ?? ""))
        default:
            .refused(reason: said, isAddressAtFault: false)
        }
    }

    private var said: String {
        if case .recipient(let address) = stage { "\(words) (recipient \(address))" } else { words }
    }

    /// Whether a refusal at RCPT is about the address. An enhanced code (RFC 3463) of another class
    /// than addressing and mailbox, such as 5.7.1 for relaying, means us.
    private static func blamesAddress(_ line: String) -> Bool {
        let enhanced = line.split(separator: " ").dropFirst().first?.split(separator: ".") ?? []
        guard enhanced.count == 3, enhanced.allSatisfy({ UInt16($0) != nil }) else { return true }
        return enhanced[1] == "1" || enhanced[1] == "2"
    }
}
