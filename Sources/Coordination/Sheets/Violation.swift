/// A rule that something does not keep, whoever brought it: a command that brings it is refused, a sheet
/// gets a ``Finding`` on the cell.
package struct Violation: Error, Hashable, Sendable {
    /// What is at fault, as the sheet names its column.
    package var field: String
    package var code: Finding.Code
    /// How much it weighs in a sheet. A command is refused either way: whoever gives it is there to mend it.
    package var severity: Finding.Severity
    /// What was given; empty where nothing was.
    package var value: String
    /// What is wanted instead.
    package var expected: BilingualText
    /// What a finding adds, such as the column where it belongs.
    package var inSheet: BilingualText?
    /// What a sheet takes instead, which its finding says of a row that is taken.
    package var ifTaken: BilingualText?
    /// A correction, only where one is sure.
    package var suggestion: String?

    package init(
        of field: String, _ code: Finding.Code, _ severity: Finding.Severity = .blocker,
        value: String = "", expected: BilingualText, inSheet: BilingualText? = nil,
        ifTaken: BilingualText? = nil, suggestion: String? = nil
    ) {
        self.field = field
        self.code = code
        self.severity = severity
        self.value = value
        self.expected = expected
        self.inSheet = inSheet
        self.ifTaken = ifTaken
        self.suggestion = suggestion
    }

    /// What is wrong, and what to do, as a command is told it.
    package var message: String {
        let given = value.isEmpty ? field : "\(field) “\(value)”"
        return "\(given): expected \(expected.english)" + (suggestion.map { "; \($0)?" } ?? "")
    }
}
