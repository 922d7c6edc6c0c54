import Almanac
package import Control
import Coordination

/// Whoever makes a call, or whose file was dropped, with whom they may act for.
package struct Authority: Sendable {
    private let permissions: Permissions
    private let peer: Peer

    package init(of peer: Peer, under permissions: Permissions) {
        self.peer = peer
        self.permissions = permissions
    }

    /// The code of the person that they are, else the Unix user.
    var name: String { permissions.name(of: peer) }

    /// The code of the person that they are; nil where no person is tied to their user.
    var person: String? { permissions.person(of: peer) }

    /// - Throws: `Violation`, where they are no administrator.
    func mayAdminister() throws { try permissions.mayAdminister(peer) }

    /// - Throws: `Violation`, where they may not act for whom they name.
    func actor(
        named name: String?, office: Office, at now: Instant
    ) throws(Violation) -> Actor {
        try permissions.actor(of: peer, named: name, office: office, at: now)
    }

    /// What is wrong with their having somebody stand in for another: they may for whom they are anyway,
    /// but not themselves for others, or acting for others would be a matter of one command.
    ///
    /// - Parameter actor: for whom they do it.
    func violation(of delegation: Coordination.Delegation, by actor: Actor) -> Violation? {
        let isOwn = [actor.name, actor.enterer].contains(where: delegation.standIn.isCode)
        guard isOwn, !delegation.person.isCode(actor.name), !permissions.isAdministrator(peer)
        else { return nil }
        return .givesOwnRight(toActFor: delegation.person)
    }
}
