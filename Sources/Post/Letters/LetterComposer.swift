package import Almanac
import Coordination
import Mustache

/// Turns a notice's facts into the bytes that a courier carries.
///
/// The same draft always gives the same bytes, so a letter composed again for the last look can be
/// compared, and one attempt repeats the other.
package struct LetterComposer: Sendable {
    package let office: PostOffice
    let templates: Templates
    let zones: @Sendable (String) throws -> Zone

    /// - Parameter zones: a zone by its IANA name, for moments that facts state.
    package init(
        office: PostOffice, templates: Templates, zones: @escaping @Sendable (String) throws -> Zone
    ) {
        self.office = office
        self.templates = templates
        self.zones = zones
    }

    /// Composes a letter.
    ///
    /// - Throws: ``PostError``: an unknown kind, one that its reader must not see, a missing fact, an
    ///   unknown zone, or an address that no header may hold.
    package func compose(_ draft: LetterDraft) throws(PostError) -> Letter {
        let draft = draft.knowingItsReader
        let kinds = try kinds(of: draft)
        let context = try context(of: draft)
        let entries = zip(kinds, draft.entries).map { kind, entry in
            (kind: kind, scope: WordedFacts(facts: entry.facts, context: context, row: nil))
        }
        let templates = try templates.compiled(in: context.wording.language)
        let subjects = entries.map { subject(of: $0.kind, $0.scope, templates) }
        var frame = LetterFrame(
            name: greetingName(draft.reader.name), subjects: subjects, texts: [],
            kinds: kinds.map(\.name), additions: draft.additions, office: office,
            reader: draft.reader, language: context.wording.language)
        let frameName = draft.reader.isClient ? "letter" : "notice"
        frame.subject =
            subjects.count == 1
            ? subjects[0]
            : SubjectLine.fitting(subjects[0]) { part in
                frame.first = part
                return templates.render(frameName, .subject, frame)
            }
        guard !draft.isSubjectOnly else {
            return try abridge(draft, subject: frame.subject)
        }
        var bodies: [TemplateFile.Format: String] = [:]
        for format in [TemplateFile.Format.text, .html] {
            frame.texts = entries.map { templates.render($0.kind.name, format, $0.scope) }
            if format == .text { frame.preview = Self.preview(of: frame.texts) }
            bodies[format] = templates.render(frameName, format, frame) + "\n"
        }
        let (text, html) = (bodies[.text] ?? "", bodies[.html] ?? "")
        guard let banner = draft.banner else {
            return try seal(draft, subject: frame.subject, text: text, html: html)
        }
        return try seal(
            draft, subject: "\(banner.mark) \(frame.subject)", text: "\(banner.text)\n\n\(text)",
            html: banner.over(html))
    }

    /// A letter of which nobody asks more than what it is called, and whether it could leave.
    private func abridge(
        _ draft: LetterDraft, subject: String
    ) throws(PostError) -> Letter {
        try checkAddresses(of: draft)
        return Letter(
            subject: draft.banner.map { "\($0.mark) \(subject)" } ?? subject, text: "", html: "",
            bytes: [], messageID: draft.messageID, recipients: [draft.reader.address],
            contentHash: "")
    }

    /// What a list of mails shows beside the subject: the first sentence that says something.
    private static func preview(of texts: [String]) -> String {
        let first = texts.first?.split(separator: "\n\n", maxSplits: 1).first ?? ""
        return SubjectLine.truncated(SubjectLine.flattened(String(first)), to: 140)
    }

    /// The kinds of the entries, each one allowed for its reader and with all that it needs.
    private func kinds(of draft: LetterDraft) throws(PostError) -> [TemplateKind] {
        guard !draft.entries.isEmpty else {
            throw PostError(code: .unknownKind, message: "a letter needs at least one entry")
        }
        var kinds: [TemplateKind] = []
        for (index, entry) in draft.entries.enumerated() {
            guard let kind = TemplateKind.named(entry.kind) else {
                let known = TemplateKind.all.map(\.name).joined(separator: ", ")
                throw PostError(
                    code: .unknownKind,
                    message: "entry \(index + 1) is of kind “\(entry.kind)”; known: \(known)")
            }
            guard kind.isForClients || !draft.reader.isClient else {
                throw PostError(
                    code: .unknownKind,
                    message:
                        "entry \(index + 1) is of kind “\(kind.name)”, which is not for clients")
            }
            let faults = kind.faults(in: entry.facts)
            guard faults.isEmpty else {
                throw PostError(
                    code: .facts,
                    message: "entry \(index + 1) (\(kind.name)): "
                        + faults.joined(separator: ", "))
            }
            kinds.append(kind)
        }
        return kinds
    }

    /// How the reader is written to, with every zone that the facts name.
    func context(of draft: LetterDraft) throws(PostError) -> WordedFacts.Context {
        var found: [String: Zone] = [:]
        for name in draft.entries.flatMap({ Self.zoneNames(in: $0.facts) }) where found[name] == nil
        {
            do {
                found[name] = try zones(name)
            } catch {
                throw PostError(code: .zone, message: "zone “\(name)” in a moment: \(error)")
            }
        }
        let language = Language(code: draft.reader.language)
        return WordedFacts.Context(
            wording: Wording(language: language, zone: draft.reader.zone, style: office.style),
            zones: found)
    }

    private static func zoneNames(in facts: Facts) -> [String] {
        facts.values.flatMap { fact -> [String] in
            switch fact {
            case .moment(_, let zone): [zone]
            case .list(let rows): rows.flatMap(zoneNames)
            default: []
            }
        }
    }

    private func subject(
        of kind: TemplateKind, _ scope: WordedFacts, _ templates: CompiledTemplates
    ) -> String {
        let name = kind.shortenedInSubject
        // Numbers stay numbers, for the plurals that follow from them.
        guard scope.facts[name]?.isText ?? true else {
            return SubjectLine.flattened(templates.render(kind.name, .subject, scope))
        }
        let part = (scope.child(named: name) as? WordedText)?.renderText ?? ""
        return SubjectLine.fitting(SubjectLine.flattened(part)) { shortened in
            var scope = scope
            if scope.facts[name] != nil { scope.facts[name] = .text(shortened) }
            return templates.render(kind.name, .subject, scope)
        }
    }

    /// A name for the greeting: a sheet's own `Yth.` or `Dear` would make a second one, and what is pasted from a mail
    /// program ends with an address, `Sari <s@kantor.example>`. An address alone is nobody's name.
    private func greetingName(_ name: String?) -> String {
        var name = SubjectLine.flattened(name ?? "")
        if name.hasSuffix(">"), let start = name.lastIndex(of: "<"), name[start...].contains("@") {
            name = String(name[..<start].drop { $0 == " " })
            while name.last == " " { name.removeLast() }
        }
        guard !MailAddress.isValid(name) else { return "" }
        for greeting in ["Yth. ", "Dear "] where name.hasPrefix(greeting) {
            return String(name.dropFirst(greeting.count))
        }
        return name
    }
}

extension Fact {
    fileprivate var isText: Bool {
        switch self {
        case .text, .texts: true
        default: false
        }
    }
}
