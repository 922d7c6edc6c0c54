import Almanac

/// What should go when, made from scratch from what was entered and said (§4).
struct Planner {
    let office: Office
    let world: World
    let now: Instant
    let hours: Hours
    let roles: Roles
    private let memory: PlanMemory

    init(office: Office, world: World, now: Instant, hours: Hours) {
        self.office = office
        self.world = world
        self.now = now
        self.hours = hours
        roles = Roles(office: office, registers: world.registers, hours: hours)
        memory = world.plans
        memory.hold(at: now, by: hours)
    }

    /// An occurrence as it stands.
    struct Standing {
        var id: OccurrenceID
        var state: World.PromiseState
        var occurrence: OccurrenceState
        var due: Instant
        /// Before anybody moved it.
        var scheduled: Instant
        var time: WorkingTime
    }

    func series(_ state: World.PromiseState) -> Series {
        Series(
            promise: state.promise, zone: hours.zone(named: state.promise.zone),
            days: hours.of(team: roles.team(of: state.promise.owner)), zones: office.zones,
            office: hours.ofOffice)
    }

    /// Every occurrence of a deadline that is due within the days that plans reach ahead, ended ones too.
    func standings(of code: String) -> [Standing] {
        if let found = memory.standings[code] { return found }
        let found = standings(of: code, ahead: 45)
        memory.standings[code] = found
        return found
    }

    /// The same, up to another number of days ahead.
    func standings(of code: String, ahead days: Int) -> [Standing] {
        guard let state = world.promises[code] else { return [] }
        let series = series(state)
        let end = now + .seconds(days * 86_400)
        // Whatever was moved, or is to come back, is a deadline already, however far ahead it was.
        let moved = Set(
            world.occurrences.filter {
                $0.key.code == code && ($0.value.movedTo != nil || $0.value.snooze != nil)
            }.compactMap(\.key.key))
        let farthest = moved.max().map {
            series.zone.instant(
                CivilDateTime(date: $0.adding(days: 1), time: CivilTime(secondOfDay: 0)))
        }
        let dates = series.dates(
            of: state.segments, endingBefore: state.endsBefore,
            through: max(end, farthest ?? end)
        ).filter { $0.due <= end || $0.key.map(moved.contains) ?? true }
        return watched(dates, since: state.enteredAt).map { date in
            let id = OccurrenceID(code: code, key: date.key)
            let occurrence =
                world.occurrences[id] ?? OccurrenceState(armedAt: state.armedAt ?? now)
            let due = occurrence.movedTo.map(series.instant) ?? date.due
            return Standing(
                id: id, state: state, occurrence: occurrence, due: due, scheduled: date.due,
                time: series.days)
        }
    }

    /// What comes back and begins late: its first date where the next is ahead, else those ahead alone.
    private func watched(_ dates: [Series.Date], since entered: Instant) -> [Series.Date] {
        let ahead = dates.drop { $0.due <= entered }
        let past = dates.count - ahead.count
        return past <= 1 || ahead.isEmpty ? dates : Array(ahead)
    }

    /// Those that have not ended, what waits for another included.
    var open: [Standing] {
        if let found = memory.open { return found }
        let found = world.codes.flatMap { standings(of: $0) }.filter { !$0.occurrence.isEnded }
        memory.open = found
        return found
    }

    /// Those that steps are counted for.
    var armed: [Standing] { open.filter { $0.state.armedAt != nil } }

    /// The ladder of a deadline: its own, its kind's, else `standard`.
    func ladder(_ promise: Promise) -> [Rung] {
        let kind = office.kinds[promise.kind ?? "task"]
        return office.ladders[promise.ladder ?? kind?.ladder ?? "standard"] ?? []
    }

    /// Whether the ladder of an occurrence has steps from its due moment on, said or not.
    func speaksAfterDue(_ standing: Standing) -> Bool {
        ladder(standing.state.promise).contains { rung in
            let first = rung.when.instant(
                due: standing.due, in: standing.time, every: rung.every, repetition: 0)
            return first >= standing.due
        }
    }

    /// Every step that was not said nor dropped, with whoever it would go to.
    func steps() -> [PlannedStep] {
        if let found = memory.allSteps { return found }
        let found = armed.flatMap(steps(of:))
        memory.allSteps = found
        return found
    }

    func steps(of standing: Standing) -> [PlannedStep] {
        if let found = memory.steps[standing.id] { return found }
        let found = plan(standing)
        memory.steps[standing.id] = found
        return found
    }

