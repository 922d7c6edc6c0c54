package import Almanac

/// What one deadline's due steps come to: what became of each, and whom it tells what.
package struct Firing: Sendable {
    package var outcomes: [SettledStep]
    package var reminders: [Reminder]
    /// Steps that are due and that nobody can be told: they wait until somebody can be.
    package var unheard: [PlannedStep] = []
    /// When this deadline next has something to do; nil when its ladder is used up.
    package var next: Instant?

    /// One step on its way to one recipient.
    package struct Reminder: Sendable {
        package var step: PlannedStep
        package var recipient: Recipient
        /// Sent after downtime: says so.
        package var isLate: Bool
        /// From when on its recipient is who hears it: what waits for their hours is for whoever is there then.
        package var from: Instant
        /// Leaves at once: it is urgent, or another is that it speaks for.
        package var isUrgent: Bool

        package init(step: PlannedStep, recipient: Recipient, isLate: Bool, from: Instant) {
            self.step = step
            self.recipient = recipient
            self.isLate = isLate
            self.from = from
            isUrgent = step.isUrgent
        }
    }
}

extension Office {
    /// Decides what the steps of `deadline` that are due by `now` come to. Pure: storing the outcomes
    /// and the items in one transaction is what makes a step fire once.
    ///
    /// One person hears a deadline once at a time: the latest of the steps that speak to them. A step
    /// later than the grouping window is missed, and is sent, marked late, only when no other speaks to
    /// the same person. A reminder whose due moment has passed expires, unless it was armed after it. What
    /// nobody can be told waits, unsettled, until somebody can.
    ///
    /// - Parameter plan: the deadline's, where it is known already.
    package func fire(
        _ deadline: Deadline, plan known: [PlannedStep]? = nil, settled: Set<StepIdentity>,
        now: Instant
    ) -> Firing {
        let plan = known ?? plan(deadline)
        let due = dueInstant(of: deadline)
        var firing = Firing(outcomes: [], reminders: [], next: nil)
        var latest: [String: Firing.Reminder] = [:]
        var heard: [(step: PlannedStep, isLate: Bool, hearers: [String])] = []
        for step in plan where step.at <= now && !settled.contains(step.identity) {
            if step.isBeforeDue && now >= due && deadline.armedAt < due {
                firing.outcomes.append(
                    SettledStep(step, .missed, because: [StepReason(.expired)]))
                continue
            }
            let isLate = now - step.at > profile.groupingWindow
            let moment =
                isLate && !step.isUrgent && !step.isBeforeDue
                ? delivery(after: now, due: due, as: step.identity.role, of: deadline) : now
            let recipients = recipients(
                of: step.identity.role, for: deadline, at: moment, isEscalation: !step.isBeforeDue)
            guard !recipients.isEmpty else {
                firing.unheard.append(step)
                continue
            }
            heard.append((step, isLate, recipients.map(\.key)))
            for recipient in recipients {
                let reminder = Firing.Reminder(
                    step: step, recipient: recipient, isLate: isLate, from: moment)
                latest[recipient.key] =
                    latest[recipient.key].map { $0.joined(with: reminder) } ?? reminder
            }
        }
        firing.reminders = latest.values.sorted { $0.recipient.key < $1.recipient.key }
        let sent = Set(firing.reminders.map(\.step))
        firing.outcomes += heard.map { step, isLate, hearers in
            guard !sent.contains(step) else {
                return SettledStep(
                    step, .fired,
                    because: reasons(
                        forFired: step, of: deadline, reminders: firing.reminders))
            }
            // Whoever would have heard it hears another.
            let speaker = hearers.compactMap { latest[$0]?.step }.first
            return SettledStep(
                step, isLate ? .missed : .merged,
                because: [
                    StepReason(isLate ? .missed : .merged, speaker?.identity.words ?? "")
                ])
        }
        let done = settled.union((firing.outcomes.map(\.step) + firing.unheard).map(\.identity))
        firing.next =
            ([nextInstant(of: plan, settled: done)]
            + firing.unheard.map { step in
                hearing(of: step, of: deadline, after: now)
                    ?? (step.isBeforeDue && now < due ? due : nil)
            }).compactMap(\.self).min()
        return firing
    }
}

extension Office {
    /// What a step that fires says of its moment and of whoever hears it.
    private func reasons(
        forFired step: PlannedStep, of deadline: Deadline, reminders: [Firing.Reminder]
    ) -> [StepReason] {
        let own = reminders.filter { $0.step == step }
        return reasons(for: step, of: deadline)
            + (own.contains(where: \.isLate) ? [StepReason(.late)] : [])
            + own.compactMap {
                reason(for: $0.recipient, hearing: step, of: deadline, at: $0.from)
            }
    }
}

extension Firing.Reminder {
    /// What one person hears of two: one in time speaks for a late one, else the later step; of two at
    /// one instant the urgency of either stays.
    fileprivate func joined(with other: Firing.Reminder) -> Firing.Reminder {
        var speaker =
            (isLate == other.isLate ? other.step.speaks(for: step) : isLate) ? other : self
        if step.at == other.step.at { speaker.isUrgent = isUrgent || other.isUrgent }
        return speaker
    }
}
