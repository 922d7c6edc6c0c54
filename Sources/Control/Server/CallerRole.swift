/// What whoever calls may do at all, as far as the wire must know: it bounds what a connection may hold
/// of the service before anybody has looked at what it says.
package enum CallerRole: Hashable, Sendable, CaseIterable {
    /// May ask nothing: hears so, and no more.
    case stranger
    case viewer
    case `operator`

    /// How large one message may be, in bytes. Files travel in pieces (`SendPiece`).
    package var messageLimit: Int {
        switch self {
        case .stranger: 16 << 10
        case .viewer: 64 << 10
        case .operator: 1 << 20
        }
    }

    /// How many connections one user may keep open.
    package var connectionsOfOneUser: Int {
        switch self {
        case .stranger: 4
        case .viewer: 64
        case .operator: 256
        }
    }

    /// How many connections all users of this role may keep open: none of them takes what is left
    /// for those who may do more.
    package var connectionsOfAll: Int {
        switch self {
        case .stranger: 32
        case .viewer: 256
        case .operator: 512
        }
    }

    /// How long a connection may say nothing, in seconds.
    package var idleSeconds: Int64 {
        switch self {
        case .stranger: 5
        case .viewer: 300
        case .operator: 3_600
        }
    }

    /// How long a message may take from its first byte to its last, in seconds.
    package var messageSeconds: Int64 { self == .stranger ? 5 : 30 }

    /// How long a reply may wait for its reader, in seconds.
    static var replySeconds: Int64 { 60 }
}
