import Almanac
import Coordination

/// Who sends a sheet, and for whom its cells may say that they act.
package struct Sender: Sendable {
    /// What history says of them.
    package var by: String
    let authority: Authority

    package init(by: String, authority: Authority) {
        self.by = by
        self.authority = authority
    }

    /// For whom they act.
    var actor: Actor { Actor(by) }

    /// The person that they are; nil where no person is tied to their user.
    func person(in office: Office) -> Person? {
        office.directory.person(actor.name) ?? office.directory.person(authority.name)
    }

    /// What history says of what a row decides.
    ///
    /// - Parameter name: what it has in `by`. One for whom they may not act has a finding, and what the
    ///   row decides is the sender's own word.
    func by(named name: String?, office: Office, at now: Instant) -> String {
        guard let name else { return by }
        do throws(Violation) {
            return try actor(named: name, office: office, at: now).description
        } catch {
            return by
        }
    }

    /// Why they may not act for whom a cell names; nil where they may.
    func violation(ofActor name: String, office: Office, at now: Instant) -> Violation? {
        do throws(Violation) {
            _ = try actor(named: name, office: office, at: now)
            return nil
        } catch {
            return error
        }
    }

    private func actor(
        named name: String, office: Office, at now: Instant
    ) throws(Violation) -> Actor {
        // An export of what somebody else entered names both.
        let name = Actor(name).name
        if name.isCode(actor.name) { return actor }
        return try authority.actor(named: name, office: office, at: now)
    }
}

extension SheetIntake {
    /// What is wrong with whom a row's `by` names; nil where the sender may act for them.
    func actorFinding(
        of row: SheetRow, in reading: SheetReading, _ severity: Finding.Severity,
        from sender: Sender, office: Office, at now: Instant
    ) -> Finding? {
        guard let name = row.text("by"),
            var violation = sender.violation(ofActor: name, office: office, at: now)
        else { return nil }
        violation.severity = severity
        return finding(violation, of: row, in: reading)
    }
}
