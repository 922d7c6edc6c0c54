/// What systemd's side of the service could not do, in words for whoever runs it.
package struct SystemdError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of fault it is.
    package enum Code: String, Hashable, Sendable {
        /// A credential that the unit does not pass, or that cannot be read.
        case credential
    }

    package var code: Code
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
