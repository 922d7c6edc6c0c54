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

    package init(_ code: Code, _ message: String, field: String? = nil) {
        self.code = code
        self.message = message
        self.field = field
    }

    package var description: String { message }
}
