package import Settings

/// Whoever can read the settings' files anew: the daemon, which knows where they lie.
package protocol SettingsReloader: Sendable {
    /// Reads settings, templates, holidays and certificates anew, and serves the office by them.
    ///
    /// - Parameters:
    ///   - isDryRun: changes nothing.
    ///   - by: whoever asked, for the journal.
    /// - Throws: `EngineError`: what is wrong in which line, and everything is as it was.
    func reload(isDryRun: Bool, by: String) async throws -> ReloadOutcome
    /// Says how much the journal is told from now on; nil is as the settings say.
    ///
    /// - Returns: how much that is.
    func tell(_ level: LogLevel?) -> LogLevel
}

/// What a reload changed, or a dry run would.
package struct ReloadOutcome: Sendable {
    package var changes: [SettingChange]
    /// Templates that say something else: `id/slip.text`.
    package var templates: [String]
    /// What it sets in motion, as sentences.
    package var effects: [String]
    /// What an administrator should know of the settings.
    package var warnings: [String]

    package init(
        changes: [SettingChange], templates: [String], effects: [String], warnings: [String]
    ) {
        self.changes = changes
        self.templates = templates
        self.effects = effects
        self.warnings = warnings
    }
}
