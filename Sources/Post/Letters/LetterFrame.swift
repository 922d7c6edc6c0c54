import Mustache

/// What the frame around the entries sees.
struct LetterFrame: MustacheParent {
    var name: String
    var subject = ""
    /// The first entry's subject, as much of it as fits.
    var first = ""
    var texts: [String]
    let count: Int
    let areAllReminders: Bool
    /// What lists of mails show beside the subject.
    var preview = ""
    let additions: [String]
    let office: PostOffice
    let reader: LetterDraft.Reader
    let language: Language

    init(
        name: String, subjects: [String], texts: [String], kinds: [String], additions: [String],
        office: PostOffice, reader: LetterDraft.Reader, language: Language
    ) {
        self.name = name
        self.first = subjects.first ?? ""
        self.texts = texts
        self.count = subjects.count
        self.areAllReminders = kinds.allSatisfy { $0 == "reminder" }
        self.additions = additions
        self.office = office
        self.reader = reader
        self.language = language
    }

    func child(named name: String) -> Any? {
        switch name {
        case "name": WordedText(self.name)
        case "subject": WordedText(subject)
        case "first": WordedText(first)
        case "count": WordedText("\(count)")
        case "all_reminders": areAllReminders
        case "is_several": count > 1
        case "office": WordedText(office.officeName)
        case "coordinator": WordedText(office.coordinatorName)
        case "signatory": WordedText(office.signature?.name ?? office.coordinatorName)
        case "title":
            office.signature?.title[language.rawValue].map { WordedText($0) }
        case "number": office.letterNumber.map { WordedText($0) }
        case "is_coordinator": reader.isCoordinator
        case "additions": additions.map { FrameLine(text: $0) }
        case "entries":
            texts.enumerated().map { FrameEntry(body: $1, index: $0, count: texts.count) }
        default: letterhead(name)
        }
    }

    private func letterhead(_ name: String) -> Any? {
        let head = office.letterhead
        return switch name {
        case "language": WordedText(language.rawValue)
        case "preview": WordedText(preview)
        case "has_letterhead": !head.isEmpty
        case "colour": WordedText(head.colour)
        case "logo": WordedText(head.logo?.identifier ?? "")
        case "logo_width": WordedText("\(head.logo?.width ?? 0)")
        case "logo_height": WordedText("\(head.logo?.height ?? 0)")
        case "address": head.address.map { FrameLine(text: $0) }
        case "footer":
            WordedText(head.footer[language.rawValue] ?? head.footer.values.min() ?? "")
        default: nil
        }
    }
}

/// One rendered entry in its frame.
struct FrameEntry: MustacheParent {
    var body: String
    var index: Int
    var count: Int

    func child(named name: String) -> Any? {
        switch name {
        case "body": WordedText(body)
        case "position": WordedText("\(index + 1)")
        case "is_first": index == 0
        case "is_last": index == count - 1
        default: nil
        }
    }
}

/// A paragraph that a person added, or a line of the address.
struct FrameLine: MustacheParent {
    var text: String

    func child(named name: String) -> Any? { name == "text" ? WordedText(text) : nil }
}
