import Almanac
import Coordination
import Foundation
import Testing

@testable import Settings

/// The way out of an office, as an administrator describes it.
@Suite struct MailSettingsTests {
    private func load(_ mail: String) throws -> MailSettings {
        let folder = FileManager.default.temporaryDirectory.appending(path: "m-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: folder)
        }
        let text = """
            office: {name: PT Uji, language: id, time_zone: UTC, calendar: five}
            calendars: {five: {mon-fri: "08:00-17:00"}}
            ladders: {standard: [{when: WD-1 09:00, tell: owner}]}
            mail: \(mail)
            """
        let path = folder.appending(path: "tenggat.yaml")
        try text.write(to: path, atomically: true, encoding: .utf8)
        return try Settings.load(path: path.path) { name in Zone(fixed: name, seconds: 0) }.mail
    }

    private static let two = """
        {courier: smtp, smtp: {host: m.test, per_minute: 30, per_day: 500},
         webhook: {url_file: /u, key_credential: k},
         couriers: {kedua: {smtp: {host: n.test}}, laci: {maildir: /srv/mail}},
         routes: [{to: client, courier: kedua}, {urgent: true, courier: webhook}], fallback: laci}
        """

    @Test(
        "The first route that fits carries a letter; somebody's own channel goes before it",
        arguments: [
            (MailSettings.Audience.client, false, nil, "kedua"), (.client, true, nil, "kedua"),
            (.office, true, nil, "webhook"), (.office, false, nil, "smtp"),
            (.office, false, "laci", "laci"), (.office, true, "laci", "laci"),
            (.office, false, "burung", "smtp"), (.client, false, "laci", "kedua"),
        ] as [(MailSettings.Audience, Bool, String?, String)])
    func routes(
        _ audience: MailSettings.Audience, _ isUrgent: Bool, _ channel: String?, _ name: String
    ) throws {
        let mail = try load(Self.two)
        #expect(mail.courier(for: audience, isUrgent: isUrgent, channel: channel) == name)
        #expect(mail.fallback == "laci" && mail.reachesClients && mail.servers.count == 2)
        #expect(mail.limits == ["smtp": MailSettings.Limits(perMinute: 30, perDay: 500)])
    }

    @Test func clientsAreReachedByTheirOwnRouteOnly() throws {
        #expect(try !load("{}").reachesClients)
        let office = "maildir: /m, routes: [{to: office, courier: maildir}]"
        #expect(try !load("{\(office)}").reachesClients)
        let client = "maildir: /m, routes: [{to: client, urgent: false, courier: maildir}]"
        #expect(try load("{\(client)}").reachesClients)
    }

    @Test func aChannelThatIsNoCourierIsTold() throws {
        var directory = Directory()
        for (code, channel) in [("A", "laci"), ("B", "burung"), ("C", nil)] {
            directory.add(Person(code: code, name: code, post: .sales, channel: channel))
        }
        let warnings = try load(Self.two).channelWarnings(of: directory)
        #expect(warnings.count == 1 && warnings[0].hasPrefix("“B” of the people sheet"))
    }

    @Test func aLetterheadIsRead() throws {
        let head = try load(
            "{letterhead: {logo: /l.png, address: [a, b], footer: {id: kaki, en: foot}, colour: \"#AA0011\"}}"
        ).letterhead
        #expect(head.logo == "/l.png" && head.address == ["a", "b"] && head.colour == "#aa0011")
        #expect(head.footer == ["id": "kaki", "en": "foot"])
        #expect(try load("{letterhead: {footer: sama}}").letterhead.footer["en"] == "sama")
    }

    @Test func tokensAreReadWithoutTheirSecrets() throws {
        let mail = try load(
            """
            {courier: smtp, smtp: {host: m.test, user: t@m.test, oauth2: {token_url: "https://t.test/token", \
            client_id: a, client_secret_credential: s, refresh_token_file: /r, scope: x}}}
            """)
        let tokens = mail.servers.first?.oauth2
        #expect(tokens?.clientSecret == .credential("s") && tokens?.refreshToken == .file("/r"))
    }

    @Test(
        "Each fault says what is missing",
        arguments: [
            ("{courier: webhook}", "the courier webhook needs `webhook`"),
            ("{fallback: smtp}", "mail.fallback: no courier “smtp”; known: journal"),
            ("{routes: [{to: client}]}", "mail.routes[1]: a route needs `courier`"),
            ("{routes: [{to: boss, courier: journal}]}", "wanted one of office, client"),
            ("{routes: [{courier: x}]}", "mail.routes[1].courier: no courier “x”"),
            ("{webhook: {url_file: /u}}", "a webhook needs `url_credential` or `url_file`, and"),
            ("{webhook: {url: x}}", "unknown setting `mail.webhook.url`"),
            ("{couriers: {Dua: {maildir: /m}}}", "a courier's name is of small letters"),
            ("{from: {address: é@o.test}}", "wanted a mail address such as"),
            ("{from: {address: \"t@o.test>\"}}", "wanted a mail address such as"),
            ("{administrator: \"a@o.test\\nBcc: x\"}", "wanted a mail address such as"),
            ("{couriers: {a: {maildir: /m, sendmail: /s}}}", "give each a name of its own"),
            ("{couriers: {smtp: {maildir: /m}}}", "take another name"),
            ("{couriers: {journal: {maildir: /m}}}", "take another name"),
            ("{maildir: /m, courier: maildir, fallback: maildir}", "a fallback is another courier"),
            ("{retry: {first: 2h, longest: 1h}}", "is longer than `longest`"),
            ("{couriers: {dua: {}}}", "a courier needs one of smtp, webhook, maildir, sendmail"),
            (
                "{smtp: {host: m, oauth2: {token_url: \"https://t\", client_id: a, client_secret_file: /s}}}",
                "`oauth2` needs `user`"
            ),
            (
                "{smtp: {host: m, user: u, oauth2: {token_url: \"http://t\", client_id: a}}}",
                "wanted an address that begins with https://"
            ),
            (
                "{smtp: {host: m, user: u, oauth2: {token_url: \"https://t\", client_id: a}}}",
                "`oauth2` needs `client_secret_credential`, or"
            ),
            ("{letterhead: {colour: red}}", "wanted a colour such as"),
            ("{letterhead: {footer: {de: x}}}", "wanted id or en"),
        ])
    func faults(_ mail: String, _ words: String) throws {
        let error = #expect(throws: SettingsError.self) { try load(mail) }
        #expect("\(error.map { "\($0)" } ?? "")".contains(words), "\(error.map { "\($0)" } ?? "")")
    }
}
