/// Checks one template, and the partials it takes in, against the names it may use.
///
/// It finds every fault rather than the first, since whoever edits templates mends them all at once.
struct TemplateCheck {
    /// The files of one language by what partial tags call them: `_contact.text`.
    let files: [String: TemplateFile]
    private(set) var faults: [TemplateFault] = []
    /// Of each file by its path: most partials are taken in by many, and all are read at each start.
    private var tags: [String: [TemplateTag]] = [:]

    init(files: [String: TemplateFile]) {
        self.files = files
    }

    mutating func check(_ file: TemplateFile, names: [String: TemplateName]) {
        check(file, scopes: [Scope(section: nil, names: names)], through: [file.name])
    }

    private struct Scope {
        /// The section that opened it; nil at the top of a file.
        var section: TemplateTag?
        var names: [String: TemplateName]
        /// Whether `{{.}}` means a text here.
        var isValue = false
        /// Whether what it holds is said once for each row of a list.
        var isRows = false
    }

    /// How deep sections may stand in each other.
    private static let deepest = 12

    private mutating func check(_ file: TemplateFile, scopes outer: [Scope], through path: [String])
    {
        var scopes = outer
        for tag in tagsOnce(of: file) {
            switch tag.role {
            case .variable(let isEscaped): show(tag, isEscaped: isEscaped, in: file, scopes)
            case .section, .inverted: open(tag, in: file, &scopes)
            case .close: close(tag, in: file, &scopes, floor: outer.count)
            case .partial: include(tag, in: file, scopes, path)
            case .comment: break
            case .unsupported:
                report(
                    tag, file,
                    "this kind of tag is not supported; use {{name}}, {{#name}}, {{^name}}, {{/name}}, {{>partial}}"
                )
            case .unclosed: report(tag, file, "“{{” without its “}}”")
            }
        }
        for scope in scopes.dropFirst(outer.count) {
            if let section = scope.section {
                report(section, file, "section “\(section.name)” is not closed")
            }
        }
    }

    private mutating func tagsOnce(of file: TemplateFile) -> [TemplateTag] {
        if let known = tags[file.path] { return known }
        let found = TemplateTag.tags(of: file.text)
        tags[file.path] = found
        return found
    }

    private mutating func show(
        _ tag: TemplateTag, isEscaped: Bool, in file: TemplateFile, _ scopes: [Scope]
    ) {
        if tag.name == "." {
            if scopes.last?.isValue != true { report(tag, file, "“.” stands for no text here") }
            if !isEscaped { report(tag, file, Self.mustEscape) }
            return
        }
        switch find(tag.name, in: scopes) {
        case .value where !isEscaped && file.format == .html: report(tag, file, Self.mustEscape)
        case .value: break
        case .markup where isEscaped:
            report(tag, file, "“\(tag.name)” is HTML already; write {{{\(tag.name)}}}")
        case .markup: break
        case .flag, .rows:
            report(tag, file, "“\(tag.name)” can only open a section: {{#\(tag.name)}}")
        case nil: reportUnknown(tag, file, scopes)
        }
    }

    private static let mustEscape = "only HTML made by a frame may go unescaped; write {{name}}"

    private mutating func open(
        _ tag: TemplateTag, in file: TemplateFile, _ scopes: inout [Scope]
    ) {
        var scope = Scope(section: tag, names: [:])
        switch find(tag.name, in: scopes) {
        case .rows(let names) where tag.role == .section:
            scope.names = names
            scope.isRows = true
            if scopes.contains(where: { $0.isRows && $0.section?.name == tag.name }) {
                report(tag, file, "the list “\(tag.name)” stands within itself")
            }
        case .value where tag.role == .section: scope.isValue = true
        case nil: reportUnknown(tag, file, scopes)
        default: break
        }
        if scopes.count == Self.deepest {
            report(tag, file, "more than \(Self.deepest - 1) sections stand in each other")
        }
        scopes.append(scope)
    }

    private mutating func close(
        _ tag: TemplateTag, in file: TemplateFile, _ scopes: inout [Scope], floor: Int
    ) {
        guard scopes.count > floor, let section = scopes.last?.section else {
            return report(tag, file, "{{/\(tag.name)}} closes no section")
        }
        scopes.removeLast()
        if section.name != tag.name {
            report(
                tag, file,
                "{{/\(tag.name)}} where section “\(section.name)” of line \(section.line) is open")
        }
    }

    private mutating func include(
        _ tag: TemplateTag, in file: TemplateFile, _ scopes: [Scope], _ path: [String]
    ) {
        guard let partial = files[tag.name], partial.isPartial, partial.format == file.format else {
            let known = files.values.filter { $0.isPartial && $0.format == file.format }
                .map(\.name).sorted()
            return report(
                tag, file,
                "no partial “\(tag.name)”; known: \(known.isEmpty ? "none" : known.joined(separator: ", "))"
            )
        }
        guard !path.contains(partial.name) else {
            return report(tag, file, "partial “\(tag.name)” takes itself in")
        }
        check(partial, scopes: scopes, through: path + [partial.name])
    }

    private func find(_ name: String, in scopes: [Scope]) -> TemplateName? {
        for scope in scopes.reversed() {
            if let found = scope.names[name] { return found }
        }
        return nil
    }

    private mutating func reportUnknown(
        _ tag: TemplateTag, _ file: TemplateFile, _ scopes: [Scope]
    ) {
        let known = Set(scopes.flatMap(\.names.keys)).sorted().joined(separator: ", ")
        report(tag, file, "unknown name “\(tag.name)”; known here: \(known)")
    }

    /// Says a fault once, though a partial with it may be taken in many times.
    private mutating func report(_ tag: TemplateTag, _ file: TemplateFile, _ message: String) {
        let isSaid = faults.contains {
            $0.file == file.path && $0.line == tag.line && $0.name == tag.name
        }
        if isSaid { return }
        faults.append(
            TemplateFault(file: file.path, line: tag.line, name: tag.name, message: message))
    }
}
