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
    /// What is wrong with a file by itself, whoever sends it; nil where it is not about one.
    package var fault: FileFault?

    package init(
        _ code: Code, _ message: String, field: String? = nil, fault: FileFault? = nil
    ) {
        self.code = code
        self.message = message
        self.field = field
        self.fault = fault
    }

    /// The same refusal as a finding on the whole file.
    package struct FileFault: Hashable, Sendable {
        package var code: Finding.Code
        package var expected: BilingualText
    }

    package var description: String { message }
}
