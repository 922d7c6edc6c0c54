import Control
import Glibc

/// One line on the terminal that says how far an import is, and is gone afterwards.
enum ProgressLine {
    private static let isPresent = isatty(STDERR_FILENO) == 1

    static func show(_ reply: ImportSheets.Reply) {
        guard isPresent, let progress = reply.progress else { return }
        let rows = Wording.number(progress.rows)
        write(progress.file.map { "reading \($0): \(rows) rows" } ?? "taking \(rows) rows")
    }

    static func end() {
        if isPresent { write("") }
    }

    /// Over what stands in the line (ECMA-48: EL).
    private static func write(_ text: String) {
        let bytes = Array("\r\u{1B}[K\(text)".utf8)
        // A terminal that takes nothing has nobody who looks.
        _ = unsafe Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
