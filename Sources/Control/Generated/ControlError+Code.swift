// swift-format-ignore-file
// Made by scripts/generate-contract from org.tenggat.Control.varlink: change that, not this.

extension ControlError {
    /// The errors that the interface defines.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// What was given is malformed or not known.
        case invalidArgument = "InvalidArgument"
        /// What was asked for is not there.
        case notFound = "NotFound"
        /// It is there, in a state that does not allow what was asked.
        case conflict = "Conflict"
        /// Whoever asks may not.
        case permissionDenied = "PermissionDenied"
        /// The service failed at it; its journal says more.
        case failed = "Failed"
        /// A message that is no call, or longer than its sender may send.
        case malformedCall = "MalformedCall"
        /// Too many connections are open, or the service is stopping: ask again.
        case busy = "Busy"
    }
}
