extension SentFile {
    fileprivate init(_ file: File) {
        self.init(name: file.name, content: file.content, upload: nil)
    }
}

extension ImportSheets {
    /// With files that are small enough for one message.
    package init(
        files: [File], kind: String? = nil, dryRun: Bool = false, partial: Bool? = nil,
        by: String? = nil
    ) {
        self.init(
            files: files.map(SentFile.init), kind: kind, dryRun: dryRun, partial: partial,
            by: by)
    }
}

extension Submit {
    /// With a file that is small enough for one message.
    package init(
        file: File, type: String? = nil, team: String? = nil, period: String? = nil,
        by: String? = nil
    ) {
        self.init(
            file: SentFile(file), type: type, team: team, period: period, by: by)
    }
}
