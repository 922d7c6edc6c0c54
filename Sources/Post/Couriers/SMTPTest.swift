import CCurl

/// Reads how far a letter got with a mail server out of its answers, with a remedy for what went wrong.
struct SMTPTest {
    let settings: SMTPSettings
    let parcel: Parcel
    /// What was answered to each command.
    let replies: [(verb: SMTPVerdict.Verb, reply: SMTPReply)]
    /// libcurl's code and words, where it did not succeed.
    let failure: (code: CURLcode, words: String)?
    let halt: SMTPDialogue.Halt?
    /// Of the server's own certificate; nil where none was seen.
    let certificate: ServerCertificate?
    /// The address that the name stands for.
    let peer: String?

    var steps: [CourierStep] {
        var steps: [CourierStep] = []
        if hasConnected {
            steps.append(
                CourierStep("connect", said: "\(peer ?? settings.host) port \(settings.port)"))
        }
        if settings.encryption == .tls, let step = tls { steps.append(step) }
        // What passes during a login is a matter between the two.
        for (verb, reply) in replies where reply.code != 334 {
            if verb == .sender, halt == .noLogin { break }
            if SMTPVerdict(reply, to: verb) == .accepted {
                steps += accepted(verb, reply)
            } else {
                return steps + [refused(verb, reply)]
            }
        }
        if halt == .noLogin { return steps + [noLogin] }
        if let failure, let step = failed(failure) { steps.append(step) }
        return steps
    }

    /// Whether something was said at all, by the server or in TLS.
    private var hasConnected: Bool {
        guard let failure, replies.isEmpty else { return true }
        return ![
            CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT,
        ].contains(failure.code)
    }

    private var isTLSWrong: Bool {
        guard let failure else { return false }
        return [
            CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_USE_SSL_FAILED,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
        ].contains(failure.code)
    }

    private var tls: CourierStep? {
        guard !isTLSWrong, hasConnected, let certificate else { return nil }
        return CourierStep("tls", said: "the certificate is \(certificate.description)")
    }

    private func accepted(_ verb: SMTPVerdict.Verb, _ reply: SMTPReply) -> [CourierStep] {
        let step = CourierStep(Self.name(of: verb), said: reply.words)
        switch verb {
        case .hello:
            let offered = Self.mechanisms(in: reply)
            return [step]
                + (offered.isEmpty
                    ? []
                    : [CourierStep("offers to log in by", said: offered.joined(separator: " "))])
        case .startTLS: return [step] + [tls].compactMap(\.self)
        default: return [step]
        }
    }

    private static func name(of verb: SMTPVerdict.Verb) -> String {
        switch verb {
        case .connection: "greeting"
        case .hello: "EHLO"
        case .startTLS: "STARTTLS"
        case .authentication: "log in"
        case .sender: "MAIL FROM"
        case .recipient: "RCPT TO"
        case .data: "DATA"
        case .body: "letter"
        }
    }

    /// `AUTH PLAIN LOGIN` in a reply to EHLO (RFC 4954, 3).
    static func mechanisms(in reply: SMTPReply) -> [String] {
        let words = reply.words.split(separator: " ").map(String.init)
        guard
            let start = words.firstIndex(where: {
                $0.uppercased().hasSuffix("-AUTH") || $0 == "AUTH"
            })
        else { return [] }
        return Array(words[(start + 1)...].prefix { !$0.hasPrefix("250") })
    }

    // MARK: What is wrong

    private func refused(_ verb: SMTPVerdict.Verb, _ reply: SMTPReply) -> CourierStep {
        let from = parcel.envelopeSender
        let remedy =
            switch verb {
            case _ where !verb.isOfSession && SMTPVerdict.isLogin(reply):
                settings.user == nil
                    ? "the server takes letters only from whoever logs in: set `user` and its password "
                        + "(`password_credential`), or `oauth2`"
                    : loginRemedy
            case _ where SMTPVerdict.isLimit(reply):
                "it is the provider's limit on what is sent in a time: letters wait until it takes them "
                    + "again; `per_day` and `per_minute` keep below it"
            case .connection:
                "the server takes no connection from here: it may be busy, or block this address"
            case .hello: "the server does not like the name given in EHLO: set `helo`"
            case .startTLS: "the server cannot begin TLS now: port 465 with `security: tls` may do"
            case .authentication: loginRemedy
            case .sender:
                "the server does not let this login send as \(from): set `mail.from` or "
                    + "`mail.envelope_from` to an address that it may use"
            case .recipient where settings.user == nil:
                "the server does not know the address, or relays only for whoever logs in: set `user`"
            case .recipient: "the server does not know the address, or takes no mail for it"
            case .data, .body: "the letter itself was refused: the server's words say why"
            }
        return CourierStep(
            Self.name(of: verb), failed: reply.words,
            remedy: reply.isTransient ? "it may pass: try again later; else \(remedy)" : remedy)
    }