    private func plan(_ standing: Standing) -> [PlannedStep] {
        var found: [PlannedStep] = []
        for (index, rung) in ladder(standing.state.promise).enumerated() {
            for repetition in 0..<max(1, rung.times) {
                let waiting = rung.tell.map { role in
                    StepID(
                        occurrence: standing.id, due: standing.due, when: rung.when,
                        repetition: repetition, role: role)
                }.filter { !isOver($0) }
                // Most of what is open for long was said.
                if waiting.isEmpty { continue }
                let nominal = rung.when.instant(
                    due: standing.due, in: standing.time, every: rung.every,
                    repetition: repetition)
                for id in waiting {
                    found += steps(id, standing, rung, index: index, nominal: nominal)
                }
            }
        }
        return found + snoozeEnd(standing)
    }

    /// At the cut-off the team's own manager hears (TIMELINES, *Submissions*), not theirs.
    func role(_ role: String, _ standing: Standing) -> String {
        guard role == "manager", standing.state.promise.cutOff != nil,
            let team = world.registers.teams[standing.state.promise.owner]
        else { return role }
        return team.manager.map { world.registers.people[$0] == nil ? "director" : $0 }
            ?? "director"
    }

    /// Whether a step was dropped, or said to whoever it is for: but for a team there is one place, named like the
    /// role.
    private func isOver(_ id: StepID) -> Bool {
        if world.dropped.contains(id) { return true }
        let isOnePlace = id.role != "team" && world.registers.teams[id.role] == nil
        return isOnePlace && world.said.contains(SaidStep(step: id, place: id.role))
    }

    private func steps(
        _ id: StepID, _ standing: Standing, _ rung: Rung, index: Int, nominal: Instant
    ) -> [PlannedStep] {
        let isEscalation = nominal > standing.due
        let floor = max(
            standing.occurrence.armedAt, standing.occurrence.dueChangedAt ?? .distantPast)
        let role = self.role(id.role, standing)
        func seats(at moment: Instant) -> [Roles.Seat] {
            let found = roles.seats(
                of: role, owner: standing.state.promise.owner, isEscalation: isEscalation,
                at: max(now, moment))
            // A team's next manager has the place of the one before.
            return role == id.role
                ? found : found.map { Roles.Seat(place: id.role, recipient: $0.recipient) }
        }
        return seats(at: nominal).compactMap { seat in
            var seat = seat
            let said = SaidStep(step: id, place: seat.place)
            if world.said.contains(said) || world.begun[id]?.contains(seat.place) == false {
                return nil
            }
            var meant = delivery(
                nominal, standing, urgent: rung.urgent, to: seat.recipient, notBefore: floor)
            if meant < nominal,
                let other = seats(at: meant).first(where: { $0.place == seat.place }),
                other != seat
            {
                // It goes on an earlier day, and to whoever is there then.
                seat = other
                let time = hours.of(recipient: seat.recipient)
                if !time.isOpen(at: meant) {
                    meant = delivery(
                        nominal, standing, urgent: rung.urgent, to: seat.recipient,
                        notBefore: floor)
                }
            }
            if nominal < standing.due, !rung.urgent {
                meant = withWeek(
                    meant, to: seat.recipient,
                    knownSince: known(said, seat, of: standing, floor: floor))
            }
            if let since = world.heardSince[id], meant < since {
                meant = heard(since, standing, nominal: nominal, urgent: rung.urgent, seat)
            }
            if isEscalation, id.role != "owner", let hold = standing.occurrence.acknowledgedUntil,
                meant < hold
            {
                let time = hours.of(recipient: seat.recipient)
                meant = rung.urgent ? hold : time.deliveryAfterDue(of: hold)
            }
            if let snooze = standing.occurrence.snooze, nominal < standing.due,
                meant < snooze.until, snooze.until < nominal,
                id.role == "owner"
                    || seat.recipient == heardAsOwner(of: standing, at: snooze.until)
            {
                // Only its reader's hours would have it go before they are to be reminded again.
                meant = snooze.until
            }
            if let shift = world.shifted[said], meant < shift {
                let time = hours.of(recipient: seat.recipient)
                meant = isEscalation && !rung.urgent ? time.deliveryAfterDue(of: shift) : shift
            }
            let goes = actual(meant, nominal, standing, rung.urgent, &seat, seats)
            return PlannedStep(
                id: id, index: index, seat: seat, label: Self.label(rung.when), nominal: nominal,
                meant: meant, goes: goes, isUrgent: rung.urgent, isArmedLate: nominal <= floor)
        }
    }

    /// §4, *No step ends unheard*: what nobody could be told waits for whoever comes back first, and goes in
    /// their hours; a reminder before the due moment where it can.
    private func heard(
        _ since: Instant, _ standing: Standing, nominal: Instant, urgent: Bool, _ seat: Roles.Seat
    ) -> Instant {
        if urgent { return since }
        let opening = hours.of(recipient: seat.recipient).deliveryAfterDue(of: since)
        return nominal < standing.due && standing.due <= opening ? since : opening
    }

