package import Almanac

extension Office {
    /// What one reminder says to one recipient: a reminder until the due moment, an escalation after.
    ///
    /// - Parameters:
    ///   - tellings: when earlier steps of the deadline told somebody.
    ///   - now: the moment of firing, which overdue days are counted to.
    package func item(
        for reminder: Firing.Reminder, of deadline: Deadline, tellings: [Instant], now: Instant
    ) -> Item {
        let due = dueInstant(of: deadline)
        let step = reminder.step
        let isEscalation = step.nominal > due
        var facts = facts(of: deadline)
        if step.isUrgent { facts["urgent"] = .flag(true) }
        if reminder.isLate { facts["late"] = .flag(true) }
        if isEscalation {
            facts["days_overdue"] = .number(Int64(workingDaysOverdue(deadline, due: due, now: now)))
            let zone = zone(deadline.zone)
            facts["reminders_sent"] = .list(
                tellings.map { ["on": .date(zone.civil($0).date)] })
        }
        return Item(
            cause: cause(of: reminder, deadline: deadline),
            kind: isEscalation ? "escalation" : "reminder",
            subject: Subject(.deadline, deadline.identifier), facts: facts,
            isUrgent: step.isUrgent, expiresAt: step.isBeforeDue ? due : nil)
    }

    /// What every message about a deadline may state.
    private func facts(of deadline: Deadline) -> Facts {
        let owner =
            directory.team(deadline.owner)?.name ?? directory.person(deadline.owner)?.name
            ?? deadline.owner
        var facts: Facts = [
            "code": .text(deadline.identifier), "title": .text(deadline.title),
            "due": .moment(dueInstant(of: deadline), zone: deadline.zone), "owner": .text(owner),
        ]
        if let coordinator { facts["coordinator"] = .text(coordinator.name) }
        if let client = deadline.client {
            facts["client"] = .text(directory.client(client)?.name ?? client)
        }
        if let note = deadline.note { facts["note"] = .text(note) }
        return facts
    }

    /// Working days after the due day up to today, at least one once the due moment has passed.
    private func workingDaysOverdue(_ deadline: Deadline, due: Instant, now: Instant) -> Int {
        let time = workingTime(of: deadline)
        let (dueDay, today) = (time.zone.civil(due).date, time.zone.civil(now).date)
        return max(1, time.calendar.workingDays(after: dueDay, through: today))
    }

    private func cause(of reminder: Firing.Reminder, deadline: Deadline) -> String {
        let identity = reminder.step.identity
        return "deadline \(deadline.identifier) r\(deadline.revision) \(identity.when) "
            + "#\(identity.repetition) \(identity.role) > \(reminder.recipient.key)"
    }
}
