import Almanac
import Coordination
import FoundationEssentials
import Host
import Logging
import Post
import Settings
import Systemd

/// Makes the couriers that the settings ask for, and who hands letters to them.
struct CourierFactory {
    let mail: MailSettings
    /// The service's own folder, where renewed tokens are kept.
    let state: String
    let environment: [String: String]
    let logger: Logger

    /// Refuses what a courier would refuse when it is made, without making or opening anything.
    ///
    /// - Throws: `PostError`: what contradicts itself, a body that is no JSON, a password in the clear.
    func validate() throws {
        for (name, courier) in mail.couriers.sorted(by: { $0.key < $1.key }) {
            switch courier {
            case .smtp(let smtp):
                do throws(PostError) {
                    try settings(of: smtp, named: name).validate()
                } catch {
                    throw PostError(
                        code: error.code,
                        message: "`\(mail.place(ofCourier: name))`: \(error.message)")
                }
            case .webhook(let webhook): _ = try Self.body(of: webhook)
            case .journal, .maildir, .sendmail: break
            }
        }
    }

    func routes() throws -> CourierRoutes {
        // The main one first: it carries what no route says otherwise.
        let names =
            [mail.courier] + mail.couriers.keys.filter { $0 != mail.courier }.sorted()
        let destinations = try names.compactMap { name in
            try mail.couriers[name].map { settings in
                Destination(try courier(name, settings), limits: limits(of: name))
            }
        }
        return CourierRoutes(destinations, fallback: mail.fallback) { [mail] sort in
            mail.courier(
                for: sort.audience == .client ? .client : .office, isUrgent: sort.isUrgent,
                channel: sort.channel)
        }
    }

    /// What tells elsewhere that the service lives.
    func heartbeat(_ settings: HeartbeatSettings) -> Heartbeat {
        Heartbeat(url: reader(of: settings.url), authorityFile: settings.authorityFile)
    }

    private func limits(of name: String) -> SendingLimits {
        let limits = mail.limits[name]
        return SendingLimits(perMinute: limits?.perMinute, perDay: limits?.perDay)
    }

    private func courier(_ name: String, _ settings: CourierSettings) throws -> any Courier {
        switch settings {
        case .journal: JournalCourier(logger: logger)
        case .maildir(let path): try MaildirCourier(name: name, path: path)
        case .sendmail(let program): SendmailCourier(name: name, program: program)
        case .smtp(let smtp):
            try SMTPCourier(name: name, settings: self.settings(of: smtp, named: name))
        case .webhook(let webhook):
            WebhookCourier(
                name: name, settings: self.settings(of: webhook), body: try Self.body(of: webhook),
                now: { SystemClock().now.seconds })
        }
    }

    private func settings(of smtp: MailSettings.SMTP, named name: String) -> SMTPSettings {
        let encryption: SMTPSettings.Encryption =
            switch smtp.security {
            case .none: .none
            case .startTLS: .startTLS
            case .tls: .tls
            }
        return SMTPSettings(
            host: smtp.host, port: smtp.port, encryption: encryption,
            authorityFile: smtp.authorityFile, user: smtp.user,
            password: smtp.password.map(reader),
            tokens: smtp.oauth2.map { TokenSource(settings(of: $0, named: name)) },
            heloName: smtp.heloName, connectTimeout: smtp.connectTimeout,
            transferTimeout: smtp.timeout, connections: smtp.connections)
    }

    private func settings(of oauth2: MailSettings.OAuth2, named name: String) -> TokenSettings {
        TokenSettings(
            url: oauth2.tokenURL, clientID: oauth2.clientID,
            clientSecret: oauth2.clientSecret.map(reader),
            refreshToken: oauth2.refreshToken.map(reader), scope: oauth2.scope,
            authorityFile: oauth2.authorityFile,
            keptAt: oauth2.refreshToken == nil ? nil : "\(state)/\(name).refresh-token")
    }

    private func settings(of webhook: MailSettings.Webhook) -> WebhookSettings {
        WebhookSettings(
            url: reader(of: webhook.url), key: reader(of: webhook.key),
            bearer: webhook.bearer.map(reader), authorityFile: webhook.authorityFile,
            timeout: webhook.timeout, connections: webhook.connections)
    }

    /// - Throws: `PostError` for a body that is no JSON, or that names what is not there.
    private static func body(of webhook: MailSettings.Webhook) throws -> WebhookBody {
        try WebhookBody(
            template: webhook.body,
            approved: webhook.templates.mapValues {
                WebhookBody.Approved(template: $0.name, parameters: $0.parameters)
            })
    }

    /// Reads the secret anew at each attempt: one that was replaced is taken up.
    private func reader(of secret: MailSettings.Secret) -> @Sendable () throws -> String {
        let directory = environment["CREDENTIALS_DIRECTORY"]
        return {
            switch secret {
            case .credential(let name):
                try Credential.read(name, directory: directory)
            case .file(let path): try Self.text(ofFile: path)
            }
        }
    }

    /// The text of a file without the end of its last line.
    ///
    /// - Throws: `PostError` `.settings`: `/etc/x: cannot be read (Permission denied)`.
    static func text(ofFile path: String) throws -> String {
        do {
            return try String(contentsOf: URL(filePath: path), encoding: .utf8).trimmingLineEnd
        } catch {
            throw PostError(
                code: .settings, message: "\(path) cannot be read (\(SystemReason.of(error)))")
        }
    }
}
