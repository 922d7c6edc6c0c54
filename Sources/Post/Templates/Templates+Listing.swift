import FoundationEssentials

extension Templates {
    /// A template as it is on the disk.
    package struct Entry: Sendable, Hashable {
        /// Its kind, or the name of a frame or a partial.
        package var name: String
        /// `common` for what serves every language.
        package var language: String
        package var format: String
        package var path: String
        /// Whether it takes the place of a shipped one.
        package var isOverride: Bool
        /// Whether the shipped one is newer, and says something else.
        package var isOutdated: Bool
    }

    /// What is used of all folders now, by language and name. Files that cannot be read are left out:
    /// checking tells of them.
    package var listing: [Entry] {
        (["common"] + Language.allCases.map(\.rawValue)).flatMap { language -> [Entry] in
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
}

extension TemplateFile {
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
