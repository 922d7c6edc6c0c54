package import Coordination

/// A code that the settings name, where it stands: whose it is only the registers know.
package struct NamedPerson: Sendable, Hashable {
    package var code: String
    var fault: SettingsError.Fault

    init(code: String, at cursor: Cursor) {
        self.code = code
        fault = SettingsError.Fault(
            file: cursor.file, line: cursor.line, column: cursor.column,
            message: "\(cursor.path): “\(code)” is nobody's code: write owner, team, manager, "
                + "coordinator, director, a person's or team's code, or an address")
    }
}

extension MailSettings {
    /// People who want to be told by what is no courier, as sentences: they are told by the usual one.
    package func channelWarnings(of directory: Directory) -> [String] {
        directory.unknownChannels(among: couriers.keys.sorted())
    }
}

extension Settings {
    /// Looks the codes up that stand where a role may. An office whose people are not entered yet has
    /// nobody to compare with.
    ///
    /// - Throws: `SettingsError` with a fault for each that is nobody's.
    package func checkPeople(in directory: Directory) throws(SettingsError) {
        guard !directory.people.isEmpty else { return }
        let unknown = people.filter {
            directory.person($0.code) == nil && directory.team($0.code) == nil
        }
        guard unknown.isEmpty else { throw SettingsError(faults: unknown.map(\.fault)) }
    }
}
