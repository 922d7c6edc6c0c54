/// The folder into which people drop sheets.
package struct InboxSettings: Sendable, Hashable {
    /// Nil is `inbox` below the ledger's folder.
    package var folder: String?
    /// What the file of an owner without a role of `control` may change; nil lets it change nothing.
    /// For a share whose files all belong to one user.
    package var role: ControlSettings.Role?

    package init() {}
}

extension SettingsReader {
    /// `false`, or `{folder: /srv/share/inbox, role: operator}`.
    func inbox(_ cursor: Cursor) {
        if cursor.isFalse {
            inbox = nil
            return
        }
        var settings = inbox ?? InboxSettings()
        cursor.read([
            "folder": { settings.folder = self.path($0) ?? settings.folder },
            "role": { settings.role = $0.word() ?? settings.role },
        ])
        inbox = settings
    }
}
