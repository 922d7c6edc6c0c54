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
        let bytes = text.utf8Span.span
        var tidy: [UInt8] = []
        tidy.reserveCapacity(bytes.count + 1)
        var isAfterEmptyLine = true
        var start = 0
        for end in 0...bytes.count where end == bytes.count || bytes[end] == 0x0A {
            let isLineEmpty = appendLine(bytes, from: start, to: end, to: &tidy)
            start = end + 1
            if isLineEmpty, isAfterEmptyLine { continue }
            tidy.append(0x0A)
            isAfterEmptyLine = isLineEmpty
        }
        while tidy.last == 0x0A { tidy.removeLast() }
        return String(decoding: tidy, as: UTF8.self)
    }

    /// Appends a line without the blanks at its end.
    ///
    /// - Returns: whether nothing of it is left.
    private static func appendLine(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, to tidy: inout [UInt8]
    ) -> Bool {
        var last = end
        while last > start, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
        for index in start..<last { tidy.append(bytes[index]) }
        return last == start
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