    private var loginRemedy: String {
        settings.tokens != nil
            ? "the token is good for something else: check `user`, `scope`, and that the application "
                + "may send mail for this mailbox"
            : "`user` or the password is wrong; the large providers take no passwords any more: "
                + "see `oauth2`"
    }

    private var noLogin: CourierStep {
        let offered = replies.last { $0.verb == .hello }.map { Self.mechanisms(in: $0.reply) } ?? []
        let words =
            offered.isEmpty ? "no login is offered" : "offered: \(offered.joined(separator: " "))"
        return CourierStep(
            "log in", failed: words,
            remedy: settings.tokens != nil
                ? "this server takes no tokens (OAUTHBEARER, XOAUTH2): use a password"
                : settings.encryption == .none
                    ? "many servers offer a login only over TLS: set `security: starttls`"
                    : "a login may not be wanted on this port (587 or 465 is for logins); leave "
                        + "`user` out where the server knows this machine")
    }

    private func failed(_ failure: (code: CURLcode, words: String)) -> CourierStep? {
        let (code, words) = failure
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST,
            CURLE_OPERATION_TIMEDOUT where words.hasPrefix("Resolving"):
            return CourierStep(
                "connect", failed: words,
                remedy: "check `host`, and that this machine can look up names")
        case CURLE_COULDNT_CONNECT:
            return CourierStep(
                "connect", failed: words,
                remedy: "nothing answers there: check `port` (587 with starttls, 465 with tls, 25 "
                    + "without either) and firewalls")
        case CURLE_OPERATION_TIMEDOUT where !hasConnected:
            return CourierStep(
                "connect", failed: words,
                remedy: "no answer came at all: a firewall may drop it; many networks block port 25"
            )
        case _ where isTLSWrong: return wrongTLS(code, words)
        case _ where replies.last?.verb == .authentication:
            return CourierStep("log in", failed: words, remedy: loginRemedy)
        default:
            let last = replies.last.map { Self.name(of: $0.verb) }
            return CourierStep(
                last.map { "after \($0)" } ?? "greeting", failed: words,
                // Whoever has greeted us speaks plainly there.
                remedy: last == nil && [.none, .startTLS].contains(settings.encryption)
                    ? "the server said no more; one that wants TLS at once does so on port 465: set "
                        + "`security: tls`"
                    : "the server said no more: see its log")
        }
    }

    private func wrongTLS(_ code: CURLcode, _ words: String) -> CourierStep {
        let text = words.lowercased()
        let shown = certificate.map { "; the certificate is \($0.description)" } ?? ""
        let remedy: String
        if code == CURLE_SSL_CACERT_BADFILE {
            remedy = "the file of `ca_file` cannot be read, or holds no certificate"
        } else if code == CURLE_USE_SSL_FAILED {
            remedy = "the server offers no STARTTLS: try port 465 with `security: tls`"
        } else if text.contains("expired") {
            remedy = "the server's certificate has expired: whoever runs it must renew it"
        } else if text.contains("subject name") || text.contains("match") {
            remedy =
                "the certificate is another host's: set `host` to one of its names"
                + (certificate.map { " (\($0.names.joined(separator: ", ")))" } ?? "")
        } else if text.contains("self-signed") || text.contains("self signed")
            || text.contains("issuer") || text.contains("certificate problem")
        {
            remedy = "its issuer is not trusted here: give the authority's file as `ca_file`"
        } else {
            remedy =
                "the server does not speak TLS there: port 587 wants `security: starttls`, port 465 "
                + "`security: tls`"
        }
        return CourierStep("tls", failed: words + shown, remedy: remedy)
    }
}

/// What a server's certificate says of itself.
struct ServerCertificate: Hashable {
    /// The names that it is good for.
    var names: [String]
    var issuer: String
    var expires: String

    var description: String {
        "for \(names.joined(separator: ", ")), issued by \(issuer), good until \(expires)"
    }

    /// - Parameter fields: `Name:value` each, as libcurl gives them.
    init(fields: [String]) {
        var found: [String: String] = [:]
        for field in fields {
            let parts = field.split(separator: ":", maxSplits: 1).map(String.init)
            if parts.count == 2 { found[parts[0]] = SubjectLine.flattened(parts[1]) }
        }
        let alternatives = (found["X509v3 Subject Alternative Name"] ?? "")
            .split(separator: ",").map { part in
                let part = part.drop { $0 == " " }
                return String(part.drop { $0 != ":" }.dropFirst())
            }.filter { !$0.isEmpty }
        names = alternatives.isEmpty ? [found["Subject"] ?? "nobody"] : alternatives
        issuer = found["Issuer"] ?? "nobody"
        expires = found["Expire date"] ?? "?"
    }
}
