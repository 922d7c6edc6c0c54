package import Almanac

/// The nightly copy of the ledger.
package struct BackupSettings: Sendable, Hashable {
    /// When it is made, by the office's clock.
    package var time = CivilTime(secondOfDay: 2 * 3_600 + 30 * 60)
    /// Nil is `backups` below the ledger's folder.
    package var folder: String?
    /// Another disk or a share, where each copy goes, too; nil for none.
    package var second: String?
    /// How many copies stay in each folder, the newest.
    package var kept = 14

    package init() {}
}

extension SettingsReader {
    /// `false`, or `{at: "02:30", folder: …, second: …, keep: 14}`.
    func backup(_ cursor: Cursor) {
        if cursor.isFalse {
            backup = nil
            return
        }
        var settings = backup ?? BackupSettings()
        cursor.read([
            "at": {
                settings.time = $0.value("a time such as 02:30") { CivilTime($0) } ?? settings.time
            },
            "folder": { settings.folder = self.path($0) ?? settings.folder },
            "second": { settings.second = self.path($0) ?? settings.second },
            "keep": { settings.kept = $0.number(in: 1...1_000) ?? settings.kept },
        ])
        backup = settings
    }
}
