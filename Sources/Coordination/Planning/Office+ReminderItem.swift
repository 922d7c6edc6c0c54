package import Almanac

/// What a reminder states beside the deadline itself.
package struct ReminderContext: Sendable {
    /// The date that its reader was told before and that holds no more.
    package var correction: Correction?
    /// The time in which the service did not run, for a reminder that is late because of it.
    package var downtime: (from: Instant, until: Instant)?
    /// When it is to be read, which overdue days are counted to.
    package var now: Instant
    /// Faults in the file that came for a submission; nil when none came.
    package var findings: Int?

    package init(
        correction: Correction?, downtime: (from: Instant, until: Instant)?,
        now: Instant, findings: Int? = nil
    ) {
        self.findings = findings
        self.correction = correction
        self.downtime = downtime
        self.now = now
    }
}

extension Office {
    /// What one reminder says to one recipient: a reminder until the due moment, an escalation after.
    package func item(
        for reminder: Firing.Reminder, of deadline: Deadline, context: ReminderContext
    ) -> Item {
        let due = dueInstant(of: deadline)
        let step = reminder.step
        let isOver = step.isBeforeDue && context.now >= due
        let isEscalation = step.nominal > due || isOver
        var facts = facts(of: deadline, now: context.now)
        var kind = isEscalation ? "escalation" : "reminder"
        if let findings = context.findings { facts["findings"] = .number(Int64(findings)) }
        if let missing = missingSubmission(of: deadline, now: context.now) {
            kind = "submission-missing"
            facts = self.facts(of: missing, deadline, context)
        }
        if reminder.isUrgent { facts["urgent"] = .flag(true) }
        if reminder.isLate {
            facts["late"] = .flag(true)
            if let (from, until) = context.downtime {
                facts["down_from"] = .moment(from, zone: profile.zone.identifier)
                facts["down_until"] = .moment(until, zone: profile.zone.identifier)
            }
        }
        if kind == "escalation" {
            let days = workingDaysOverdue(deadline, due: due, now: context.now)
            if days > 0 { facts["days_overdue"] = .number(Int64(days)) }
            addOwner(of: deadline, reading: reminder.recipient, at: context.now, to: &facts)
        } else if kind == "reminder", let correction = context.correction {
            facts.merge(self.facts(of: correction)) { $1 }
        }
        return Item(
            cause: cause(of: step, to: reminder.recipient.key, about: deadline),
            kind: kind,
            subject: Subject(.deadline, deadline.identifier), facts: facts,
            isUrgent: reminder.isUrgent, expiresAt: step.isBeforeDue && !isOver ? due : nil)
    }

    /// What a deadline's messages call missing at a moment; nobody is called so before the period has
    /// ended.
    package func missingSubmission(of deadline: Deadline, now: Instant) -> ExpectedSubmission? {
        expectedSubmission(of: deadline).flatMap { expected in
            workingTime.zone.civil(now).date > expected.period.lastDay ? expected : nil
        }
    }

    /// What somebody hears whose date has changed and whom no step reminds soon.
    package func item(for correction: Correction, of deadline: Deadline) -> Item {
        Item(
            cause: "deadline \(deadline.identifier) r\(deadline.revision) correction > "
                + correction.recipient,
            kind: "reminder", subject: Subject(.deadline, deadline.identifier),
            facts: facts(of: deadline, now: correction.at).merging(facts(of: correction)) { $1 },
            expiresAt: dueInstant(of: deadline))
    }

    private func facts(of correction: Correction) -> Facts {
        let recipient = recipient(key: correction.recipient, audience: .office)
        let zone = recipient?.zone ?? profile.zone
        return [
            "was_due": .moment(correction.toldDue, zone: correction.toldZone),
            "told_on": .date(zone.civil(correction.toldAt).date),
        ]
    }

    /// What a message about a file states that is not there, or not right.
    private func facts(
        of expected: ExpectedSubmission, _ deadline: Deadline, _ context: ReminderContext
    ) -> Facts {
        let due = dueInstant(of: deadline)
        var facts: Facts = [
            "report": .texts(expected.report.texts), "team": .text(expected.team.name),
            "period": .texts(expected.period.words.texts), "code": .text(deadline.identifier),
            "due": .moment(due, zone: deadline.zone),
        ]
        if context.now >= due { facts["passed"] = .flag(true) }
        if let findings = context.findings { facts["findings"] = .number(Int64(findings)) }
        if let coordinator = actingCoordinator(at: context.now) {
            facts["coordinator"] = .text(coordinator.name)
        }
        return facts
    }

