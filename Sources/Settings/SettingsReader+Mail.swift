import Almanac

extension SettingsReader {
    func mail(_ cursor: Cursor) {
        mailAt = cursor
        cursor.read([
            "courier": { self.mail.courier = $0.word() ?? self.mail.courier },
            "from": {
                $0.read([
                    "name": { self.mail.senderName = $0.text() },
                    "address": {
                        self.mail.senderAddress = self.address($0) ?? self.mail.senderAddress
                    },
                ])
            },
            "reply_to": { self.mail.replyTo = self.address($0) },
            "envelope_from": { self.mail.envelopeSender = self.address($0) },
            "redirect_all_to": { self.mail.redirectAllTo = self.address($0) },
            "maildir": { self.mail.maildir = self.path($0) },
            "smtp": smtp,
            "retry": retry,
            "limits": {
                $0.read([
                    "per_minute": { self.mail.mostPerMinute = $0.number(in: 1...1_000_000) },
                    "per_day": { self.mail.mostPerDay = $0.number(in: 1...100_000_000) },
                ])
            },
            "warn_after": { self.mail.warnAfter = self.pause($0) ?? self.mail.warnAfter },
            "administrator": { self.mail.administrator = self.address($0) },
        ])
    }

    /// Pauses between attempts: one of nothing would try without a breath.
    private func retry(_ cursor: Cursor) {
        cursor.read([
            "first": { self.mail.firstRetry = self.pause($0) ?? self.mail.firstRetry },
            "longest": { self.mail.longestRetry = self.pause($0) ?? self.mail.longestRetry },
            "give_up_after": { self.mail.giveUpAfter = self.pause($0) ?? self.mail.giveUpAfter },
        ])
    }

    private func pause(_ cursor: Cursor) -> Duration? {
        guard let pause = cursor.duration() else { return nil }
        guard pause >= .seconds(1) else {
            cursor.fail("a pause of at least 1s is expected")
            return nil
        }
        return pause
    }

    private func address(_ cursor: Cursor) -> String? {
        cursor.value("a mail address such as name@example.com") { text in
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains(" ") }
                ? text : nil
        }
    }

    private func smtp(_ cursor: Cursor) {
        guard !cursor.isEmpty else { return }
        var smtp = mail.smtp ?? MailSettings.SMTP(host: "")
        cursor.read([
            "host": { smtp.host = $0.text(wanted: "a host's name or address") ?? smtp.host },
            "port": { smtp.port = $0.number(in: 1...65_535) ?? smtp.port },
            "security": { smtp.security = $0.word() ?? smtp.security },
            "ca_file": { smtp.authorityFile = self.path($0) },
            "user": { smtp.user = $0.text() },
            "password_file": { smtp.password = self.path($0).map(MailSettings.Secret.file) },
            "password_credential": {
                smtp.password = $0.text(wanted: "a credential's name")
                    .map(MailSettings.Secret.credential)
            },
            "helo": { smtp.heloName = $0.text() },
            "connect_timeout": { smtp.connectTimeout = $0.duration() ?? smtp.connectTimeout },
            "timeout": { smtp.timeout = $0.duration() ?? smtp.timeout },
            "connections": { smtp.connections = $0.number(in: 1...64) ?? smtp.connections },
        ])
        if smtp.host.isEmpty { cursor.fail("a mail server needs `host`") }
        mail.smtp = smtp
    }
}
