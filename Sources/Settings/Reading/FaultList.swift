/// Collects faults while a file is read to its end, so that a person sees all of them at once.
final class FaultList {
    private(set) var faults: [SettingsError.Fault] = []

    func add(_ fault: SettingsError.Fault) { faults.append(fault) }

    func add(_ message: String, at cursor: Cursor) {
        faults.append(
            SettingsError.Fault(
                file: cursor.file, line: cursor.line, column: cursor.column, message: message))
    }
}
