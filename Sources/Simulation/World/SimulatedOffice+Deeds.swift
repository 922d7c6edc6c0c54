import Almanac
import Control
import Coordination
import Engine
import Ledger

/// What people do by logins of their own, and whether they may.
extension SimulatedOffice {
    func perform(_ deed: Deed) async throws {
        let before = try await stages.ledger.read { try $0.lastEvent() }
        let isAllowed = try await mayBeDone(deed)
        let words = "\(deed.words.dropFirst(2))"
        do {
            try await call(deed)
        } catch let error as ControlError where !power.isOff {
            let after = try await stages.ledger.read { try $0.lastEvent() }
            if after != before {
                throw Violation("what is refused changes nothing", words, at: truth)
            }
            if isAllowed, error.code == .permissionDenied {
                throw Violation("whoever may, may", "\(words): \(error.message)", at: truth)
            }
            if !isAllowed {
                count(deed.by == nil ? "deed forbidden" : "deed for another forbidden")
            }
            throw error
        }
        guard !power.isOff else { return }
        if !isAllowed { throw Violation("only who may, may", words, at: truth) }
        let isForAnother = deed.by.map { $0 != deed.login.person } ?? false
        count(isForAnother ? "deed for another" : "deed by right")
        guard let subject = deed.subject else { return }
        let own = deed.login.name
        let expected = isForAnother ? "\(deed.by ?? "") (entered by \(own))" : own
        let events = try await stages.ledger.read { try $0.events(of: subject) }
        // What comes back has its history with its occurrences.
        guard let last = events.last(where: { $0.at == clock.now && $0.by != nil }) else { return }
        if last.by != expected {
            throw Violation(
                "the history says who did it", "\(words): \(last.by ?? "nobody")", at: truth)
        }
    }

    private func call(_ deed: Deed) async throws {
        let caller = caller(of: deed.login)
        switch deed.act {
        case .look: _ = try await caller.call(ListDeadlines())
        case .finish(let code): _ = try await caller.call(FinishDeadline(code: code, by: deed.by))
        case .acknowledge(let code):
            _ = try await caller.call(AcknowledgeDeadline(code: code, by: deed.by))
        case .slip(let order, let date):
            _ = try await caller.call(
                ChangeOrder(
                    order: order, change: "slip", date: date, reason: "KAPAL", by: deed.by))
        case .standIn(let person, let from, let until, let standIn):
            let delegation = Control.Delegation(
                person: person, from: from, until: until, standIn: standIn, reason: nil)
            _ = try await caller.call(AddDelegation(delegation: delegation, by: deed.by))
        }
    }

    /// As DESIGN §10 and the manual have it, beside what the service decides: an operator, for themselves or for
    /// whom they stand in today; nobody has themselves stand in for somebody else.
    private func mayBeDone(_ deed: Deed) async throws -> Bool {
        guard deed.act != .look else { return deed.login.mayLook }
        guard deed.login.mayOperate else { return false }
        let own = deed.login.name
        let name = deed.by ?? own
        if name != own {
            let today = zone.civil(clock.now).date
            let known = try await stages.ledger.read { try $0.directory().delegations }
            let standsIn = known.contains {
                $0.person == name && $0.standIn == own && $0.from <= today && today <= $0.until
            }
            guard standsIn else { return false }
        }
        if case .standIn(let person, _, _, let standIn) = deed.act {
            return person == name || ![own, name].contains(standIn)
        }
        return true
    }
}

extension Deed {
    /// Whose history tells of it.
    fileprivate var subject: Subject? {
        switch act {
        case .finish(let code), .acknowledge(let code): Subject(.deadline, code)
        case .slip(let order, _): Subject(.order, order)
        case .look, .standIn: nil
        }
    }
}
