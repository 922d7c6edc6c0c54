package import Control
import Settings

/// Who may ask what, by the Unix user and groups that the kernel vouches for.
package struct Permissions: Sendable {
    private let viewers: Circle
    private var operators: Circle

    /// Users and groups by their numbers.
    package struct Circle: Sendable, Hashable {
        package var users: Set<UInt32> = []
        package var groups: Set<UInt32> = []

        package init(users: Set<UInt32> = [], groups: Set<UInt32> = []) {
            self.users = users
            self.groups = groups
        }

        func holds(_ peer: Peer) -> Bool {
            users.contains(peer.user) || !groups.isDisjoint(with: peer.groups)
        }
    }

    /// Operators may view; root may do everything.
    package init(viewers: Circle, operators: Circle) {
        self.viewers = viewers
        self.operators = operators
        self.operators.users.insert(0)
    }

    /// What a caller may do at all, as the wire sees them.
    package func standing(of peer: Peer) -> CallerStanding {
        switch role(of: peer) {
        case .operator: .operator
        case .viewer: .viewer
        case nil: .stranger
        }
    }

    /// - Throws: `ControlError` `.permissionDenied`.
    func mayView(_ peer: Peer) throws {
        guard viewers.holds(peer) || operators.holds(peer) else { throw denied(peer, "viewers") }
    }

    /// - Throws: `ControlError` `.permissionDenied`.
    func mayOperate(_ peer: Peer) throws {
        guard operators.holds(peer) else { throw denied(peer, "operators") }
    }

    /// What a peer of the socket, or the owner of a file, may do; nil for nothing.
    func role(of peer: Peer) -> ControlSettings.Role? {
        operators.holds(peer) ? .operator : viewers.holds(peer) ? .viewer : nil
    }

    private func denied(_ peer: Peer, _ circle: String) -> ControlError {
        ControlError(
            .permissionDenied,
            "user \(peer.user) is not among the `\(circle)` of the settings' "
                + "`control`: ask the administrator to add uid:\(peer.user) or one of your groups")
    }
}
