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
    }
}

extension Office {
    /// Decides what the steps of `deadline` that are due by `now` come to. Pure: storing the outcomes
    /// and the items in one transaction is what makes a step fire once.
    ///
    /// A step later than the grouping window is missed; per recipient only the latest of those is
    /// sent, marked late, and none when a step in time speaks to the same person. A reminder whose due
    /// moment has passed expires.
    package func fire(
        _ deadline: Deadline, settled: Set<StepIdentity>, now: Instant
    ) -> Firing {
        let plan = plan(deadline)
        let due = dueInstant(of: deadline)
        var firing = Firing(outcomes: [], reminders: [], next: nil)
        var late: [Firing.Reminder] = []
        for step in plan where step.at <= now && !settled.contains(step.identity) {
            if step.isSuperseded {
                firing.outcomes.append((step, .superseded))
                continue
            }
            if step.isBeforeDue && now >= due {
                firing.outcomes.append((step, .missed))
                continue
            }
            let heard = recipients(
                of: step.identity.role, for: deadline, at: now, isEscalation: !step.isBeforeDue)
            if heard.isEmpty {
                firing.outcomes.append((step, .unreachable))
            }
            let isLate = now - step.at > profile.groupingWindow
            for recipient in heard {
                let reminder = Firing.Reminder(step: step, recipient: recipient, isLate: isLate)
                if isLate { late.append(reminder) } else { firing.reminders.append(reminder) }
            }
        }
        keepLatest(of: late, in: &firing)
        removeDoubles(in: &firing)
        settleOutcomes(of: late, in: &firing)
        let done = settled.union(firing.outcomes.map(\.step.identity))
        firing.next = nextInstant(of: plan, settled: done)
        return firing
    }

    /// Of the late reminders, the latest for each recipient who hears nothing in time.
    private func keepLatest(of late: [Firing.Reminder], in firing: inout Firing) {
        let inTime = Set(firing.reminders.map(\.recipient))
        var latest: [Recipient: Firing.Reminder] = [:]
        for reminder in late where !inTime.contains(reminder.recipient) {
            if let held = latest[reminder.recipient], held.step.at > reminder.step.at { continue }
            latest[reminder.recipient] = reminder
        }
        firing.reminders += latest.values.sorted { $0.recipient.key < $1.recipient.key }
    }

    /// One person hears a step once, however many roles they hold.
    private func removeDoubles(in firing: inout Firing) {
        struct Heard: Hashable {
            var when: Offset
            var repetition: Int
            var recipient: String
        }
        var heard: Set<Heard> = []
        firing.reminders.removeAll { reminder in
            let identity = reminder.step.identity
            return !heard.insert(
                Heard(
                    when: identity.when, repetition: identity.repetition,
                    recipient: reminder.recipient.key)
            ).inserted
        }
    }

    /// A step counts as fired when anybody hears it, as missed when later steps spoke for it.
    private func settleOutcomes(of late: [Firing.Reminder], in firing: inout Firing) {
        let sent = Set(firing.reminders.map { $0.step })
        var settled = Set(firing.outcomes.map(\.step))
        for step in firing.reminders.map(\.step) + late.map(\.step) {
            guard settled.insert(step).inserted else { continue }
            firing.outcomes.append((step, sent.contains(step) ? .fired : .missed))
        }
    }
}
