package import Almanac

/// Steps that nobody can be told: whoever they are for, and everybody above, is away or without an address.
extension Office {
    /// Whether somebody hears a step at a moment.
    package func isHeard(_ step: PlannedStep, of deadline: Deadline, at moment: Instant) -> Bool {
        !recipients(
            of: step.identity.role, for: deadline, at: moment, isEscalation: !step.isBeforeDue
        ).isEmpty
    }

    /// The same step when somebody can be told it: as planned, where they can be then. Else at the next opening of
    /// whoever comes back first, what is urgent at once; a reminder before the due moment where it can be. Of what
    /// nobody is known to come back for, a reminder ends at its due moment, and an escalation waits for a change of
    /// registers.
    func whenHeard(_ step: PlannedStep, of deadline: Deadline) -> PlannedStep {
        guard !isSurelyHeard(at: step.at), !isHeard(step, of: deadline, at: step.at) else {
            return step
        }
        var step = step
        let due = dueInstant(of: deadline)
        if let moment = hearing(of: step, of: deadline, after: step.at) {
            step.at = moment
        } else if step.isBeforeDue, step.at < due {
            step.at = due
        } else {
            step.isHeard = false
        }
        return step
    }

    /// When a step that nobody can be told at a moment can be told first; nil where nobody is known to come back.
    func hearing(of step: PlannedStep, of deadline: Deadline, after moment: Instant) -> Instant? {
        guard directory.people.values.contains(where: { $0.address != nil }) else { return nil }
        let due = dueInstant(of: deadline)
        var moment = moment
        while let turn = nextAbsenceTurn(after: moment, through: .distantFuture) {
            moment = turn
            guard isHeard(step, of: deadline, at: turn) else { continue }
            if step.isUrgent { return turn }
            let opening = delivery(after: turn, due: due, as: step.identity.role, of: deadline)
            // A reminder that its reader's hours would have come too late goes at once, or expires.
            if step.isBeforeDue, opening >= due { return turn }
            if isHeard(step, of: deadline, at: opening) { return opening }
            // They are away again before they could hear it.
            moment = max(turn, opening)
        }
        return nil
    }

    /// Whether everything finds somebody at a moment: in the last resort the coordinator, who is there.
    private func isSurelyHeard(at moment: Instant) -> Bool {
        guard let coordinator, coordinator.address != nil else { return false }
        let today = workingTime(of: coordinator).zone.civil(moment).date
        return !(directory.delegations + profile.delegations).contains {
            $0.person.isCode(coordinator.code) && $0.from <= today && today <= $0.until
        }
    }
}
