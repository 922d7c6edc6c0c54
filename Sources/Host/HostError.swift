import Glibc

/// What the machine refused, in words for whoever runs the service.
package struct HostError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of refusal it is.
    package enum Code: String, Hashable, Sendable {
        /// A zone name that is none, or that the system's zone data does not hold.
        case unknownZone = "unknown-zone"
        /// Zone data that cannot be read.
        case unreadableZone = "unreadable-zone"
        /// A timer that the kernel would not give or set.
        case timer
        /// A folder that cannot be made, read or watched.
        case folder
        /// A file that cannot be opened, read or moved.
        case file
    }

    package var code: Code
    package var message: String

    /// - Parameter number: the kernel's, negative or not, put into words behind the message.
    package init(_ code: Code, _ message: String, error number: CInt) {
        self.init(code, "\(message): \(unsafe String(cString: strerror(abs(number))))")
    }

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
