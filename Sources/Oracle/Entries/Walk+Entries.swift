import Almanac

extension Walk {
    /// Takes one entry; what follows from it is looked at once all of its moment are taken.
    mutating func apply(_ dated: DatedEntry) {
        switch dated.entry {
        case .add(let promise): add(promise, at: dated.at, tellsLatest: true)
        case .sheet(let sheet): take(sheet, droppedAt: dated.at)
        case .undoPeople: undoPeople()
        case .done(let reference, _):
            guard let id = occurrence(reference) else { return }
            end(id)
            noteTold(by: id.code)
        case .waive(let reference): occurrence(reference).map { end($0) }
        case .cancel(let reference, let following):
            guard let id = occurrence(reference) else { return }
            end(id)
            if following, let key = id.key { world.promises[id.code]?.endsBefore = key }
        case .reopen(let reference): occurrence(reference, ended: true).map { reopen($0) }
        case .move(let reference, let due, let following):
            occurrence(reference).map { move($0, to: due, following: following) }
        case .snooze(let reference, let until):
            guard let id = occurrence(reference) else { return }
            let snooze = OccurrenceState.Snooze(from: now, until: until)
            touch(id) { $0.snooze = snooze }
        case .acknowledge(let reference, let until): acknowledge(reference, until: until)
        case .order(let command): apply(command)
        case .mail(let entry): apply(entry)
        case .period(let entry): apply(entry)
        case .undelegate(let person, let from):
            world.registers.delegations.removeAll { $0.person == person && $0.from == from }
            hours = Hours(office: office, registers: world.registers)
        case .export(.orders):
            for order in world.post.orders.values {
                for line in order.lines {
                    world.post.exported["\(order.code)/\(line.number)"] = (
                        line.reason, line.action
                    )
                }
            }
        case .goLive: goLive()
        case .export, .unmarkedExport, .clock: break
        }
    }

    /// Changes what is known of an occurrence.
    mutating func touch(_ id: OccurrenceID, _ change: (inout OccurrenceState) -> Void) {
        let fresh = OccurrenceState(armedAt: world.promises[id.code]?.armedAt ?? now)
        change(&world.occurrences[id, default: fresh])
    }

    mutating func add(_ promise: Promise, at moment: Instant, tellsLatest: Bool) {
        var promise = promise
        if promise.roll == nil { promise.roll = office.kinds[promise.kind ?? "task"]?.roll }
        if world.promises[promise.code] == nil { world.codes.append(promise.code) }
        world.promises[promise.code] = World.PromiseState(
            promise: promise, segments: [.init(anchor: promise.due)], armedAt: nil,
            enteredAt: now)
        if isFree(promise) { arm(promise.code, at: moment, tellsLatest: tellsLatest, isNew: true) }
    }

    /// What a command names: a code, one of a series as `CODE/DATE`, or the beginning of a code.
    func occurrence(_ reference: String, ended: Bool = false) -> OccurrenceID? {
        let planner = planner
        let code =
            world.promises[reference] != nil
            ? reference : world.codes.last { $0.hasPrefix(reference + "/") }
        if let code {
            // Of several the one that is due first; of those that have ended the last.
            let all = planner.standings(of: code).sorted { $0.due < $1.due }
            if ended { return (all.last { $0.occurrence.isEnded } ?? all.first)?.id }
            let listed = planner.listed(of: code)
            let open = all.first { !$0.occurrence.isEnded && listed.contains($0.id) }
            return (open ?? planner.next(of: code) ?? all.first)?.id
        }
        guard let slash = reference.lastIndex(where: { $0 == "/" || $0 == " " }) else { return nil }
        let name = String(reference[..<slash])
        let key = CivilDate(String(reference[reference.index(after: slash)...]))
        return planner.standings(of: name, ahead: 400).first { $0.id.key == key }?.id
    }

    /// Armed when all that it depends on have ended (§4).
    private func isFree(_ promise: Promise) -> Bool {
        promise.after.allSatisfy { code in
            guard let other = world.promises[code], let ended = other.endedAt else { return false }
            // Of what comes back the next end counts.
            return other.promise.repetition == nil
                || ended >= world.promises[promise.code]?.enteredAt ?? now
        }
    }

    /// Arms what waited for something that has ended.
    mutating func free() {
        for code in world.codes {
            guard let state = world.promises[code], state.armedAt == nil, isFree(state.promise)
            else { continue }
            arm(code, at: now, tellsLatest: true, isNew: false)
        }
    }

