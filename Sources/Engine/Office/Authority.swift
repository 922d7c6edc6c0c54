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

    /// - Throws: `ActorRefusal`, where they may not act for whom they name.
    func actor(
        named name: String?, office: Office, at now: Instant
    ) throws(ActorRefusal) -> Actor {
        try permissions.actor(of: peer, named: name, office: office, at: now)
    }

    /// Whether they may have somebody stand in for another: for whom they are anyway, but not
    /// themselves for others, or acting for others would be a matter of one command.
    ///
    /// - Parameter actor: for whom they do it.
    func mayDelegate(_ delegation: Coordination.Delegation, as actor: Actor) -> Bool {
        let own = [actor.name, actor.enterer].map(Directory.fold)
        return !own.contains(Directory.fold(delegation.standIn))
            || Directory.fold(delegation.person) == own[0] || permissions.isAdministrator(peer)
    }
}

extension BilingualText {
    /// Of a stand-in who entered it.
    static func ownStandIn(for person: String) -> BilingualText {
        BilingualText(
            en: "another stand-in, or an administrator who enters it: nobody gives themselves the "
                + "right to act for \(person); \(person) may do so",
            id: "pengganti lain, atau administrator yang memasukkannya: tidak ada yang memberi "
                + "dirinya sendiri hak bertindak untuk \(person); \(person) dapat melakukannya")
    }
}
