/// Why the control socket cannot be served, in words for whoever runs the service.
package struct ServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of fault it is.
    package enum Code: String, Hashable, Sendable {
        /// Somebody answers on the socket already.
        case socketInUse = "socket-in-use"
        /// The path is too long, or something else than a socket is there, or it may not be made.
        case socketPath = "socket-path"
        /// The kernel does not tell who calls.
        case peer
    }

    package var code: Code
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
