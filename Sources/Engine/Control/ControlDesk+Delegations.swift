import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlDesk {
    @Sendable func listDelegations(
        _ call: ListDelegations, by: String
    ) async throws -> ListDelegations.Reply {
        let office = stages.store.office
        let all = (office.directory.delegations + office.profile.delegations)
            .sorted { ($0.from, $0.person) < ($1.from, $1.person) }
        return ListDelegations.Reply(delegations: all.map(Control.Delegation.init))
    }

    func addDelegation(
        _ call: AddDelegation, _ caller: Caller
    ) async throws -> AddDelegation.Reply {
        try await changeDelegations(by: caller.by) { work in
            let delegation = try Coordination.Delegation(call.delegation, office: work.office)
            guard caller.authority.mayDelegate(delegation, as: caller.actor) else {
                throw EngineError(
                    .notAllowed,
                    "expected "
                        + BilingualText.ownStandIn(for: delegation.person).english,
                    field: "stand_in")
            }
            try work.transaction.put(delegation)
            return "\(delegation.standIn) from \(delegation.from) to \(delegation.until)"
        }
    }

    @Sendable func removeDelegation(
        _ call: RemoveDelegation, by: String
    ) async throws -> AddDelegation.Reply {
        try await changeDelegations(by: by) { work in
            let key = Directory.fold("\(call.person) \(call.from)")
            let known = work.office.directory.delegations
                .first { Directory.fold($0.key) == key }
            guard let known else {
                throw EngineError(
                    .notFound,
                    "there is no delegation of \(call.person) from \(call.from) that a sheet or a "
                        + "command made: tenggatctl delegation list shows them", field: "person")
            }
            try work.transaction.remove(known)
            return "\(known.standIn) from \(known.from) no more"
        }
    }

    /// Changes who stands in, and derives anew what depends on it: reminders follow people's hours.
    private func changeDelegations(
        by: String,
        _ body: @Sendable @escaping (UnitOfWork) throws -> String
    ) async throws -> AddDelegation.Reply {
        try await stages.store.change(at: clock.now) { work in
            let detail = try body(work)
            try work.transaction.record(
                "delegation", of: Subject(.office, "delegations"), by: by, detail: detail)
            let effects = try work.transaction.replanAll(
                from: work.office, office: work.changedOffice())
            return AddDelegation.Reply(effects: effects.words.map(\.english))
        }
    }
}

extension Control.Delegation {
    init(_ delegation: Coordination.Delegation) {
        self.init(
            person: delegation.person, from: delegation.from.description,
            until: delegation.until.description, standIn: delegation.standIn,
            reason: delegation.reason)
    }
}

extension Coordination.Delegation {
    /// What a call says, checked against the office.
    fileprivate init(_ call: Control.Delegation, office: Office) throws {
        for (field, code) in [("person", call.person), ("stand_in", call.standIn)]
        where office.directory.person(code) == nil {
            let hint =
                CodeSuggestion.nearest(to: code, among: office.directory.codes(in: .people))
                .map { "; \($0)?" } ?? ""
            throw EngineError(
                .invalid, "the \(field) “\(code)” is not known\(hint)", field: field)
        }
        guard let from = CivilDate(call.from), let until = CivilDate(call.until) else {
            throw EngineError(
                .invalid, "a delegation's days are written 2026-12-04", field: "from")
        }
        guard from <= until else {
            throw EngineError(
                .invalid, "a delegation ends on \(until), before it begins", field: "until")
        }
        guard Directory.fold(call.person) != Directory.fold(call.standIn) else {
            throw EngineError(.invalid, "nobody stands in for themselves", field: "stand_in")
        }
        self.init(
            person: call.person, from: from, until: until, standIn: call.standIn,
            reason: call.reason)
    }
}
