import Almanac
import Coordination
import FoundationEssentials
import Ledger
import Post
import Settings

/// What somebody wants to try: sheets, settings, wordings, as files.
package struct RehearsedChange: Sendable {
    private var sheets: [Intake.File] = []
    /// YAML that is read after the settings' own files.
    private var settings: [Intake.File] = []
    /// By their language and name: `id/slip.text.mustache`.
    private var templates: [Intake.File] = []
    let sender: Sender

    /// Whether it tries settings, which may name files: an administrator's to try, as they are to set.
    var hasSettings: Bool { !settings.isEmpty }

    /// - Parameter files: by their names; `.yaml` are settings, `.mustache` wordings, all others sheets.
    /// - Throws: `EngineError` `.invalid` for a wording whose language nobody says.
    package init(_ files: [Intake.File], from sender: Sender) throws(EngineError) {
        self.sender = sender
        for file in files {
            if file.name.hasSuffix(".yaml") || file.name.hasSuffix(".yml") {
                settings.append(file)
            } else if file.name.hasSuffix(".mustache") {
                let parts = file.name.split(separator: "/").map(String.init)
                guard parts.count >= 2, Language(rawValue: parts[parts.count - 2]) != nil else {
                    throw EngineError(
                        .invalid,
                        "\(file.name) is a wording of no language: give it as en/NAME or id/NAME",
                        field: "with")
                }
                templates.append(file)
            } else {
                sheets.append(file)
            }
        }
    }

    /// What the stages are made of with the change.
    ///
    /// - Parameter folder: where the files may lie meanwhile.
    /// - Throws: `EngineError` `.invalid` with every fault of settings and wordings.
    func parts(beside parts: Stages.Parts, in folder: URL) throws -> Stages.Parts {
        var changed = parts
        if !settings.isEmpty { changed.settings = try load(beside: parts, in: folder) }
        if !templates.isEmpty {
            let wordings = folder.appending(path: "templates")
            for file in templates {
                let place = file.name.split(separator: "/").suffix(2).joined(separator: "/")
                try put(file, at: wordings.appending(path: place))
            }
            do {
                changed.templates = try Templates(
                    directories: parts.templates.directories + [wordings.path])
            } catch {
                let words = "\(error)".replacing(wordings.path + "/", with: "")
                throw EngineError(.invalid, words, field: "with")
            }
        }
        return changed
    }

    private func load(beside parts: Stages.Parts, in folder: URL) throws -> Settings {
        var paths: [String] = []
        var names: [String: String] = [:]
        for (index, file) in settings.enumerated() {
            let path = folder.appending(path: "\(index)-settings.yaml")
            try put(file, at: path)
            paths.append(path.path)
            names[path.path] = file.name
        }
        do {
            return try Settings.load(
                path: parts.settings.path, further: paths, zones: parts.settings.profile.zones)
        } catch {
            // Whoever tries a file knows it by its own name.
            let faults = error.faults.map { fault in
                var fault = fault
                fault.file = names[fault.file] ?? fault.file
                return fault
            }
            throw EngineError(.invalid, "\(SettingsError(faults: faults))", field: "with")
        }
    }

    private func put(_ file: Intake.File, at place: URL) throws {
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.content).write(to: place)
    }

    /// Takes the sheets, and whatever changed settings set in motion.
    ///
    /// - Parameter reader: who is asked about; nil is everybody. What the change counts in the whole office says nothing
    ///   about one of them.
    /// - Returns: what that was, as sentences.
    /// - Throws: `EngineError` `.invalid` with the findings of a sheet that is not taken.
    func take(
        into stages: Stages, of live: Stages, for reader: String?, at now: Instant
    ) async throws -> [BilingualText] {
        var effects: [BilingualText] = []
        if !settings.isEmpty || !templates.isEmpty {
            let moved = try await stages.followTrial(of: live, at: now)
            if reader == nil { effects += moved }
            effects += rings(of: stages.store.office, beside: live.store.office)
        }
        guard !sheets.isEmpty else { return effects }
        let reports = try await stages.intake.take(
            sheets, as: nil, isDryRun: false, from: sender, at: now)
        for report in reports {
            if report.reading.isBlocked {
                throw EngineError(
                    .invalid,
                    "\(report.reading.file) would not be taken:\n"
                        + report.reading.findings.prefix(20)
                        .map { "- \($0.cell): \($0.expected.english)" }.joined(separator: "\n"),
                    field: "with")
            }
            effects += warnings(of: report) + (reader == nil ? report.effectWords : [])
        }
        return effects
    }

    /// What an import of a sheet would warn of.
    private func warnings(of report: ImportReport) -> [BilingualText] {
        report.reading.findings.filter { $0.severity == .warning }.prefix(20).map { finding in
            let place = [finding.file, finding.cell].filter { !$0.isEmpty }.joined(separator: " ")
            return BilingualText(
                en: "\(place), a warning (\(finding.code.rawValue)): expected ",
                id: "\(place), peringatan (\(finding.code.rawValue)): seharusnya "
            ).followed(by: finding.expected)
        }
    }

    /// Stand-ins that the tried settings have stand in for each other, as a sheet that had them would be warned of.
    private func rings(of office: Office, beside live: Office) -> [BilingualText] {
        let standIns = StandIns(office.directory.delegations + office.profile.delegations)
        return office.profile.delegations.filter { !live.profile.delegations.contains($0) }
            .compactMap { office.standInCircle(through: $0, in: standIns) }.map { violation in
                BilingualText(
                    en: "\(violation.field), a warning (\(violation.code.rawValue)): expected ",
                    id: "\(violation.field), peringatan (\(violation.code.rawValue)): seharusnya "
                ).followed(by: violation.expected)
            }
    }
}
