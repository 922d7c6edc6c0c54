package import Almanac

/// What one deadline's due steps come to: what became of each, and whom it tells what.
package struct Firing: Sendable {
    package var outcomes: [(step: PlannedStep, outcome: StepOutcome)]
    package var reminders: [Reminder]
    /// When this deadline next has something to do; nil when its ladder is used up.
    package var next: Instant?

    /// One step on its way to one recipient.
    package struct Reminder: Sendable {
        package var step: PlannedStep
        package var recipient: Recipient
        /// Sent after downtime: says so.
        package var isLate: Bool

        package init(step: PlannedStep, recipient: Recipient, isLate: Bool) {
            self.step = step
            self.recipient = recipient
            self.isLate = isLate
        }
    }
}

extension Office {
    /// Decides what the steps of `deadline` that are due by `now` come to. Pure: storing the outcomes
    /// and the items in one transaction is what makes a step fire once.
    ///
    /// One person hears a deadline once at a time: the latest of the steps that speak to them. A step
    /// later than the grouping window is missed, and is sent, marked late, only when no other speaks to
    /// the same person. A reminder whose due moment has passed expires.
    package func fire(
        _ deadline: Deadline, settled: Set<StepIdentity>, now: Instant
    ) -> Firing {
        let plan = plan(deadline)
        let due = dueInstant(of: deadline)
        var firing = Firing(outcomes: [], reminders: [], next: nil)
        var latest: [String: Firing.Reminder] = [:]
        var heard: [(step: PlannedStep, isLate: Bool)] = []
        for step in plan where step.at <= now && !settled.contains(step.identity) {
            if step.isSuperseded {
                firing.outcomes.append((step, .superseded))
                continue
            }
            if step.isBeforeDue && now >= due {
                firing.outcomes.append((step, .missed))
                continue
            }
            let recipients = recipients(
                of: step.identity.role, for: deadline, at: now, isEscalation: !step.isBeforeDue)
            guard !recipients.isEmpty else {
                firing.outcomes.append((step, .unreachable))
                continue
            }
            let isLate = now - step.at > profile.groupingWindow
            heard.append((step, isLate))
            for recipient in recipients {
                let reminder = Firing.Reminder(step: step, recipient: recipient, isLate: isLate)
                if latest[recipient.key].map({ $0.isSpokenFor(by: reminder) }) ?? true {
                    latest[recipient.key] = reminder
                }
            }
        }
        firing.reminders = latest.values.sorted { $0.recipient.key < $1.recipient.key }
        let sent = Set(firing.reminders.map(\.step))
        firing.outcomes += heard.map { step, isLate in
            (step, sent.contains(step) ? .fired : isLate ? .missed : .merged)
        }
        let done = settled.union(firing.outcomes.map(\.step.identity))
        firing.next = nextInstant(of: plan, settled: done)
        return firing
    }
}

extension Firing.Reminder {
    /// Whether another reminder to the same person speaks for this one: one in time before a late one,
    /// else the later step.
    fileprivate func isSpokenFor(by other: Firing.Reminder) -> Bool {
        if isLate != other.isLate { return isLate }
        return other.step.nominal > step.nominal
    }
}
