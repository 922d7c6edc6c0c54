/// How letters leave.
package struct MailSettings: Sendable, Hashable {
    /// The name of the courier that carries what no route says otherwise.
    package var courier = "journal"
    /// Every courier that is set up, by its name.
    package var couriers: [String: CourierSettings] = ["journal": .journal]
    /// The first that fits a letter says which courier carries it.
    package var routes: [Route] = []
    /// By the couriers' names.
    package var limits: [String: Limits] = [:]
    /// The courier that says that another one's server does not answer.
    package var fallback: String?
    /// How long nothing leaves before somebody is told.
    package var warnAfter: Duration = .seconds(1_800)
    /// The address that is told beside the coordinator.
    package var administrator: String?
    package var senderName: String?
    package var senderAddress = "tenggat@localhost"
    /// Nil answers to the sender.
    package var replyTo: String?
    package var envelopeSender: String?
    /// Every letter goes here instead, for a trial.
    package var redirectAllTo: String?
    package var letterhead = LetterheadSettings()
    package var firstRetry: Duration = .seconds(60)
    package var longestRetry: Duration = .seconds(3_600)
    package var giveUpAfter: Duration = .seconds(5 * 86_400)

    package init() {}

    /// Where a courier is set up: `mail.smtp`, or `mail.couriers.NAME`.
    package func place(ofCourier name: String) -> String {
        couriers[name]?.kind == name ? "mail.\(name)" : "mail.couriers.\(name)"
    }

    /// Whose letters a route is for.
    package enum Audience: String, Sendable, Hashable, CaseIterable {
        case office, client
    }

    /// Which courier carries letters of one sort.
    package struct Route: Sendable, Hashable {
        /// Nil fits both.
        package var audience: Audience?
        /// Nil fits both.
        package var isUrgent: Bool?
        package var courier: String
    }

    /// What a provider takes in a time; nil is no limit.
    package struct Limits: Sendable, Hashable {
        package var perMinute: Int?
        package var perDay: Int?
    }

    /// Whether some courier takes letters to clients off this machine.
    package var reachesClients: Bool {
        [false, true].contains {
            couriers[courier(for: .client, isUrgent: $0, channel: nil)] != .journal
        }
    }

    /// The name of the courier that carries a letter: the one that somebody of the office wants, else the
    /// first route's that fits, else the main one.
    package func courier(for audience: Audience, isUrgent: Bool, channel: String?) -> String {
        if audience == .office, let channel, couriers[channel] != nil { return channel }
        let route = routes.first {
            $0.audience ?? audience == audience && $0.isUrgent ?? isUrgent == isUrgent
        }
        return route?.courier ?? courier
    }

    /// The mail servers among the couriers.
    package var servers: [SMTP] {
        couriers.values.compactMap { if case .smtp(let server) = $0 { server } else { nil } }
    }

    /// A mail server.
    package struct SMTP: Sendable, Hashable {
        package var host: String
        package var port = 587
        package var security = Security.startTLS
        package var authorityFile: String?
        package var user: String?
        package var password: Secret?
        /// Logs in with tokens instead of a password.
        package var oauth2: OAuth2?
        package var heloName: String?
        package var connectTimeout: Duration = .seconds(30)
        package var timeout: Duration = .seconds(300)
        package var connections = 2
    }

    /// How a connection to a mail server is secured.
    package enum Security: String, Sendable, Hashable, CaseIterable {
        case none
        case startTLS = "starttls"
        case tls
    }

    /// Whence tokens come (RFC 6749): with a refresh token by 6, without one by 4.4.
    package struct OAuth2: Sendable, Hashable {
        package var tokenURL: String
        package var clientID: String
        package var clientSecret: Secret?
        package var refreshToken: Secret?
        package var scope: String?
        package var authorityFile: String?
    }

    /// A program that takes messages over HTTPS, such as a gateway to a chat.
    package struct Webhook: Sendable, Hashable {
        package var url: Secret
        /// What requests are signed with.
        package var key: Secret
        /// `Authorization: Bearer …`; nil sends none.
        package var bearer: Secret?
        /// JSON with names in it; nil sends the documented one.
        package var body: String?
        package var authorityFile: String?
        package var timeout: Duration = .seconds(30)
        package var connections = 2
        /// What the gateway has approved, by kind of entry.
        package var templates: [String: ApprovedTemplate] = [:]
    }

    /// A message that a gateway knows by its name, and what stands in its gaps.
    package struct ApprovedTemplate: Sendable, Hashable {
        package var name: String
        /// Names of facts, in the order of the gaps.
        package var parameters: [String] = []
    }

    /// Where a secret stands: never in the settings themselves.
    package enum Secret: Sendable, Hashable {
        case file(String)
        /// A systemd credential (systemd.exec(5), LoadCredential=).
        case credential(String)
    }
}

/// One way out, as the settings describe it.
package enum CourierSettings: Sendable, Hashable {
    case journal
    /// A folder.
    case maildir(String)
    /// A program.
    case sendmail(String)
    case smtp(MailSettings.SMTP)
    case webhook(MailSettings.Webhook)

    /// The kind's word, which is the name of the courier that is set up directly below `mail`.
    package var kind: String {
        switch self {
        case .journal: "journal"
        case .maildir: "maildir"
        case .sendmail: "sendmail"
        case .smtp: "smtp"
        case .webhook: "webhook"
        }
    }
}

/// What stands above and below every letter.
package struct LetterheadSettings: Sendable, Hashable {
    /// A picture's path.
    package var logo: String?
    /// Line by line.
    package var address: [String] = []
    /// By language.
    package var footer: [String: String] = [:]
    /// `#1d4ed8`.
    package var colour: String?
    /// Who signs letters to clients, the first that fits.
    package var signatories: [Signatory] = []
    /// With `{number}`, and `{month}` and `{year}` of the letter.
    package var number: String?

    package init() {}

    /// Whoever signs letters of one sort.
    package struct Signatory: Sendable, Hashable {
        /// A person's code.
        package var person: String
        /// By language.
        package var title: [String: String]
        package var team: String?
        /// What a letter tells: `slip`, `further-slip`, `improved`, `recovery`, `message`.
        package var kind: String?
    }
}
