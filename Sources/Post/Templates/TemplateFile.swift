import FoundationEssentials
import Glibc

/// One template as it stands on the disk.
struct TemplateFile: Hashable {
    /// What a template's result is, and so whether facts are escaped in it.
    enum Format: String, Hashable, CaseIterable {
        case subject, text, html
    }

    var path: String
    /// Without `.mustache`: `reminder.text`, `_contact.html`.
    var name: String
    var text: String

    /// Partials are told from entries by their first letter.
    var isPartial: Bool { name.hasPrefix("_") }

    /// The part of the name after the dot; nil when it is none that we know.
    var format: Format? {
        name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last
            .flatMap { Format(rawValue: String($0)) }
    }

    /// What is wrong with one that would take the words away; nil where it says something.
    var faultOfBlank: TemplateFault? {
        guard let format, text.allSatisfy(\.isWhitespace) else { return nil }
        let word = format == .html ? "HTML" : format.rawValue
        return TemplateFault(
            file: path,
            message: "a \(word) that says nothing: without the file the shipped one is used")
    }

    /// The text for the renderer, which takes everything for HTML unless told otherwise. A partial's
    /// last line break is its file's, not the sentence's that takes it in.
    var source: String {
        let text = isPartial && self.text.hasSuffix("\n") ? String(self.text.dropLast()) : self.text
        return format == .html ? text : "{{% CONTENT_TYPE:TEXT}}\n\(text)"
    }

    /// Why a folder of templates cannot be used: one that is not there has none, but one that cannot be looked
    /// into would leave out a letter's own words without a sign.
    static func fault(ofFolder folder: String) -> TemplateFault? {
        var status = stat()
        guard unsafe stat(folder, &status) == 0 else {
            return errno == ENOENT
                ? nil
                : TemplateFault(
                    file: folder,
                    message: "cannot be read: \(unsafe String(cString: strerror(errno)))")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            return TemplateFault(file: folder, message: "is no folder")
        }
        guard unsafe access(folder, R_OK | X_OK) == 0 else {
            return TemplateFault(
                file: folder, message: "cannot be read: \(unsafe String(cString: strerror(errno)))")
        }
        return nil
    }

    /// How names of templates end.
    static let suffix = ".mustache"

    /// In bytes.
    private static let largest = 256 << 10

    /// The templates of one folder by their names; files that are none (`README`, `*.dpkg-old`) are
    /// left alone. Faults are unreadable files and names that nothing would ever use.
    static func files(
        in folder: String, faults: inout [TemplateFault]
    ) -> [String: TemplateFile] {
        var files: [String: TemplateFile] = [:]
        let entries: [String]
        do {
            entries = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            faults.append(
                TemplateFault(file: folder, message: "cannot be read: \(SystemReason.of(error))"))
            return [:]
        }
        for entry in entries.sorted() where entry.hasSuffix(suffix) && !entry.hasPrefix(".") {
            let path = "\(folder)/\(entry)"
            let name = String(entry.dropLast(suffix.count))
            do {
                let bytes = try Data(contentsOf: URL(filePath: path))
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    faults.append(
                        TemplateFault(file: path, message: "is not UTF-8; save it as such"))
                    continue
                }
                guard bytes.count <= largest else {
                    faults.append(
                        TemplateFault(
                            file: path,
                            message: "is larger than a letter: at most \(largest >> 10) KiB"))
                    continue
                }
                // Some editors put a byte order mark before it, which would stand in every letter.
                let plain = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
                let lines = plain.split(separator: "\r\n", omittingEmptySubsequences: false)
                files[name] = TemplateFile(
                    path: path, name: name, text: lines.joined(separator: "\n"))
            } catch {
                faults.append(
                    TemplateFault(file: path, message: "cannot be read: \(SystemReason.of(error))"))
            }
        }
        return files
    }
}
