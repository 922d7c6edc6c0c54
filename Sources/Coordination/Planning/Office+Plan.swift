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
        // A ladder that the settings have lost is no reason to forget a promise.
        guard deadline.state == .open, !deadline.isWaiting,
            let ladder = ladder(deadline.ladder) ?? ladder("standard")
        else { return [] }
        let due = dueInstant(of: deadline)
        let time = workingTime(ofOwner: deadline.owner)
        var steps: [PlannedStep] = []
        var known: Set<StepIdentity> = []
        for (rung, step) in ladder.steps.enumerated() {
            for repetition in 0..<max(1, step.times) {
                let nominal = step.when.instant(
                    due: due, in: time, every: step.every, repetition: repetition)
                for role in step.tell.flatMap({ listeners(of: $0, for: deadline) }) {
                    let identity = StepIdentity(
                        when: step.when, repetition: repetition, role: role)
                    // A person of a team may be named beside it.
                    guard known.insert(identity).inserted else { continue }
                    steps.append(
                        planned(
                            identity, rung: rung, nominal: nominal, due: due,
                            isUrgent: step.isUrgent, deadline: deadline))
                }
            }
        }
        if let snoozed = snoozedStep(of: deadline, due: due, rung: ladder.steps.count) {
            steps.append(snoozed)
        }
        return steps.sorted { ($0.at, $0.nominal, $0.rung) < ($1.at, $1.nominal, $1.rung) }
    }

    /// The steps of a plan that were past when it was armed and that somebody is still to hear: each
    /// recipient their latest that has not fired, escalations included. What was of use before the due
    /// moment only is of none after it.
    ///
    /// - Parameter ofAll: whether an owner who would never hear of it otherwise hears that even so.
    package func stillHeard(
        of plan: [PlannedStep], of deadline: Deadline, settled: Set<StepIdentity>,
        ofAll: Bool = false
    ) -> Set<StepIdentity> {
        let isOver = dueInstant(of: deadline) <= deadline.armedAt
        let open = plan.filter { !settled.contains($0.identity) }
        let isOwnerSilent =
            ofAll && !plan.contains { $0.identity.role == .owner && !$0.isBeforeDue }
        var latest: [String: PlannedStep] = [:]
        for step in open where step.nominal <= deadline.armedAt {
            guard !step.isBeforeDue || !isOver || isOwnerSilent && step.identity.role == .owner
            else { continue }
            let recipients = recipients(
                of: step.identity.role, for: deadline, at: deadline.armedAt,
                isEscalation: !step.isBeforeDue)
            // What nobody can be told yet, somebody is to hear who comes back.
            let places =
                recipients.isEmpty
                ? ["role \(step.identity.role)"] : recipients.map(\.key)
            for place in places where latest[place].map({ step.speaks(for: $0) }) ?? true {
                latest[place] = step
            }
        }
        return Set(latest.values.map(\.identity))
    }

    /// The earliest instant at which a plan has something left to do; nil when nothing is left, but for steps that
    /// nobody can be told.
    package func nextInstant(
        of plan: [PlannedStep], settled: Set<StepIdentity>
    ) -> Instant? {
        plan.lazy.filter { $0.isHeard && !settled.contains($0.identity) }.map(\.at).min()
    }

    private func planned(
        _ identity: StepIdentity, rung: Int, nominal: Instant, due: Instant, isUrgent: Bool,
        deadline: Deadline
    ) -> PlannedStep {
        let isBeforeDue = nominal < due
        let begun = max(deadline.armedAt, deadline.replannedAt ?? .distantPast)
        let rest =
            rest(of: deadline, from: identity.role, at: nominal, isBeforeDue: isBeforeDue)
            ?? .distantPast
        let wanted = isBeforeDue ? nominal : max(nominal, rest, begun)
        var at = wanted
        if !isUrgent, !isBeforeDue {
            at = delivery(after: wanted, due: due, as: identity.role, of: deadline)
        } else if !isUrgent {
            // Roles are one person each, of teams too; where they are not, nobody may hear a reminder
            // after it was useful.
            at =
                recipients(
                    of: identity.role, for: deadline, at: nominal, isEscalation: false
                ).map { recipient in
                    delivery(
                        of: nominal, to: recipient, as: identity.role, of: deadline,
                        knownSince: max(rest, begun))
                }.min() ?? wanted
        }
        return whenHeard(
            PlannedStep(
                identity: identity, rung: rung, nominal: nominal,
                at: max(at, rest, begun), isUrgent: isUrgent, isBeforeDue: isBeforeDue),
            of: deadline)
    }

    /// When what is told after the due moment goes: at the next opening of whoever hears it by then. Where somebody goes
    /// away, or comes back, before that, the hours of whoever is there from then on count.
    func delivery(
        after wanted: Instant, due: Instant, as role: Role, of deadline: Deadline
    ) -> Instant {
        var moment = wanted
        while true {
            let openings = recipients(of: role, for: deadline, at: moment, isEscalation: true)
                .map(\.workingTime).map { time in
                    moment == due ? time.deliveryAtDue(of: due) : time.deliveryAfterDue(of: moment)
                }
            guard let opening = openings.min(), opening > moment,
                let turn = nextAbsenceTurn(after: moment, through: opening)
            else { return openings.min() ?? moment }
            moment = turn
        }
    }

    /// When a reminder goes, in its reader's hours: where that is on an earlier day, in those of whoever is
    /// there then; on the day with the mail that begins the reader's week, with that.
    ///
    /// - Parameter moment: what is planned from then on only goes with no mail before.
    private func delivery(
        of nominal: Instant, to recipient: Recipient, as role: Role, of deadline: Deadline,
        knownSince moment: Instant
    ) -> Instant {
        let due = dueInstant(of: deadline)
        let at = recipient.workingTime.deliveryBeforeDue(of: nominal, due: due)
        guard at < nominal else { return withWeek(at, to: recipient, knownSince: moment) }
        let present = recipients(of: role, for: deadline, at: at, isEscalation: false)
        guard !present.isEmpty, !present.contains(where: { $0.key == recipient.key }) else {
            return withWeek(at, to: recipient, knownSince: moment)
        }
        return present.map { reader in
            let time = reader.workingTime
            return withWeek(
                time.isOpen(at: at) ? at : time.deliveryBeforeDue(of: nominal, due: due),
                to: reader, knownSince: moment)
        }.min() ?? at
    }

    /// The moment of the mail that begins its reader's week, for a reminder of that day.
    private func withWeek(
        _ at: Instant, to reader: Recipient, knownSince moment: Instant
    ) -> Instant {
        guard readsWeek(reader.key) else { return at }
        let time = reader.workingTime
        let date = time.zone.civil(at).date
        guard time.firstDay(ofWeekWith: date) == date,
            let opening = time.weekOpening(with: date), opening >= moment
        else { return at }
        return min(at, opening)
    }

    /// Until when a role hears nothing: escalations wait while somebody has acknowledged, the owner's
    /// reminders while they are snoozed, by whatever role they reach whoever hears as the owner.
    private func rest(
        of deadline: Deadline, from role: Role, at nominal: Instant, isBeforeDue: Bool
    ) -> Instant? {
        guard isBeforeDue else { return role == .owner ? nil : deadline.acknowledgedUntil }
        guard let snoozed = deadline.snoozedUntil else { return nil }
        if role == .owner { return snoozed }
        let owners = recipients(of: .owner, for: deadline, at: nominal, isEscalation: false)
        let heard = recipients(of: role, for: deadline, at: nominal, isEscalation: false)
        return !heard.isEmpty && heard.allSatisfy(owners.contains) ? snoozed : nil
    }

    /// Whoever snoozes is reminded when it is over, whatever the ladder says.
    private func snoozedStep(
        of deadline: Deadline, due: Instant, rung: Int
    ) -> PlannedStep? {
        guard let until = deadline.snoozedUntil, until < due else { return nil }
        let minutes = Int((until - due).wholeMicroseconds / 60_000_000)
        return whenHeard(
            PlannedStep(
                identity: StepIdentity(
                    when: Offset(minutes: minutes), repetition: StepIdentity.snoozed, role: .owner),
                rung: rung, nominal: until, at: until, isUrgent: false, isBeforeDue: true),
            of: deadline)
    }
}
