import FoundationEssentials
import Logging
import Post
import Settings
import Systemd

/// Makes the courier that the settings ask for.
struct CourierFactory {
    let mail: MailSettings
    let environment: [String: String]
    let logger: Logger

    func courier() throws -> any Courier {
        switch (mail.courier, mail.maildir, mail.smtp) {
        case (.maildir, let path?, _): try MaildirCourier(path: path)
        case (.smtp, _, let smtp?): try SMTPCourier(settings: settings(of: smtp))
        default: JournalCourier(logger: logger)
        }
    }

    private func settings(of smtp: MailSettings.SMTP) -> SMTPSettings {
        let encryption: SMTPSettings.Encryption =
            switch smtp.security {
            case .none: .none
            case .startTLS: .startTLS
            case .tls: .tls
            }
        return SMTPSettings(
            host: smtp.host, port: smtp.port, encryption: encryption,
            authorityFile: smtp.authorityFile, user: smtp.user,
            password: smtp.password.map(reader), heloName: smtp.heloName,
            connectTimeout: smtp.connectTimeout, transferTimeout: smtp.timeout,
            connections: smtp.connections)
    }

    /// Reads the secret anew at each attempt: one that was replaced is taken up.
    private func reader(of secret: MailSettings.Secret) -> @Sendable () throws -> String {
        let directory = environment["CREDENTIALS_DIRECTORY"]
        return {
            switch secret {
            case .credential(let name):
                try Credential.read(name, directory: directory)
            case .file(let path):
                try String(contentsOf: URL(filePath: path), encoding: .utf8).trimmingLineEnd
            }
        }
    }
}
