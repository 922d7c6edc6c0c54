/// An error of the control interface, as it travels.
package struct ControlError: Error, Hashable, Sendable, CustomStringConvertible {
    package var code: Code
    package var message: String
    /// The parameter at fault, for `invalidArgument`.
    package var field: String?

    package init(_ code: Code, _ message: String, field: String? = nil) {
        self.code = code
        self.message = message
        self.field = field
    }

    package var description: String { message }
}
