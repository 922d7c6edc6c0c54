/// A branch or group whose figures are handed in together and whose manager answers for it.
package struct Team: RegisterEntry {
    package static let sheet = SheetKind.teams

    package var code: String
    package var name: String
    /// The manager's code; nil or unknown while the post is vacant.
    package var manager: String?
    package var zone: String?
    package var calendar: String?
    /// A shared address; nil means that `team` reaches its members one by one.
    package var email: String?

    package init(
        code: String, name: String, manager: String? = nil, zone: String? = nil,
        calendar: String? = nil, email: String? = nil
    ) {
        self.code = code
        self.name = name
        self.manager = manager
        self.zone = zone
        self.calendar = calendar
        self.email = email
    }

    package var key: String { code }

    package init?(row: SheetRow) {
        guard let code = row.text("team_code"), let name = row.text("name") else { return nil }
        self.init(
            code: code, name: name, manager: row.text("manager"), zone: row.text("time_zone"),
            calendar: row.text("calendar"), email: row.text("email"))
    }

    package var values: [String: SheetValue] {
        let values: [String: SheetValue?] = [
            "team_code": .text(code), "name": .text(name),
            "manager": manager.map(SheetValue.text),
            "time_zone": zone.map(SheetValue.text),
            "calendar": calendar.map(SheetValue.text),
            "email": email.map(SheetValue.text),
        ]
        return values.compactMapValues { $0 }
    }

    package var references: [Reference] {
        manager.map {
            [
                Reference(
                    column: "manager", in: [.people], code: $0, isTolerated: true, isDuty: true)
            ]
        } ?? []
    }
}
