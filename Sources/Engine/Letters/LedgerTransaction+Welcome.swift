import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// What greets somebody who is written to for the first time.
    static var welcome: Subject { Subject(.office, "welcome") }

    /// Has the first automatic mail to somebody of the office begin with what it is, who vouches for it, and
    /// how a reminder is ended.
    ///
    /// - Parameter notice: one that has just been opened, and has nothing in it.
    func welcome(_ recipient: String, in notice: Int64, office: Office) throws {
        guard office.profile.welcomes, office.directory.person(recipient) != nil,
            try view.isFirstNotice(notice, to: recipient)
        else { return }
        var facts: Facts = ["office": .text(office.profile.name)]
        if let coordinator = office.actingCoordinator(at: now), !coordinator.key.isCode(recipient) {
            facts["coordinator"] = .text(coordinator.name)
        }
        _ = try append(
            Item(
                cause: "welcome > \(recipient.foldedCode)", kind: "welcome",
                subject: Self.welcome, facts: facts),
            to: notice)
    }
}
