import Mustache
import Synchronization

/// One language's templates, ready to be rendered.
struct CompiledTemplates: Sendable {
    let library: MustacheLibrary

    func render(
        _ name: String, _ format: TemplateFile.Format, _ scope: any MustacheParent
    ) -> String {
        // Every language has every file: `Templates` refuses to leave one out.
        Self.tidied(library.render(scope, withTemplate: "\(name).\(format.rawValue)") ?? "")
    }

    /// Without blanks at line ends, with at most one empty line in a row and none at either end:
    /// what absent sentences leave behind.
    static func tidied(_ text: String) -> String {
        // Bytes rather than characters: a body has thousands, and where a blank ends is the same.
        var tidy: [UInt8] = []
        tidy.reserveCapacity(text.utf8.count)
        var isAfterEmptyLine = true
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            var line = line
            while line.last == 0x20 || line.last == 0x09 { line.removeLast() }
            if line.isEmpty, isAfterEmptyLine { continue }
            isAfterEmptyLine = line.isEmpty
            tidy += line
            tidy.append(0x0A)
        }
        while tidy.last == 0x0A { tidy.removeLast() }
        return String(decoding: tidy, as: UTF8.self)
    }
}

/// One language's templates, compiled for its first letter: at a start that took longer than anything
/// else.
final class TemplateSource: Sendable {
    private let files: [TemplateFile]
    private let compiled = Mutex<CompiledTemplates?>(nil)

    init(_ files: some Sequence<TemplateFile>) { self.files = Array(files) }

    /// What each file says, by name.
    var texts: [String: String] {
        Dictionary(files.map { ($0.name, $0.text) }, uniquingKeysWith: { $1 })
    }

    var text: String {
        files.map { "\($0.name)\n\($0.text)" }.sorted().joined(separator: "\n")
    }

    /// - Throws: ``PostError`` with code `templates` for what only the renderer refuses.
    func templates() throws(PostError) -> CompiledTemplates {
        if let known = compiled.withLock({ $0 }) { return known }
        var library = MustacheLibrary()
        var faults: [TemplateFault] = []
        for file in files {
            do {
                try library.register(file.source, named: file.name)
            } catch {
                faults.append(TemplateFault(file: file.path, message: "\(error)"))
            }
        }
        guard faults.isEmpty else { throw Templates.refusal(faults) }
        let templates = CompiledTemplates(library: library)
        compiled.withLock { $0 = templates }
        return templates
    }
}
