import Almanac

/// A correction that somebody is owed.
struct OwedCorrection {
    var occurrence: OccurrenceID
    /// Who was told the old date, and who hears in their place.
    var told: String
    var recipient: String
    var dates: [CivilDate]
    var due: Instant
    var goes: Instant
    /// Whether a step takes it along.
    var isMerged: Bool

    var place: Place { Place(occurrence: occurrence, told: told) }

    /// Of which deadline somebody is owed one.
    struct Place: Hashable, Sendable {
        var occurrence: OccurrenceID
        var told: String
    }
}

extension Walk {
    /// Whoever was told the old date gets one correction, merged with a step before due that falls within one
    /// working day (§4, *Moving a due date*); what is merged is not here.
    func corrections(_ planner: Planner) -> [OwedCorrection] {
        everyCorrection(planner).filter { !$0.isMerged }
    }

    private func everyCorrection(_ planner: Planner) -> [OwedCorrection] {
        planner.armed.flatMap { standing in
            let told = world.told[standing.id] ?? [:]
            var seen: Set<String> = []
            return told.keys.sorted().compactMap { person -> OwedCorrection? in
                guard let dates = owedCorrection(standing, to: person, planner) else { return nil }
                // Once it is overdue, what says so says when it was due.
                guard now <= standing.due else { return nil }
                let reader = planner.roles.reader(of: person, at: now)
                // Whoever hears in another's place hears it once, and not what they know.
                let isTold = reader != person && told[reader] == standing.due
                guard !isTold, seen.insert(reader).inserted else { return nil }
                let since = max(
                    standing.occurrence.dueChangedAt ?? now, standing.occurrence.armedAt)
                let time = planner.hours.of(recipient: reader)
                let place = OwedCorrection.Place(occurrence: standing.id, told: person)
                // What a step was to take along until plans changed is by itself since then.
                let apart = max(since, world.apart[place] ?? .distantPast)
                return OwedCorrection(
                    occurrence: standing.id, told: person,
                    recipient: reader, dates: dates,
                    due: standing.due,
                    goes: delivery(since: apart, due: standing.due, time),
                    isMerged: isMerged(standing, reader, since, time, planner))
            }
        }
    }

    /// Sends those whose moment has come.
    mutating func correct() {
        for owed in everyCorrection(planner) {
            if owed.isMerged {
                world.withStep.insert(owed.place)
            } else if world.withStep.remove(owed.place) != nil {
                world.apart[owed.place] = now
            }
        }
        for owed in corrections(planner) where owed.goes <= now {
            deliver(
                Notice.Entry(
                    item: .correction(owed.occurrence, from: owed.dates[0], to: owed.dates[1]),
                    occurrence: owed.occurrence, due: owed.due, toldTo: owed.told),
                to: owed.recipient, urgent: false, expires: nil)
        }
    }

    /// The date that a recipient knows and the one that holds, where they differ.
    func owedCorrection(_ id: OccurrenceID, to person: String, _ planner: Planner) -> [CivilDate]? {
        guard let standing = planner.standings(of: id.code).first(where: { $0.id == id }) else {
            return nil
        }
        let told = world.told[id] ?? [:]
        return told.keys.sorted().filter { planner.roles.reader(of: $0, at: now) == person }
            .lazy.compactMap { owedCorrection(standing, to: $0, planner) }.first
    }

    private func owedCorrection(
        _ standing: Planner.Standing, to person: String, _ planner: Planner
    ) -> [CivilDate]? {
        let reader = planner.roles.reader(of: person, at: now)
        let waiting = world.notices.values.flatMap { notice in
            notice.entries.filter {
                $0.occurrence == standing.id
                    && (($0.toldTo ?? notice.to) == person || notice.to == reader)
            }
        }
        if waiting.contains(where: { $0.due == standing.due }) { return nil }
        guard let known = world.told[standing.id]?[person], known != standing.due else {
            return nil
        }
        let zone = planner.hours.zone(named: standing.state.promise.zone)
        return [known, standing.due].map { zone.civil($0).date }
    }

    private func isMerged(
        _ standing: Planner.Standing, _ person: String, _ since: Instant, _ time: WorkingTime,
        _ planner: Planner
    ) -> Bool {
        let local = time.zone.civil(since)
        guard let day = time.calendar.workingDay(1, from: local.date) else { return false }
        let limit = time.zone.instant(CivilDateTime(date: day, time: local.time))
        return planner.going(of: standing.id).contains {
            $0.seat.recipient == person && $0.isBeforeDue
                && $0.goes <= max(limit, now)
        }
    }

    /// At once in working hours, the closing moment included, else at their next opening; never after the
    /// due moment where it can be before it. What fell into downtime is due at its end.
    private func delivery(since: Instant, due: Instant, _ time: WorkingTime) -> Instant {
        if planned(from: since, due: due, time) < world.runsSince { return world.runsSince }
        return planned(from: max(since, now), due: due, time)
    }

    private func planned(from: Instant, due: Instant, _ time: WorkingTime) -> Instant {
        if time.isClosing(at: from) { return from }
        let open = time.deliveryAfterDue(of: from)
        return open >= due && from < due ? from : open
    }
}
