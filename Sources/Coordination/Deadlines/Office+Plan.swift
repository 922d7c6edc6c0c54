package import Almanac

extension Office {
    /// The due moment as an instant, in the deadline's own zone.
    package func dueInstant(of deadline: Deadline) -> Instant {
        zone(deadline.zone).instant(deadline.due)
    }

    /// Every step of the deadline's present revision with its instants, in the order they go.
    ///
    /// Nothing of a plan is stored but what has become of its steps: it is derived anew whenever it
    /// is needed, so a changed ladder, holiday or zone needs no migration of old plans.
    package func plan(_ deadline: Deadline) -> [PlannedStep] {
        guard deadline.state == .open, !deadline.isWaiting, let ladder = ladder(deadline.ladder)
        else { return [] }
        let due = dueInstant(of: deadline)
        let time = workingTime(ofOwner: deadline.owner)
        var steps: [PlannedStep] = []
        for step in ladder.steps {
            for repetition in 0..<max(1, step.times) {
                let nominal = step.when.instant(
                    due: due, in: time, every: step.every, repetition: repetition)
                for role in step.tell {
                    let identity = StepIdentity(
                        when: step.when, repetition: repetition, role: role)
                    steps.append(
                        planned(
                            identity, nominal: nominal, due: due, isUrgent: step.isUrgent,
                            deadline: deadline))
                }
            }
        }
        markSuperseded(&steps, of: deadline, due: due)
        if let snoozed = snoozedStep(of: deadline, due: due) { steps.append(snoozed) }
        return steps.sorted { ($0.at, $0.nominal) < ($1.at, $1.nominal) }
    }

    /// The earliest instant at which a plan has something left to do; nil when nothing is left.
    package func nextInstant(
        of plan: [PlannedStep], settled: Set<StepIdentity>
    ) -> Instant? {
        plan.lazy.filter { !settled.contains($0.identity) }.map(\.at).min()
    }

    private func planned(
        _ identity: StepIdentity, nominal: Instant, due: Instant, isUrgent: Bool,
        deadline: Deadline
    ) -> PlannedStep {
        let isBeforeDue = nominal < due
        var at = nominal
        if !isUrgent {
            // The earliest of those who hear it: nobody may hear a reminder after it was useful.
            let adjusted = recipients(
                of: identity.role, for: deadline, at: nominal, isEscalation: !isBeforeDue
            ).map { recipient in
                isBeforeDue
                    ? recipient.workingTime.deliveryBeforeDue(of: nominal, due: due)
                    : recipient.workingTime.deliveryAfterDue(of: nominal)
            }
            at = adjusted.min() ?? nominal
        }
        if let rest = rest(of: deadline, from: identity.role, isBeforeDue: isBeforeDue) {
            at = max(at, rest)
        }
        return PlannedStep(
            identity: identity, nominal: nominal, at: max(at, deadline.armedAt),
            isUrgent: isUrgent, isBeforeDue: isBeforeDue, isSuperseded: false)
    }

    /// Until when a role hears nothing: escalations wait while somebody has acknowledged, the owner's
    /// reminders while they are snoozed.
    private func rest(of deadline: Deadline, from role: Role, isBeforeDue: Bool) -> Instant? {
        if isBeforeDue { return role == .owner ? deadline.snoozedUntil : nil }
        return role == .owner ? nil : deadline.acknowledgedUntil
    }

    /// Whoever snoozes is reminded when it is over, whatever the ladder says.
    private func snoozedStep(of deadline: Deadline, due: Instant) -> PlannedStep? {
        guard let until = deadline.snoozedUntil, until < due else { return nil }
        let minutes = Int((until - due).wholeMicroseconds / 60_000_000)
        return PlannedStep(
            identity: StepIdentity(when: Offset(minutes: minutes), repetition: 0, role: .owner),
            nominal: until, at: until, isUrgent: false, isBeforeDue: true, isSuperseded: false)
    }

    /// Steps that were past when the revision was made arm nothing, but for one: the latest step of a
    /// new deadline that is still ahead is sent at once, so that nobody starts without a word.
    private func markSuperseded(
        _ steps: inout [PlannedStep], of deadline: Deadline, due: Instant
    ) {
        let past = steps.indices.filter { steps[$0].nominal <= deadline.armedAt }
        let isNew = deadline.revision == 1 && due > deadline.armedAt
        let latest = isNew ? past.map { steps[$0].nominal }.max() : nil
        for index in past where steps[index].nominal != latest {
            steps[index].isSuperseded = true
        }
    }
}
