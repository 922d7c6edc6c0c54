import Almanac
import Control
import Coordination
import Host
import Ledger

extension ControlHandlers {
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
        let reader = stages.intake.reader
        let delegation = Coordination.Delegation(
            person: call.delegation.person,
            from: try CallWords.date(call.delegation.from, field: "from", by: reader),
            until: try CallWords.date(call.delegation.until, field: "until", by: reader),
            standIn: call.delegation.standIn, reason: call.delegation.reason)
        return try await changeDelegations(by: caller.by) {
            try $0.add(delegation, authority: caller.authority)
        }
    }

    @Sendable func removeDelegation(
        _ call: RemoveDelegation, by: String
    ) async throws -> AddDelegation.Reply {
        try await changeDelegations(by: by) { try $0.remove(of: call.person, from: call.from) }
    }

    private func changeDelegations(
        by: String,
        _ body: @Sendable @escaping (DelegationChanges) throws -> Effects
    ) async throws -> AddDelegation.Reply {
        let effects = try await stages.store.change(at: clock.now) { work in
            try body(DelegationChanges(work: work, by: by))
        }
        return AddDelegation.Reply(effects: effects.words.map(\.english))
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