    /// Of the steps that are past when a deadline is armed each recipient hears their latest; of a sheet's
    /// rows none is sent (§4, *Moving a due date*).
    private mutating func arm(
        _ code: String, at moment: Instant, tellsLatest: Bool, isNew: Bool
    ) {
        world.promises[code]?.armedAt = moment
        for id in world.occurrences.keys where id.code == code {
            world.occurrences[id]?.armedAt = moment
        }
        for standing in planner.standings(of: code) where !standing.occurrence.isEnded {
            passOver(standing, at: moment, tellsLatest: tellsLatest, isNew: isNew)
        }
    }

    mutating func passOver(
        _ standing: Planner.Standing, at moment: Instant, tellsLatest: Bool, isNew: Bool
    ) {
        let all = planner.steps(of: standing)
        let past = all.filter {
            (tellsLatest ? $0.nominal <= moment : $0.nominal < moment) && $0.id.when != nil
        }
        for step in past {
            let later = all.filter {
                $0.seat.recipient == step.seat.recipient && $0.isLater(than: step)
            }
            // A reminder expires at its due moment, unless nobody would ever hear of what was freed or opened
            // again (§4: *no step ends unheard*); whoever makes one that is overdue knows.
            let isExpired =
                step.isBeforeDue && standing.due <= moment
                && (isNew || planner.speaksAfterDue(standing))
            if !tellsLatest {
                world.dropped.insert(step.id)
            } else if isExpired || later.contains(where: { $0.nominal <= moment }) {
                world.said.insert(step.said)
            }
        }
    }

    mutating func end(_ id: OccurrenceID) {
        world.listed.formUnion(planner.listed(of: id.code))
        touch(id) { $0.isEnded = true }
        world.promises[id.code]?.endedAt = now
        // Whoever looks sees one that is ahead.
        let planner = planner
        let isNoneOpen = !planner.standings(of: id.code).contains {
            !$0.occurrence.isEnded && world.listed.contains($0.id)
        }
        if isNoneOpen, let next = planner.next(of: id.code) { world.listed.insert(next.id) }
    }

    mutating func reopen(_ id: OccurrenceID) {
        let moment = now
        // It is owed again: what depends on it waits for its next end.
        if id.key == nil { world.promises[id.code]?.endedAt = nil }
        if let promise = world.promises[id.code]?.promise, !isFree(promise) {
            world.promises[id.code]?.armedAt = nil
        }
        touch(id) {
            $0.isEnded = false
            $0.armedAt = moment
        }
        guard world.promises[id.code]?.armedAt != nil,
            let standing = planner.standings(of: id.code).first(where: { $0.id == id })
        else { return }
        passOver(standing, at: now, tellsLatest: true, isNew: false)
    }

    private mutating func move(_ id: OccurrenceID, to due: CivilMoment, following: Bool) {
        touch(id) { $0.snooze = nil }
        guard let key = id.key, following, var state = world.promises[id.code] else {
            touch(id) { $0.movedTo = due }
            return
        }
        let last = state.segments[state.segments.count - 1]
        // A change of the hour alone keeps the anchor's day of the month.
        let isHourAlone = due.date == key
        let today = planner.hours.zone(named: state.promise.zone).civil(now).date
        let segment =
            isHourAlone
            ? Series.Segment(
                anchor: CivilMoment(date: last.anchor.date, time: due.time), from: key)
            : Series.Segment(
                anchor: due, from: planner.series(state).first(of: due, notBefore: today),
                firstKey: key)
        state.segments.removeAll { ($0.firstKey ?? $0.from ?? $0.anchor.date) >= key }
        state.segments.append(segment)
        world.promises[id.code] = state
        touch(id) { $0.movedTo = nil }
    }

    /// Escalations wait for a set time: so many working days of the owner's team.
    private mutating func acknowledge(_ reference: String, until: Instant?) {
        guard let id = occurrence(reference), let state = world.promises[id.code] else { return }
        let planner = planner
        let time = planner.hours.of(team: planner.roles.team(of: state.promise.owner))
        let local = time.zone.civil(now)
        let day =
            time.calendar.workingDay(office.acknowledgementDays, from: local.date) ?? local.date
        let hold = until ?? time.zone.instant(CivilDateTime(date: day, time: local.time))
        touch(id) { $0.acknowledgedUntil = hold }
    }
}
