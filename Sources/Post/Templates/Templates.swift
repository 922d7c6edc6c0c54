import Dispatch
import FoundationEssentials
import Mustache
import Synchronization

/// The wording of every kind in every language, checked as a whole.
///
/// Files are `<language>/<kind>.<subject|text|html>.mustache`; the frames around the entries are
/// `notice` for the office and `letter` for clients; partials begin with `_` and are taken in as
/// `{{>_name.text}}`. What stands in `common` serves every language. In texts and subjects facts stand as they are, in HTML they are escaped.
package struct Templates: Sendable {
    private let sources: [Language: TemplateSource]
    /// The shipped folder, then those whose files take the place of its own.
    package let directories: [String]

    /// What stands around the entries of a mail with several.
    package static let frames = ["notice", "letter"]

    /// Loads the first folder, which is shipped and complete, then lets files of the others take the
    /// place of its files one by one. A folder after the first may be absent.
    ///
    /// - Throws: ``PostError`` with code `templates` and every fault of every file.
    package init(directories: [String]) throws(PostError) {
        self.directories = directories
        // Of a folder that is not there no file is: that is said once.
        if let shipped = directories.first, !FileManager.default.fileExists(atPath: shipped) {
            throw Self.refusal([
                TemplateFault(
                    file: shipped,
                    message: "is not there: it should be the folder of the shipped templates "
                        + "(tenggatd --templates)")
            ])
        }
        let loaded = Mutex<[Language: (source: TemplateSource, faults: [TemplateFault])]>([:])
        // Side by side: reading all wordings is a long part of a start.
        DispatchQueue.concurrentPerform(iterations: Language.allCases.count) { index in
            let language = Language.allCases[index]
            let result = Self.load(language, from: directories)
            loaded.withLock { $0[language] = result }
        }
        let languages = loaded.withLock { $0 }
        // What is wrong with a folder is wrong for each language.
        let faults = Set(languages.values.flatMap(\.faults))
            .sorted { ($0.file, $0.line) < ($1.file, $1.line) }
        guard faults.isEmpty else { throw Self.refusal(faults) }
        sources = languages.mapValues(\.source)
    }

    /// All of them, spelled so that equal wordings give equal text.
    package var text: String {
        sources.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.rawValue)\n\($0.value.text)" }.joined(separator: "\n")
    }

    /// Which files say something else in another reading: `id/slip.text`.
    package func changes(to other: Templates) -> [String] {
        Language.allCases.flatMap { language in
            let old = sources[language]?.texts ?? [:]
            let new = other.sources[language]?.texts ?? [:]
            return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }
                .map { "\(language.rawValue)/\($0)" }
        }
    }

    /// One language's templates, ready to be rendered.
    func compiled(in language: Language) throws(PostError) -> CompiledTemplates {
        guard let source = sources[language] else { preconditionFailure("every language has some") }
        return try source.templates()
    }

    static func refusal(_ faults: [TemplateFault]) -> PostError {
        let lines = faults.map(\.description).joined(separator: "\n")
        return PostError(
            code: .templates,
            message: "the templates cannot be taken; nothing was changed:\n\(lines)",
            faults: faults)
    }
}

extension Templates {
    private static func load(
        _ language: Language, from directories: [String]
    ) -> (source: TemplateSource, faults: [TemplateFault]) {
        var faults: [TemplateFault] = []
        let files = files(of: language, in: directories, faults: &faults)
        let shipped = directories.first ?? ""
        faults += check(files, language: language, shipped: shipped)
        // Our own check says the same with a line, unless the renderer is stricter. The shipped files
        // went through both before they were shipped.
        for file in files.values where !file.path.hasPrefix("\(shipped)/") {
            if faults.contains(where: { $0.file == file.path }) { continue }
            do {
                _ = try MustacheTemplate(string: file.source)
            } catch {
                faults.append(TemplateFault(file: file.path, message: "\(error)"))
            }
        }
        return (TemplateSource(files.values), faults)
    }

    private static func files(
        of language: Language, in directories: [String], faults: inout [TemplateFault]
    ) -> [String: TemplateFile] {
        var files: [String: TemplateFile] = [:]
        for (index, directory) in directories.enumerated() {
            if index > 0, let fault = TemplateFile.fault(ofFolder: directory) {
                faults.append(fault)
                continue
            }
            for folder in ["\(directory)/common", "\(directory)/\(language.rawValue)"] {
                let isAbsent = !FileManager.default.fileExists(atPath: folder)
                if index > 0 || folder.hasSuffix("/common"), isAbsent { continue }
                files.merge(TemplateFile.files(in: folder, faults: &faults)) { _, new in new }
            }
        }
        return files
    }

    private static func check(
        _ files: [String: TemplateFile], language: Language, shipped: String
    ) -> [TemplateFault] {
        var check = TemplateCheck(files: files)
        var faults: [TemplateFault] = []
        let wanted = wantedFiles
        for (name, names) in wanted.sorted(by: { $0.key < $1.key }) {
            if let file = files[name] {
                faults += [file.faultOfBlank].compactMap { $0 }
                check.check(file, names: names)
            } else {
                let path = "\(shipped)/\(language.rawValue)/\(name).mustache"
                faults.append(TemplateFault(file: path, message: "is missing"))
            }
        }
        for file in files.values where wanted[file.name] == nil {
            if file.isPartial, file.format != nil { continue }
            let known = (TemplateKind.all.map(\.name) + frames).joined(separator: ", ")
            faults.append(
                TemplateFault(
                    file: file.path, name: file.name,
                    message: "no kind has a template of this name; known kinds: \(known), "
                        + "each with .subject, .text and .html; partials begin with “_”"
                        + TemplateFile.nearest(to: String(file.name))))
        }
        return faults + check.faults
    }

    /// Every file that a language needs, with the names that it may use.
    private static let wantedFiles: [String: [String: TemplateName]] = {
        var wanted: [String: [String: TemplateName]] = [:]
        for kind in TemplateKind.all {
            let names = kind.facts.templateNames
            for format in TemplateFile.Format.allCases {
                wanted["\(kind.name).\(format.rawValue)"] = names
            }
        }
        for format in TemplateFile.Format.allCases {
            for frame in frames {
                wanted["\(frame).\(format.rawValue)"] =
                    format == .subject
                    ? FrameNames.subject : FrameNames.body(isHTML: format == .html)
            }
        }
        return wanted
    }()
}
