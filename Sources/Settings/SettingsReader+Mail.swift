import Almanac
import Coordination

extension SettingsReader {
    func mail(_ cursor: Cursor) {
        mailAt = cursor
        var readers: [String: (Cursor) -> Void] = [
            "courier": { at in self.courierAt = at.text(wanted: "a courier").map { ($0, at) } },
            "couriers": couriers,
            "routes": { self.routes = $0.elements.compactMap(self.route) },
            "fallback": { at in self.fallbackAt = at.text(wanted: "a courier").map { ($0, at) } },
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
            "letterhead": letterhead,
            "warn_after": { self.mail.warnAfter = self.pause($0) ?? self.mail.warnAfter },
            "retry": retry,
            "limits": { $0.read(self.limitReaders(of: Self.mainCourier)) },
            "administrator": { self.mail.administrator = self.address($0) },
        ]
        readers.merge(courierReaders(named: nil)) { own, _ in own }
        cursor.read(readers)
    }

    /// Pauses between attempts: one of nothing would try without a breath.
    private func retry(_ cursor: Cursor) {
        cursor.read([
            "first": { self.mail.firstRetry = self.pause($0) ?? self.mail.firstRetry },
            "longest": { self.mail.longestRetry = self.pause($0) ?? self.mail.longestRetry },
            "give_up_after": { self.mail.giveUpAfter = self.pause($0) ?? self.mail.giveUpAfter },
        ])
        if mail.longestRetry < mail.firstRetry {
            cursor.fail(
                "`first` (\(mail.firstRetry)) is longer than `longest` (\(mail.longestRetry))")
        }
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
            MailAddress.isValid(text) ? text : nil
        }
    }

    private func letterhead(_ cursor: Cursor) {
        cursor.read([
            "logo": { self.mail.letterhead.logo = self.path($0) },
            "address": {
                self.mail.letterhead.address = $0.elements.compactMap { $0.text() }
            },
            "footer": { self.mail.letterhead.footer = self.textByLanguage($0) },
            "colour": {
                self.mail.letterhead.colour = $0.value("a colour such as \"#1d4ed8\"") { text in
                    text.wholeMatch(of: /#[0-9a-fA-F]{6}/) != nil ? text.lowercased() : nil
                }
            },
            "signatories": {
                self.mail.letterhead.signatories = $0.elements.compactMap(self.signatory)
            },
            "number": {
                self.mail.letterhead.number = $0.value("a text with {number} in it") { text in
                    text.contains("{number}") ? text : nil
                }
            },
        ])
    }

    private func signatory(_ cursor: Cursor) -> LetterheadSettings.Signatory? {
        var signatory = LetterheadSettings.Signatory(person: "", title: [:])
        let kinds = ["slip", "further-slip", "improved", "recovery", "message"]
        cursor.read([
            "person": { signatory.person = $0.text(wanted: "a person's code") ?? "" },
            "title": { signatory.title = self.textByLanguage($0) },
            "team": { signatory.team = $0.text(wanted: "a team's code") },
            "kind": {
                signatory.kind = $0.value("one of \(kinds.joined(separator: ", "))") { text in
                    kinds.contains(text) ? text : nil
                }
            },
        ])
        guard !signatory.person.isEmpty else {
            cursor.fail("a signatory needs `person`")
            return nil
        }
        return signatory
    }

    /// One text for all languages, or one for each.
    private func textByLanguage(_ cursor: Cursor) -> [String: String] {
        guard cursor.isMap else {
            return cursor.text().map { ["id": $0, "en": $0] } ?? [:]
        }
        var texts: [String: String] = [:]
        for (language, text) in cursor.entries {
            guard ["id", "en"].contains(language) else {
                text.fail("wanted id or en")
                continue
            }
            texts[language] = text.text()
        }
        return texts
    }

    /// Stands for the main courier until its name is known.
    private static let mainCourier = ""

    // MARK: Routes

    private func route(_ cursor: Cursor) -> CourierRoute? {
        var route = CourierRoute()
        cursor.read([
            "to": { route.audience = $0.word() },
            "urgent": { route.isUrgent = $0.flag() },
            "courier": { at in route.courier = at.text(wanted: "a courier").map { ($0, at) } },
        ])
        guard route.courier != nil else {
            cursor.fail("a route needs `courier`")
            return nil
        }
        return route
    }

    /// A route as it was read, with the place of its courier's name.
    struct CourierRoute {
        var audience: MailSettings.Audience?
        var isUrgent: Bool?
        var courier: (name: String, at: Cursor)?
    }

    /// Names of couriers that lead nowhere, once all couriers are known.
    func checkCouriers() {
        guard mailAt != nil else { return }
        for (kind, needs) in [
            ("maildir", "the folder to put letters in"), ("smtp", "with the server's `host`"),
            ("sendmail", "the program, such as /usr/sbin/sendmail"),
            ("webhook", "with `url_file` or `url_credential`"),
        ] where courierAt?.name == kind && mail.couriers[kind] == nil {
            courierAt?.at.fail("the courier \(kind) needs `\(kind)`, \(needs)")
            courierAt = nil
        }
        mail.courier = known(courierAt) ?? mail.courier
        if let own = mail.limits.removeValue(forKey: Self.mainCourier) {
            mail.limits[mail.courier] = mail.limits[mail.courier] ?? own
        }
        mail.fallback = known(fallbackAt)
        if let fallback = mail.fallback, fallback == mail.courier || fallback == "journal" {
            fallbackAt?.at.fail(
                "a fallback is another courier that reaches people than \(fallback)")
        }
        mail.routes = routes.compactMap { route in
            known(route.courier).map {
                MailSettings.Route(
                    audience: route.audience, isUrgent: route.isUrgent, courier: $0)
            }
        }
    }

    private func known(_ courier: (name: String, at: Cursor)?) -> String? {
        guard let courier else { return nil }
        guard mail.couriers[courier.name] == nil else { return courier.name }
        courier.at.fail("no courier “\(courier.name)”; " + known(mail.couriers.keys))
        return nil
    }
}
