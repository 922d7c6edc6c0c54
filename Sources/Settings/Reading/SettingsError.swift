/// Everything that is wrong with the settings, each fault where it stands.
package struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One fault: `file:line:column: message`.
    package struct Fault: Hashable, Sendable, CustomStringConvertible {
        package var file: String
        /// From 1; 0 when the fault is about the whole file.
        package var line: Int
        package var column: Int
        package var message: String

        package var description: String {
            line > 0 ? "\(file):\(line):\(column): \(message)" : "\(file): \(message)"
        }
    }

    /// In the order of files and lines, at least one.
    package var faults: [Fault]

    package init(faults: [Fault]) { self.faults = faults }

    package var description: String { faults.map(\.description).joined(separator: "\n") }
}
