/// Where it is told now and then that the service lives.
package struct HeartbeatSettings: Sendable, Hashable {
    package var url: MailSettings.Secret
    package var interval: Duration = .seconds(300)
    package var authorityFile: String?
}

extension SettingsReader {
    /// `{url_credential: heartbeat-url, every: 5min, ca_file: …}`.
    func heartbeat(_ cursor: Cursor) {
        var url: MailSettings.Secret?
        var settings = HeartbeatSettings(url: .file(""))
        cursor.read([
            "url_file": { url = self.secretFile($0) },
            "url_credential": { url = self.credential($0) },
            "every": { every in
                guard let interval = every.duration() else { return }
                guard interval >= .seconds(60), interval <= .seconds(86_400) else {
                    return every.fail(
                        "found \(every.found), wanted a minute at least and a day at most")
                }
                settings.interval = interval
            },
            "ca_file": { settings.authorityFile = self.path($0) },
        ])
        guard let url else {
            return cursor.fail("a heartbeat needs `url_credential` or `url_file`")
        }
        settings.url = url
        heartbeat = settings
    }
}
