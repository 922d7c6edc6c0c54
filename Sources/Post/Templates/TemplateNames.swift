/// The names that a template may use at one place, and what each stands for.
indirect enum TemplateName: Hashable, Sendable {
    /// Something shown, which may also open a section that is left out when it is absent.
    case value
    /// Only a section.
    case flag
    /// HTML that is made already, shown by `{{{…}}}`.
    case markup
    /// A section that is repeated for each row, with the row's own names.
    case rows([String: TemplateName])
}

extension [FactDeclaration] {
    /// The names of these facts with all that follow from them.
    var templateNames: [String: TemplateName] {
        var names: [String: TemplateName] = [:]
        for declaration in self {
            switch declaration.shape {
            case .flag: names[declaration.name] = .flag
            case .list(let rows):
                names[declaration.name] = .rows(
                    rows.templateNames.merging(rowNames) { own, _ in own })
            default: names[declaration.name] = .value
            }
            for suffix in declaration.shape.derived {
                names[declaration.name + suffix] = suffix == "_is_one" ? .flag : .value
            }
        }
        return names
    }
}

/// What every row knows of its place in the list.
let rowNames: [String: TemplateName] = [
    "position": .value, "is_first": .flag, "is_last": .flag,
]

/// What the frames around the entries may use.
enum FrameNames {
    /// `notice.*` and `letter.*`, texts and HTML.
    static func body(isHTML: Bool) -> [String: TemplateName] {
        let entry: [String: TemplateName] = ["body": isHTML ? .markup : .value]
        return subject.merging([
            "name": .value,
            "subject": .value,
            "is_several": .flag,
            "is_coordinator": .flag,
            // Who signs, what stands below the name, and what the letter is filed under.
            "signatory": .value,
            "title": .value,
            "number": .value,
            "language": .value,
            "preview": .value,
            "has_letterhead": .flag,
            "colour": .value,
            // The inline picture's identifier.
            "logo": .value,
            "logo_width": .value,
            "logo_height": .value,
            "address": .rows(["text": .value]),
            "footer": .value,
            // What a person added, paragraph by paragraph.
            "additions": .rows(["text": .value]),
            "entries": .rows(entry.merging(rowNames) { own, _ in own }),
        ]) { own, _ in own }
    }

    /// `notice.subject` and `letter.subject`, used for several entries.
    static let subject: [String: TemplateName] = [
        "count": .value,
        // The first entry's own subject.
        "first": .value,
        "all_reminders": .flag,
        "office": .value,
        "coordinator": .value,
    ]
}
