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
        isServiceAccount(user) ? fallback : permissions.role(of: user.peer) ?? fallback
    }

    /// For whom a file's cells may say that its owner acts.
    func authority(of user: UnixUser) -> Authority {
        Authority(
            of: user.peer,
            under: isServiceAccount(user)
                ? Permissions(viewers: .init(), operators: .init()) : permissions)
    }

    private func isServiceAccount(_ user: UnixUser) -> Bool { user.id == ownUser && user.id != 0 }
}

extension UnixUser {
    fileprivate var peer: Peer { Peer(processID: 0, user: id, groups: groups) }
}
