import Almanac
import Coordination
import Ledger

/// What a row of the deadlines sheet decides about a deadline, beside what it states of it.
struct RowDecision: Sendable {
    /// The state that ends it; nil when the row does not.
    var end: Deadline.State?
    var isAcknowledged: Bool
    /// Opens again what has ended.
    var isReopened: Bool
    /// Whether it says so in the word that asks for a reason.
    var needsReason: Bool
    var snoozedUntil: Instant?
    /// The day on which it ended.
    var doneOn: CivilDate?
    var reason: String?
    /// What was shown.
    var proof: String?
    private let office: Office

    init(row: SheetRow, office: Office) {
        self.office = office
        let status = row.text("status")
        let state = status.flatMap(Deadline.State.init(rawValue:))
        end = state == .open ? nil : state
        isAcknowledged = status == "acknowledged"
        // Of what is open, `open` says nothing.
        isReopened = status == "reopened" || state == .open
        needsReason = status == "reopened"
        doneOn = row.date("done_on")
        reason = row.text("reason")
        proof = row.text("proof")
        snoozedUntil = row.date("snooze_until").map { office.startOfBusiness(on: $0) }
    }

    /// Whether it decides nothing, whatever it states.
    var isNone: Bool {
        end == nil && !isAcknowledged && !isReopened && snoozedUntil == nil
    }

    func finishedAt(now: Instant) -> Instant {
        doneOn.map { office.startOfBusiness(on: $0) } ?? now
    }
}

extension DeadlineChanges.Name {
    init(_ deadline: Deadline) {
        self.init(
            code: deadline.code,
            occurrence: deadline.occurrence.isEmpty ? nil : deadline.occurrence)
    }
}

extension DeadlineChanges {
    /// Does what a row newly decides.
    func applyRow(
        _ decision: RowDecision, to name: Name, in transaction: LedgerTransaction
    ) throws {
        guard !decision.isNone || decision.proof != nil else { return }
        let series =
            name.occurrence == nil ? try transaction.view.series(code: name.code) : nil
        let all = try transaction.view.deadlines(code: name.code).map(\.deadline)
            .filter { name.occurrence == nil || $0.occurrence == name.occurrence }
        guard let open = all.first(where: { $0.state == .open }) else {
            if decision.isReopened, !all.isEmpty {
                _ = try reopen(name, reason: decision.reason, in: transaction)
            }
            return
        }
        // A part of what it asks for is noted by whatever row shows it, and ends nothing.
        if decision.end == nil, series == nil, open.isShown(more: decision.proof) {
            _ = try show(
                decision.proof, of: openRecord(name, in: transaction.view), in: transaction)
        }
        if let end = decision.end {
            let zone = office.profile.zone
            // Of a series, a day ends one occurrence.
            let isTaken = all.contains { other in
                other.finishedAt.map { zone.civil($0).date } == decision.doneOn
            }
            guard series == nil || end == .cancelled || decision.doneOn != nil && !isTaken else {
                return
            }
            _ = try finish(
                name, as: end, reason: decision.reason, proof: decision.proof,
                scope: series != nil && end == .cancelled ? .following : .this,
                at: decision.finishedAt(now: transaction.now), in: transaction)
        } else if let until = decision.snoozedUntil, until != open.snoozedUntil,
            until > transaction.now
        {
            _ = try snooze(name, until: until, in: transaction)
        } else if decision.isAcknowledged, open.acknowledgedUntil == nil {
            _ = try acknowledge(name, until: nil, in: transaction)
        }
    }
}
