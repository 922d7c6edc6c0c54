import Control
import Host
package import Settings

/// What the owner of a dropped file may change: what the same user may by the control socket.
package struct OwnerRoles: Sendable {
    private let permissions: Permissions
    /// For owners without a role of their own.
    private let fallback: ControlSettings.Role?

    package init(permissions: Permissions, fallback: ControlSettings.Role?) {
        self.permissions = permissions
        self.fallback = fallback
    }

    func role(of user: UnixUser) -> ControlSettings.Role? {
        permissions.role(of: Peer(processID: 0, user: user.id, groups: user.groups)) ?? fallback
    }
}
