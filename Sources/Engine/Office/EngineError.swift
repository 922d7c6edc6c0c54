package import Coordination

/// Why the engine cannot do what was asked, in words for whoever asked.
package struct EngineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of refusal it is; the control socket turns each into an error of its own.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// Something that was given is malformed or not known.
        case invalid
        /// What was asked for is not there.
        case notFound = "not-found"
        /// It is there, but in a state that does not allow what was asked.
        case conflict
        /// Who asks may not.
        case notAllowed = "not-allowed"
        /// A letter could not be composed.
        case notComposed = "not-composed"
    }

    package var code: Code
    /// What is wrong, where, and what to do.
    package var message: String
    /// Which parameter is at fault, by its name in the call; nil when it is none of them.
    package var field: String?
    /// The rule that was not kept, which a sheet has a finding of; nil where it is none of a sheet's.
    package var violation: Violation?

    package init(
        _ code: Code, _ message: String, field: String? = nil, violation: Violation? = nil
    ) {
        self.code = code
        self.message = message
        self.field = field
        self.violation = violation
    }

    /// - Parameter field: as the call names what the sheet has a column for; nil where the names are the
    ///   same.
    package init(_ violation: Violation, field: String? = nil) {
        var named = violation
        named.field = field ?? violation.field
        let code: Code =
            switch violation.code {
            case .notAllowed: .notAllowed
            case .notPossible: .conflict
            default: .invalid
            }
        self.init(code, named.message, field: named.field, violation: violation)
    }

    package var description: String { message }
}
