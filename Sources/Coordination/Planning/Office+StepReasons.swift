package import Almanac

/// Why a step goes when it does, and to whom: the rules that its plan followed, named.
extension Office {
    /// Why a step goes at another moment than its ladder says, and which days off its ladder counted round.
    package func reasons(for step: PlannedStep, of deadline: Deadline) -> [StepReason] {
        let isWithWeek = goesWithWeek(step, deadline: deadline)
        return [
            counting(of: step, deadline: deadline),
            shift(of: step, deadline: deadline, isWithWeek: isWithWeek),
            isWithWeek ? StepReason(.week) : nil,
        ].compactMap(\.self)
    }

    /// Why somebody hears a step whom its role does not name.
    ///
    /// - Parameter moment: when it is told.
    package func reason(
        for recipient: Recipient, hearing step: PlannedStep, of deadline: Deadline,
        at moment: Instant
    ) -> StepReason? {
        let role = step.identity.role
        if recipient.isLastResort { return StepReason(.lastResort, recipient.key) }
        let named = personNamed(by: role, of: deadline)
        guard let named else {
            switch role {
            case .owner, .manager, .coordinator, .director, .person, .member:
                return directory.team(recipient.key) == nil
                    ? StepReason(.upward, recipient.key) : nil
            case .team, .address: return nil
            }
        }
        guard !named.code.isCode(recipient.key) else { return nil }
        let chain = standInChain(of: named, at: moment)
        let codes = chain.people.map(\.code)
        if chain.isThere, let last = codes.last, last.isCode(recipient.key) {
            let isSucceeded = chain.people.dropLast().last?.hasLeft ?? false
            return StepReason(
                isSucceeded ? .succeeded : .standIn, codes.joined(separator: " "))
        }
        // Whose successor was asked already has one: that leads round.
        if let last = chain.people.last, last.hasLeft,
            last.successor.flatMap(directory.person) == nil
        {
            return StepReason(.left, (codes + [recipient.key]).joined(separator: " "))
        }
        guard chain.isThere, let last = codes.last else {
            return StepReason(.upward, (codes + [recipient.key]).joined(separator: " "))
        }
        let path = EscalationPath(of: deadline, in: self, at: moment)
        guard passedOver(by: step, of: deadline, on: path).contains(last) else {
            return StepReason(.upward, "\(named.code) \(recipient.key)")
        }
        // Whoever owes it themselves, whose stand-in hears it as the owner, or who does so in the owner's place.
        let owner = path.ownerPerson?.code ?? last
        let middle =
            codes.count > 1 ? " by \(last)" : owner.isCode(last) ? "" : " for \(owner)"
        return StepReason(.pastOwner, "\(named.code)\(middle) \(recipient.key)")
    }

    /// Whom a step goes past, as ``recipients(of:for:at:isEscalation:)`` does.
    private func passedOver(
        by step: PlannedStep, of deadline: Deadline, on path: EscalationPath
    ) -> Set<String> {
        switch step.identity.role {
        case .owner: []
        case _ where isTeams(deadline): []
        case .manager: path.avoided(!step.isBeforeDue) ?? path.itself
        default: path.avoided(!step.isBeforeDue) ?? []
        }
    }

    /// The person that a role means before anybody is away or without an address.
    private func personNamed(by role: Role, of deadline: Deadline) -> Person? {
        switch role {
        case .owner: ownerPerson(of: deadline.owner)
        case .manager:
            isTeams(deadline)
                ? ownerPerson(of: deadline.owner)
                : ownerPerson(of: deadline.owner).flatMap(superior(of:))
        case .coordinator: coordinator
        case .director: director
        case .person(let code), .member(let code): directory.person(code)
        case .team, .address: nil
        }
    }

    /// The named days off between a step that is counted in working days or hours and the due day.
    private func counting(of step: PlannedStep, deadline: Deadline) -> StepReason? {
        switch step.identity.when.base {
        case .days, .minutes: return nil
        case .workingDays, .workingHours: break
        }
        let time = workingTime(ofOwner: deadline.owner)
        let due = dueInstant(of: deadline)
        let (first, last) = (
            time.zone.civil(min(due, step.nominal)).date,
            time.zone.civil(max(due, step.nominal)).date
        )
        let names = days(from: first, through: last).compactMap { date in
            time.calendar.holiday(on: date).flatMap { holiday in
                time.calendar.week.hours(on: date.weekday).isEmpty ? nil : "\(date)"
            }
        }
        return names.isEmpty ? nil : StepReason(.countedDays, names.joined(separator: " "))
    }

    /// As many as a sentence can name, the nearest to the step first.
    private func days(from first: CivilDate, through last: CivilDate) -> [CivilDate] {
        (0...max(0, min(last.dayNumber - first.dayNumber, 40))).map { first.adding(days: $0) }
    }

    /// Whether a reminder goes earlier on its day, with the mail that begins its reader's week.
    private func goesWithWeek(_ step: PlannedStep, deadline: Deadline) -> Bool {
        guard step.isBeforeDue, !step.isUrgent, step.at < step.nominal else { return false }
        return recipients(
            of: step.identity.role, for: deadline, at: step.at, isEscalation: false
        ).contains { reader in
            let time = reader.workingTime
            let usual = time.deliveryBeforeDue(of: step.nominal, due: dueInstant(of: deadline))
            return readsWeek(reader.key) && step.at < usual
                && step.at == time.weekOpening(with: time.zone.civil(usual).date)
        }
    }

    private func shift(
        of step: PlannedStep, deadline: Deadline, isWithWeek: Bool
    ) -> StepReason? {
        guard step.at != step.nominal else { return nil }
        if step.isBeforeDue {
            if let until = deadline.snoozedUntil, step.at == until {
                return StepReason(.snoozed, "\(until.microseconds)")
            }
        } else if let until = deadline.acknowledgedUntil, step.nominal < until, step.at >= until {
            return StepReason(.acknowledged, "\(until.microseconds)")
        }
        if let replanned = deadline.replannedAt, step.at == replanned {
            return StepReason(.replanned)
        }
        if step.at == deadline.armedAt, step.nominal <= deadline.armedAt {
            return StepReason(.latestPast)
        }
        let hearers = recipients(
            of: step.identity.role, for: deadline, at: step.nominal,
            isEscalation: !step.isBeforeDue)
        guard let time = hearers.first?.workingTime else { return StepReason(.nobodyThere) }
        let date = time.zone.civil(step.nominal).date
        if isWithWeek, time.isOpen(at: step.nominal) { return nil }
        if let holiday = time.calendar.holiday(on: date) {
            return StepReason(.holiday, "\(date) \(holiday.kind.rawValue) \(holiday.name)")
        }
        return time.calendar.isWorkingDay(date)
            ? StepReason(.closedHours, "\(date)") : StepReason(.dayOff, "\(date)")
    }
}
