import Control
import Host
package import Settings

/// What the owner of a dropped file may change: what the same user may by the control socket.
package struct OwnerRoles: Sendable {
    private let permissions: Permissions
    /// For owners without a role of their own.
    private let fallback: ControlSettings.Role?
    private let ownUser: UInt32

    /// - Parameter ownUser: the daemon's own user.
    package init(
        permissions: Permissions, fallback: ControlSettings.Role?, ownUser: UInt32
    ) {
        self.permissions = permissions
        self.fallback = fallback
        self.ownUser = ownUser
    }

    /// The daemon's own user speaks for nobody: a state directory that was put back may make every
    /// stranger's file the daemon's. Root is root, whoever runs the daemon.
    func role(of user: UnixUser) -> ControlSettings.Role? {
        if user.id == ownUser, user.id != 0 { return fallback }
        let owner = Peer(processID: 0, user: user.id, groups: user.groups)
        return permissions.role(of: owner) ?? fallback
    }
}
