/// A company that was promised something.
package struct Client: RegisterEntry {
    package static let sheet = SheetKind.clients

    package var code: String
    package var name: String
    /// The person whom letters address.
    package var contact: String
    package var salutation: String?
    /// Nil leaves the coordinator a call to make.
    package var email: String?
    package var cc: String?
    package var phone: String?
    package var language: String?
    package var zone: String?
    package var calendar: String?
    package var policy: NoticePolicy

    package init(
        code: String, name: String, contact: String, salutation: String? = nil,
        email: String? = nil, cc: String? = nil, phone: String? = nil, language: String? = nil,
        zone: String? = nil, calendar: String? = nil, policy: NoticePolicy = .approval
    ) {
        self.code = code
        self.name = name
        self.contact = contact
        self.salutation = salutation
        self.email = email
        self.cc = cc
        self.phone = phone
        self.language = language
        self.zone = zone
        self.calendar = calendar
        self.policy = policy
    }

    package var key: String { code }

    /// The contact as a letter addresses them: with the salutation, unless the name bears one.
    package var addressee: String {
        guard let salutation, let first = contact.split(separator: " ").first else {
            return contact
        }
        let honorific = first.lowercased().filter(\.isLetter)
        return Self.honorifics.contains(honorific) ? contact : "\(salutation) \(contact)"
    }

    private static let honorifics: Set<String> = [
        "bapak", "bpk", "pak", "ibu", "bu", "saudara", "sdr", "saudari", "sdri", "mr", "mrs", "ms",
        "dr", "drs", "prof",
    ]

    package var values: [String: SheetValue] {
        let values: [String: SheetValue?] = [
            "code": .text(code), "name": .text(name), "contact": .text(contact),
            "salutation": salutation.map(SheetValue.text),
            "email": email.map(SheetValue.text),
            "cc": cc.map(SheetValue.text),
            "phone": phone.map(SheetValue.text),
            "language": language.map(SheetValue.word),
            "time_zone": zone.map(SheetValue.text),
            "calendar": calendar.map(SheetValue.text),
            "notices": .word(policy.rawValue),
        ]
        return values.compactMapValues { $0 }
    }

    package init?(row: SheetRow) {
        guard let code = row.text("code"), let name = row.text("name"),
            let contact = row.text("contact")
        else { return nil }
        self.init(
            code: code, name: name, contact: contact, salutation: row.text("salutation"),
            email: row.text("email"), cc: row.text("cc"), phone: row.text("phone"),
            language: row.text("language"), zone: row.text("time_zone"),
            calendar: row.text("calendar"),
            policy: row.text("notices").flatMap(NoticePolicy.init(rawValue:)) ?? .approval)
    }
}

/// How a client agreed to hear of delays.
package enum NoticePolicy: String, Codable, Hashable, Sendable, CaseIterable {
    /// A person reads and releases every letter.
    case approval
    /// A letter leaves by itself unless something about it asks for a person.
    case automatic
    /// No letter: the coordinator calls.
    case none
}
