import Almanac
package import Control
import Coordination
import Settings

/// Who may ask what, by the Unix user and groups that the kernel vouches for.
package struct Permissions: Sendable {
    private let viewers: Circle
    private var operators: Circle
    private var administrators: Circle
    /// The codes of persons by the Unix user that they are.
    private let persons: [UInt32: String]

    /// Users and groups by their numbers.
    package struct Circle: Sendable, Hashable {
        package var users: Set<UInt32> = []
        package var groups: Set<UInt32> = []

        package init(users: Set<UInt32> = [], groups: Set<UInt32> = []) {
            self.users = users
            self.groups = groups
        }

        func with(_ other: Circle) -> Circle {
            Circle(users: users.union(other.users), groups: groups.union(other.groups))
        }

        func holds(_ peer: Peer) -> Bool {
            users.contains(peer.user) || !groups.isDisjoint(with: peer.groups)
        }
    }

    /// Administrators may operate, operators may view; root may do everything.
    package init(
        viewers: Circle, operators: Circle, administrators: Circle = Circle(),
        persons: [UInt32: String] = [:]
    ) {
        self.viewers = viewers
        self.administrators = administrators
        self.administrators.users.insert(0)
        self.operators = operators.with(self.administrators)
        self.persons = persons
    }

    /// Who acts, and for whom: the person that the caller is tied to, or somebody else whom they stand in
    /// for, or for an administrator whoever they name.
    ///
    /// - Parameter name: whom they name; nil is themselves.
    /// - Throws: `Violation`.
    func actor(
        of peer: Peer, named name: String?, office: Office, at now: Instant
    ) throws(Violation) -> Actor {
        let own = self.name(of: peer)
        guard let name, !name.isCode(own) else {
            return Actor(name: own)
        }
        if let unknown = office.unknown(name, of: "by", in: [.people]) { throw unknown }
        let person = office.directory.person(name)?.code ?? name
        let today = office.workingTime.zone.civil(now).date
        let standsIn = (office.directory.delegations + office.profile.delegations).contains {
            $0.person.isCode(name)
                && $0.standIn.isCode(own)
                && ($0.from...$0.until).contains(today)
        }
        guard standsIn || isAdministrator(peer) else { throw .mayNotAct(own, for: person) }
        return Actor(name: person, enteredBy: own)
    }

    /// The code of the person that a caller is tied to, else the Unix user.
    func name(of peer: Peer) -> String { persons[peer.user] ?? "uid:\(peer.user)" }

    /// The code of the person that a caller is tied to; nil where the settings name none.
    func person(of peer: Peer) -> String? { persons[peer.user] }

    /// Whether anybody beside root may give commands.
    var hasOperators: Bool { operators != Circle(users: [0]) }

    func isAdministrator(_ peer: Peer) -> Bool { administrators.holds(peer) }

    /// What a caller may do at all, as the wire sees them.
    package func callerRole(of peer: Peer) -> CallerRole {
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

    /// - Throws: `ControlError` `.permissionDenied`.
    func mayAdminister(_ peer: Peer) throws {
        guard isAdministrator(peer) else { throw denied(peer, "administrators") }
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
