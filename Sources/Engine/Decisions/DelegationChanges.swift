import Almanac
import Coordination
import Ledger

/// Who stands in for whom, as people change it by command. What depends on it is derived anew: reminders
/// follow people's hours.
struct DelegationChanges {
    let work: UnitOfWork
    let by: String

    func add(_ delegation: Delegation, authority: Authority) throws -> Effects {
        var directory = work.office.directory
        directory.add(delegation)
        let office = Office(profile: work.office.profile, directory: directory)
        let standIns = StandIns(directory.delegations + office.profile.delegations)
        // A ring that is closed by others is theirs to open.
        let isPartOfRing =
            standIns.circle(through: delegation)?.people
            .contains { $0.isCode(delegation.person) } ?? false
        let violations =
            work.office.violations(of: delegation)
            + [
                authority.violation(of: delegation, by: Actor(by)),
                isPartOfRing ? office.standInCircle(through: delegation, in: standIns) : nil,
            ].compactMap(\.self)
        if let violation = violations.first { throw EngineError(violation) }
        try work.transaction.put(delegation)
        return try record(
            "\(delegation.standIn) from \(delegation.from) to \(delegation.until)")
    }

    func remove(of person: String, from day: String) throws -> Effects {
        let known = work.office.directory.delegations.first { $0.key.isCode("\(person) \(day)") }
        guard let known else {
            throw EngineError(
                .notFound,
                "there is no delegation of \(person) from \(day) that a sheet or a command made: "
                    + "tenggatctl delegation list shows them", field: "person")
        }
        try work.transaction.remove(known)
        return try record("\(known.standIn) from \(known.from) no more")
    }

    private func record(_ detail: String) throws -> Effects {
        try work.transaction.record(
            "delegation", of: Subject(.office, "delegations"), by: by, detail: detail)
        return try work.transaction.replanAll(from: work.office, office: work.changedOffice())
    }
}
