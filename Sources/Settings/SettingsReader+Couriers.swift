extension SettingsReader {
    /// Further couriers of any kind, by names of their own.
    func couriers(_ cursor: Cursor) {
        for (name, value) in cursor.entries {
            guard name.wholeMatch(of: /[a-z][a-z0-9-]{0,31}/) != nil else {
                value.fail("a courier's name is of small letters, digits and -")
                continue
            }
            let kinds = courierReaders(named: name)
            let given = value.entries.map(\.key).filter { kinds[$0] != nil }
            if given.count > 1 {
                value.fail(
                    "a courier is one of \(given.joined(separator: ", ")): give each a name of its own"
                )
                continue
            }
            if name == "journal" || kinds[name] != nil && given != [name] {
                value.fail("“\(name)” is what that kind of courier is called: take another name")
                continue
            }
            value.read(kinds)
            if mail.couriers[name] == nil {
                value.fail("a courier needs one of smtp, webhook, maildir, sendmail")
            }
        }
    }

    /// Readers of each kind of courier.
    ///
    /// - Parameter name: nil names it for its kind.
    func courierReaders(named name: String?) -> [String: (Cursor) -> Void] {
        [
            "smtp": { self.smtp($0, named: name ?? "smtp") },
            "webhook": { self.webhook($0, named: name ?? "webhook") },
            "maildir": {
                self.mail.couriers[name ?? "maildir"] = self.path($0).map(CourierSettings.maildir)
            },
            "sendmail": {
                self.mail.couriers[name ?? "sendmail"] = self.path($0).map(
                    CourierSettings.sendmail)
            },
        ]
    }

    private func smtp(_ cursor: Cursor, named name: String) {
        guard !cursor.isEmpty else { return }
        var smtp = MailSettings.SMTP(host: "")
        if case .smtp(let known)? = mail.couriers[name] { smtp = known }
        var readers: [String: (Cursor) -> Void] = [
            "host": { smtp.host = $0.text(wanted: "a host's name or address") ?? smtp.host },
            "port": { smtp.port = $0.number(in: 1...65_535) ?? smtp.port },
            "security": { smtp.security = $0.word() ?? smtp.security },
            "ca_file": { smtp.authorityFile = self.path($0) },
            "user": { smtp.user = $0.text() },
            "oauth2": { smtp.oauth2 = self.oauth2($0) },
            "helo": { smtp.heloName = $0.text() },
            "connect_timeout": { smtp.connectTimeout = $0.duration() ?? smtp.connectTimeout },
            "timeout": { smtp.timeout = $0.duration() ?? smtp.timeout },
            "connections": { smtp.connections = $0.number(in: 1...64) ?? smtp.connections },
        ]
        readers.merge(limitReaders(of: name)) { own, _ in own }
        readers.merge([
            "password_file": { smtp.password = self.secretFile($0) },
            "password_credential": { smtp.password = self.credential($0) },
        ]) { own, _ in own }
        cursor.read(readers)
        if smtp.host.isEmpty { cursor.fail("a mail server needs `host`") }
        if smtp.oauth2 != nil {
            if smtp.user == nil { cursor.fail("`oauth2` needs `user`, the mailbox to log in as") }
            if smtp.password != nil {
                cursor.fail("a login is by `oauth2` or by a password, not by both")
            }
        }
        mail.couriers[name] = .smtp(smtp)
    }

    /// What a provider takes in a time.
    func limitReaders(of name: String) -> [String: (Cursor) -> Void] {
        [
            "per_minute": {
                self.mail.limits[name, default: .init()].perMinute = $0.number(in: 1...100_000)
            },
            "per_day": {
                self.mail.limits[name, default: .init()].perDay = $0.number(in: 1...10_000_000)
            },
        ]
    }

    private func oauth2(_ cursor: Cursor) -> MailSettings.OAuth2? {
        var tokens = MailSettings.OAuth2(tokenURL: "", clientID: "")
        cursor.read([
            "token_url": {
                tokens.tokenURL =
                    $0.value("an address that begins with https://") {
                        $0.hasPrefix("https://") ? $0 : nil
                    } ?? tokens.tokenURL
            },
            "client_id": { tokens.clientID = $0.text() ?? tokens.clientID },
            "client_secret_file": { tokens.clientSecret = self.secretFile($0) },
            "client_secret_credential": { tokens.clientSecret = self.credential($0) },
            "refresh_token_file": { tokens.refreshToken = self.secretFile($0) },
            "refresh_token_credential": { tokens.refreshToken = self.credential($0) },
            "scope": { tokens.scope = $0.text() },
            "ca_file": { tokens.authorityFile = self.path($0) },
        ])
        guard !tokens.tokenURL.isEmpty, !tokens.clientID.isEmpty else {
            cursor.fail("`oauth2` needs `token_url` and `client_id`")
            return nil
        }
        guard tokens.refreshToken != nil || tokens.clientSecret != nil else {
            cursor.fail(
                "`oauth2` needs `client_secret_credential`, or `refresh_token_credential`, or both")
            return nil
        }
        return tokens
    }

    private func webhook(_ cursor: Cursor, named name: String) {
        var url: MailSettings.Secret?
        var key: MailSettings.Secret?
        var hook = MailSettings.Webhook(url: .file(""), key: .file(""))
        var readers: [String: (Cursor) -> Void] = [
            "url_file": { url = self.secretFile($0) },
            "url_credential": { url = self.credential($0) },
            "key_file": { key = self.secretFile($0) },
            "key_credential": { key = self.credential($0) },
            "bearer_file": { hook.bearer = self.secretFile($0) },
            "bearer_credential": { hook.bearer = self.credential($0) },
            "body": { hook.body = $0.text(wanted: "JSON with names in it") },
            "ca_file": { hook.authorityFile = self.path($0) },
            "timeout": { hook.timeout = $0.duration() ?? hook.timeout },
            "connections": { hook.connections = $0.number(in: 1...64) ?? hook.connections },
            "approved": { hook.templates = self.approvedTemplates($0) },
        ]
        readers.merge(limitReaders(of: name)) { own, _ in own }
        cursor.read(readers)
        guard let url, let key else {
            return cursor.fail(
                "a webhook needs `url_credential` or `url_file`, and `key_credential` or `key_file`"
            )
        }
        hook.url = url
        hook.key = key
        mail.couriers[name] = .webhook(hook)
    }

    private func approvedTemplates(_ cursor: Cursor) -> [String: MailSettings.ApprovedTemplate] {
        var templates: [String: MailSettings.ApprovedTemplate] = [:]
        for (kind, value) in cursor.entries {
            var template = MailSettings.ApprovedTemplate(name: "")
            value.read([
                "template": { template.name = $0.text(wanted: "a template's name") ?? "" },
                "parameters": {
                    template.parameters = $0.elements.compactMap {
                        $0.text(wanted: "a fact's name")
                    }
                },
            ])
            if template.name.isEmpty {
                value.fail("an approved message needs `template`, its name at the gateway")
            }
            templates[kind] = template
        }
        return templates
    }

    func secretFile(_ cursor: Cursor) -> MailSettings.Secret? {
        path(cursor).map(MailSettings.Secret.file)
    }

    func credential(_ cursor: Cursor) -> MailSettings.Secret? {
        cursor.text(wanted: "a credential's name").map(MailSettings.Secret.credential)
    }
}