    /// Since when a reminder goes as it does: a change of plans, or a snooze of whoever owes, begins it anew.
    private func known(
        _ said: SaidStep, _ seat: Roles.Seat, of standing: Standing, floor: Instant
    ) -> Instant {
        let shifted = max(floor, world.shifted[said] ?? .distantPast)
        guard let snooze = standing.occurrence.snooze,
            seat.recipient == heardAsOwner(of: standing, at: snooze.until)
        else { return shifted }
        return max(shifted, snooze.until)
    }

    private func heardAsOwner(of standing: Standing, at moment: Instant) -> String? {
        roles.hearsAsOwner(standing.state.promise.owner, at: max(now, moment))
    }

    /// §4, *Working hours*.
    private func delivery(
        _ nominal: Instant, _ standing: Standing, urgent: Bool, to recipient: String,
        notBefore floor: Instant
    ) -> Instant {
        if urgent { return max(nominal, floor) }
        let time = hours.of(recipient: recipient)
        if nominal < standing.due, floor < standing.due {
            let planned = time.deliveryBeforeDue(of: nominal, due: standing.due)
            return max(planned, floor)
        }
        if nominal == standing.due, nominal >= floor { return time.deliveryAtDue(of: nominal) }
        return time.deliveryAfterDue(of: max(nominal, floor))
    }

    /// When it goes indeed: what fell into downtime goes when the service runs again, an escalation then
    /// in working hours, and to whoever is there by then.
    ///
    /// - Parameter seats: who fills which place at a moment.
    private func actual(
        _ meant: Instant, _ nominal: Instant, _ standing: Standing, _ urgent: Bool,
        _ seat: inout Roles.Seat, _ seats: (Instant) -> [Roles.Seat]
    ) -> Instant {
        guard meant < world.runsSince else { return meant }
        if urgent || nominal < standing.due && meant < standing.due { return world.runsSince }
        // Whoever hears it since somebody went away, or came back, hears it in their hours from now on.
        var moment = world.runsSince
        if hours.of(recipient: seat.recipient).deliveryAfterDue(of: moment) < now { moment = now }
        while true {
            let goes = hours.of(recipient: seat.recipient).deliveryAfterDue(of: moment)
            guard nominal >= standing.due, let turn = hours.turn(after: moment, through: goes),
                let other = seats(turn).first(where: { $0.place == seat.place })
            else { return goes }
            (seat, moment) = (other, turn)
        }
    }

    /// The step's name: its offset without the time of day.
    static func label(_ offset: Offset) -> String {
        String(offset.description.split(separator: " ")[0])
    }

    /// A snooze: the reminders until its end do not go; at its end one comes back.
    private func snoozeEnd(_ standing: Standing) -> [PlannedStep] {
        guard let snooze = standing.occurrence.snooze, snooze.until < standing.due,
            snooze.until > standing.occurrence.armedAt
        else { return [] }
        let minutes = Int((snooze.until - standing.due).components.seconds) / 60
        let owner = roles.seats(
            of: "owner", owner: standing.state.promise.owner, isEscalation: false,
            at: max(now, snooze.until))
        return owner.compactMap { seat in
            let id = StepID(
                occurrence: standing.id, due: standing.due, when: nil, repetition: minutes,
                role: seat.place)
            guard !world.said.contains(SaidStep(step: id, place: seat.place)) else { return nil }
            return PlannedStep(
                id: id, index: -1, seat: seat, label: Offset(minutes: minutes).description,
                nominal: snooze.until, meant: snooze.until,
                goes: max(snooze.until, world.runsSince), isUrgent: false)
        }
    }

    /// Whether a step waits in a snooze: it silences whoever owes, as whatever they are told, and nobody else.
    func isSnoozed(_ step: PlannedStep, _ standing: Standing) -> Bool {
        guard let snooze = standing.occurrence.snooze, step.id.when != nil else {
            return false
        }
        return step.isBeforeDue && step.meant < snooze.until
            && (step.id.role == "owner"
                || step.seat.recipient == heardAsOwner(of: standing, at: step.nominal))
    }

    /// What goes, snoozed and expired steps aside: a reminder expires at its due moment.
    func going() -> [PlannedStep] {
        if let found = memory.going { return found }
        let found = armed.flatMap(going(of:))
        memory.going = found
        return found
    }

    /// The same of one occurrence.
    func going(of id: OccurrenceID) -> [PlannedStep] {
        guard world.promises[id.code]?.armedAt != nil else { return [] }
        return standings(of: id.code).filter { $0.id == id && !$0.occurrence.isEnded }
            .flatMap(going(of:))
    }

    private func going(of standing: Standing) -> [PlannedStep] {
        steps(of: standing).filter { step in
            !isSnoozed(step, standing)
                && !(step.meant < standing.due && standing.due <= step.goes)
        }
    }
}
