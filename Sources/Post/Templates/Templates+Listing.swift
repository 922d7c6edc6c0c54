import Coordination
import FoundationEssentials

extension Templates {
    /// A template as it is on the disk.
    package struct Entry: Sendable, Hashable {
        /// Its kind, or the name of a frame or a partial.
        package var name: String
        /// `common` for what serves every language; of a file that is never read, the folder that it lies in.
        package var language: String
        package var format: String
        package var path: String
        /// Whether it takes the place of a shipped one.
        package var isOverride: Bool
        /// Whether the shipped one is newer, and says something else.
        package var isOutdated: Bool
        /// Why it cannot be taken, or is never read; nil where it is good.
        package var fault: String?
    }

    /// What is used of all folders now, by language and name, and what lies beside it and is of no use: files that
    /// cannot be taken, and those that are never read.
    package var listing: [Entry] {
        let faults = faultsOnDisk
        let used = (["common"] + Language.allCases.map(\.rawValue)).flatMap { entries(in: $0) }
        let useless = (faults + unread).filter { fault in
            directories.dropFirst().contains { fault.file.hasPrefix("\($0)/") }
                && !used.contains { $0.path == fault.file }
        }
        var paths: Set<String> = []
        let others = useless.filter { paths.insert($0.file).inserted }.map { fault in
            let parts = fault.file.split(separator: "/").suffix(2)
            let name = (parts.last ?? "").split(separator: ".", omittingEmptySubsequences: false)
            return Entry(
                name: String(name.first ?? ""), language: String(parts.first ?? ""),
                format: name.count > 2 ? String(name[1]) : "", path: fault.file, isOverride: true,
                isOutdated: false, fault: fault.message)
        }
        return used.map { entry in
            var entry = entry
            entry.fault = faults.first { $0.file == entry.path }?.message
            return entry
        } + others.sorted { $0.path < $1.path }
    }

    /// What of one's own folders is never read: in a folder of no language, or under a name that is no template's. What
    /// editors and upgrades leave behind is nobody's wording, nor is what a `README` says of them.
    package var unread: [TemplateFault] {
        let languages = ["common"] + Language.allCases.map(\.rawValue)
        let known = languages.joined(separator: ", ")
        return directories.dropFirst().flatMap { directory -> [TemplateFault] in
            let names = TemplateFile.names(in: directory)
            let beside = names.filter(TemplateFile.looksLikeOne).map { name in
                TemplateFault(
                    file: "\(directory)/\(name)",
                    message: "is never read: templates lie in a folder of a language (\(known))"
                        + TemplateFile.nearest(to: name, in: "LANGUAGE/"))
            }
            return beside
                + names.sorted().flatMap { folder -> [TemplateFault] in
                    let files = TemplateFile.names(in: "\(directory)/\(folder)").sorted()
                        .filter(TemplateFile.looksLikeOne)
                    let isRead = languages.contains(folder)
                    return files.filter { !isRead || !$0.hasSuffix(TemplateFile.suffix) }.map {
                        TemplateFault(
                            file: "\(directory)/\(folder)/\($0)",
                            message: isRead
                                ? "is never read: names of templates end in \(TemplateFile.suffix)"
                                    + TemplateFile.nearest(to: $0)
                                : "is never read: “\(folder)” is none of the folders \(known)")
                    }
                }
        }
    }

    /// What keeps templates from being taken as they are on the disk now.
    private var faultsOnDisk: [TemplateFault] {
        do throws(PostError) {
            _ = try Templates(directories: directories)
            return []
        } catch {
            return error.faults
        }
    }

    private func entries(in language: String) -> [Entry] {
        var shipped: [String: TemplateFile] = [:]
        var used: [String: TemplateFile] = [:]
        for (index, directory) in directories.enumerated() {
            var faults: [TemplateFault] = []
            let files = TemplateFile.files(in: "\(directory)/\(language)", faults: &faults)
            if index == 0 { shipped = files }
            used.merge(files) { _, new in new }
        }
        return used.values.compactMap { file -> Entry? in
            guard let format = file.format else { return nil }
            let original = shipped[file.name]
            let isOverride = original?.path != file.path
            return Entry(
                name: String(file.name.prefix { $0 != "." }), language: language,
                format: format.rawValue, path: file.path, isOverride: isOverride,
                isOutdated: isOverride && original.map { file.isOlder(than: $0) } == true)
        }.sorted { ($0.language, $0.name, $0.format) < ($1.language, $1.name, $1.format) }
    }
}

extension TemplateFile {
    /// What lies in a folder; nothing where it is none, or cannot be read: that is told where it is loaded.
    fileprivate static func names(in folder: String) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            return []
        }
    }

    /// Whether somebody meant a file to be a template, as far as its name tells: one without an ending is a folder's, or a
    /// note.
    fileprivate static func looksLikeOne(_ name: String) -> Bool {
        let plain = name.lowercased()
        return plain.contains(".") && !name.hasPrefix(".") && !name.hasSuffix("~")
            && !plain.hasPrefix("readme")
            && !leftBehind.contains { plain.hasSuffix($0) || plain.contains("\(suffix)\($0)-") }
    }

    /// `; reminder.text.mustache would be`: the name that somebody meant; nothing where it is near to none.
    ///
    /// - Parameter folder: what stands before it.
    static func nearest(to name: String, in folder: String = "") -> String {
        let parts = name.lowercased().split { ".-_ ".contains($0) }.map(String.init)
        let kinds = TemplateKind.all.map(\.name) + Templates.frames
        // `reminder-text.txt` as well as `further-slip.txt`.
        let stems = (1...max(parts.count, 1)).map { parts.prefix($0).joined(separator: "-") }
        let stem = stems.last {
            kinds.contains($0) || CodeSuggestion.nearest(to: $0, among: kinds) != nil
        }
        guard let stem else { return "" }
        let kind =
            kinds.contains(stem) ? stem : CodeSuggestion.nearest(to: stem, among: kinds) ?? stem
        let rest = parts.dropFirst(stem.split(separator: "-").count)
        let format =
            rest.lazy.compactMap { part in
                Format.allCases.first { $0.rawValue.hasPrefix(part) || part.hasPrefix($0.rawValue) }
            }.first ?? .text
        return "; \(folder)\(kind).\(format.rawValue)\(suffix) would be"
    }

    /// How copies of editors, of package managers and of people who keep the former one end.
    private static let leftBehind = [
        ".bak", ".old", ".orig", ".save", ".swp", ".dpkg", ".ucf", ".rpmsave", ".rpmnew",
    ]

    /// Whether another file was changed later, and says something else.
    fileprivate func isOlder(than other: TemplateFile) -> Bool {
        guard text != other.text, let own = changedAt, let theirs = other.changedAt else {
            return false
        }
        return own < theirs
    }

    /// Nil where the file has gone meanwhile.
    private var changedAt: Date? {
        do {
            return try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
                as? Date
        } catch {
            return nil
        }
    }
}