    /// What every message about a deadline may state.
    private func facts(of deadline: Deadline, now: Instant) -> Facts {
        let owner =
            directory.team(deadline.owner)?.name ?? directory.person(deadline.owner)?.name
            ?? deadline.owner
        var facts: Facts = [
            "code": .text(deadline.identifier), "title": title(of: deadline),
            "due": .moment(dueInstant(of: deadline), zone: deadline.zone), "owner": .text(owner),
        ]
        if let coordinator = actingCoordinator(at: now) {
            facts["coordinator"] = .text(coordinator.name)
        }
        if let client = deadline.client {
            facts["client"] = .text(directory.client(client)?.name ?? client)
        }
        if let note = deadline.note { facts["note"] = .text(note) }
        if let request = request(of: deadline) { facts["please"] = .texts(request.texts) }
        if expectedSubmission(of: deadline) != nil { facts["is_report"] = .flag(true) }
        if deadline.client == nil, TaskTitle.refusedAddress.isTitle(deadline.title) {
            facts["people_sheet"] = .flag(true)
        }
        if let evidence = deadline.missingEvidence { facts["evidence"] = .text(evidence) }
        return facts
    }

    /// Whoever owes it is not asked to decide about themselves: they, or whoever stands in for them, finish it, or ask
    /// for more time.
    private func addOwner(
        of deadline: Deadline, reading reader: Recipient, at moment: Instant, to facts: inout Facts
    ) {
        guard let owner = ownerPerson(of: deadline.owner) else { return }
        let isOwner = owner.code.isCode(reader.key)
        guard isOwner || present(owner, at: moment)?.code.isCode(reader.key) ?? false else {
            return
        }
        facts["is_owner"] = .flag(true)
        if !isOwner { facts["stands_in"] = .flag(true) }
        if let superior = superiorToAsk(of: owner, at: moment), !superior.key.isCode(reader.key) {
            facts["ask_whom"] = .text(superior.name)
        }
    }

    /// What the service asks of somebody, as a request; nil of what is only due.
    private func request(of deadline: Deadline) -> BilingualText? {
        let client = deadline.client.map { directory.client($0)?.name ?? $0 }
        switch deadline.kind {
        case TaskKind.dateNeeded.rawValue:
            guard deadline.code.hasPrefix("DATE-") else { return nil }
            let order = deadline.code.dropFirst("DATE-".count)
            return BilingualText(
                en: "give order \(order)\(client.map { " of \($0)" } ?? "") a new delivery date",
                id: "tentukan tanggal kirim baru pesanan \(order)"
                    + (client.map { " dari \($0)" } ?? ""))
        case TaskKind.callback.rawValue, TaskKind.letterApproval.rawValue:
            let title = deadline.title.prefix(1).lowercased() + deadline.title.dropFirst()
            return BilingualText(en: title, id: title)
        default: return nil
        }
    }

    /// Working days after the due day up to today: none on the due day itself.
    private func workingDaysOverdue(_ deadline: Deadline, due: Instant, now: Instant) -> Int {
        let time = workingTime(ofOwner: deadline.owner)
        let (dueDay, today) = (time.zone.civil(due).date, time.zone.civil(now).date)
        return time.calendar.workingDays(after: dueDay, through: today)
    }

    /// What tells a step's item for somebody from every other.
    ///
    /// - Parameter recipient: the recipient's key.
    package func cause(
        of step: PlannedStep, to recipient: String, about deadline: Deadline
    ) -> String {
        causeBeginning(of: step, about: deadline) + "\(step.identity.role) > \(recipient)"
    }

    /// How the causes of all items begin that tell a step, whoever hears it and by whatever role.
    package func causeBeginning(of step: PlannedStep, about deadline: Deadline) -> String {
        "deadline \(deadline.identifier) r\(deadline.revision) \(step.identity.when) "
            + "#\(step.identity.repetition) "
    }
}

extension Item {
    /// Whether a step of its deadline says it, as opposed to a correction by itself, or another word about the deadline.
    package var isOfStep: Bool {
        subject.kind == .deadline && cause.hasPrefix("deadline \(subject.id) r")
            && !cause.contains(" correction > ")
    }

    /// Has it correct what a reminder corrected that it speaks for and that never left.
    package mutating func inheritCorrection(of other: Item) {
        guard kind == "reminder", facts["was_due"] == nil else { return }
        for fact in ["was_due", "told_on"] { facts[fact] = other.facts[fact] }
    }
}
