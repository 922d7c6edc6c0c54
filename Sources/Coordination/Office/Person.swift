/// Somebody who works in the office.
package struct Person: RegisterEntry {
    package static let sheet = SheetKind.people

    package var code: String
    package var name: String
    /// Nil when the post has no address; reminders then go upward.
    package var email: String?
    /// E.164, as the sheet reader normalised it.
    package var phone: String?
    package var team: String?
    package var post: Post
    /// The superior's code.
    package var reportsTo: String?
    /// A language code, `id` or `en`; nil takes the office's.
    package var language: String?
    /// An IANA zone name; nil takes the team's, else the office's.
    package var zone: String?
    /// A calendar named in the settings; nil takes the team's, else the office's.
    package var calendar: String?
    /// The courier of the settings that this person wants to be told by; nil leaves it to the office's.
    package var channel: String?
    /// Whether they work here no more: nothing is mailed to them. Nil is no.
    package var isGone: Bool?
    /// Who takes over what was theirs, by code.
    package var successor: String?

    package var hasLeft: Bool { isGone ?? false }

    /// Where mail reaches them: nil where nobody entered an address, and of whoever has left, whatever stands
    /// in the sheet still.
    package var address: String? { hasLeft ? nil : email }

    /// What somebody does in the office.
    package enum Post: String, Codable, Hashable, Sendable, CaseIterable {
        case sales, coordinator, manager, director, finance
    }

    package init(
        code: String, name: String, email: String? = nil, phone: String? = nil,
        team: String? = nil, post: Post, reportsTo: String? = nil, language: String? = nil,
        zone: String? = nil, calendar: String? = nil, channel: String? = nil,
        isGone: Bool? = nil, successor: String? = nil
    ) {
        self.code = code
        self.name = name
        self.email = email
        self.phone = phone
        self.team = team
        self.post = post
        self.reportsTo = reportsTo
        self.language = language
        self.zone = zone
        self.calendar = calendar
        self.channel = channel
        self.isGone = isGone
        self.successor = successor
    }

    package var key: String { code }

    package init?(row: SheetRow) {
        guard let code = row.text("code"), let name = row.text("name"),
            let post = row.text("role").flatMap(Post.init(rawValue:))
        else { return nil }
        self.init(
            code: code, name: name, email: row.text("email"), phone: row.text("phone"),
            team: row.text("team"), post: post, reportsTo: row.text("reports_to"),
            language: row.text("language"), zone: row.text("time_zone"),
            calendar: row.text("calendar"), channel: row.text("channel"),
            isGone: row.text("status") == "left" ? true : nil, successor: row.text("successor"))
    }

    package var values: [String: SheetValue] {
        let values: [String: SheetValue?] = [
            "code": .text(code), "name": .text(name), "role": .word(post.rawValue),
            "email": email.map(SheetValue.text),
            "phone": phone.map(SheetValue.text),
            "team": team.map(SheetValue.text),
            "reports_to": reportsTo.map(SheetValue.text),
            "language": language.map(SheetValue.word),
            "time_zone": zone.map(SheetValue.text),
            "calendar": calendar.map(SheetValue.text),
            "channel": channel.map(SheetValue.text),
            "status": hasLeft ? .word("left") : nil,
            "successor": successor.map(SheetValue.text),
        ]
        return values.compactMapValues { $0 }
    }

    package var references: [Reference] {
        var found: [Reference] = []
        if let team {
            found.append(Reference(column: "team", in: [.teams], code: team, isTolerated: true))
        }
        if let reportsTo {
            found.append(
                Reference(
                    column: "reports_to", in: [.people], code: reportsTo, isTolerated: true,
                    isDuty: true))
        }
        if let successor {
            found.append(
                Reference(column: "successor", in: [.people], code: successor, isDuty: true))
        }
        return found
    }
}
