package import Almanac

/// What somebody says of a new deadline; whatever is left out, the office fills in.
package struct NewDeadline: Sendable {
    package var code: String
    package var title: String
    package var owner: String
    package var date: CivilDate
    /// Nil is that weekday's usual closing hour.
    package var time: CivilTime?
    /// Nil is the office's.
    package var zone: String?
    /// Nil, or a kind that the settings do not know, is `task`.
    package var kind: String?
    /// Nil is the kind's, else `standard`.
    package var ladder: String?
    package var client: String?
    package var note: String?
    /// As ``Recurrence`` reads it; nil for a promise that is made once.
    package var recurrence: String?
    /// Nil is the kind's.
    package var roll: Rolling.Direction?
    /// Nil is the kind's.
    package var evidence: String?
    /// Codes of deadlines that must end first.
    package var dependencies: [String]

    package init(
        code: String, title: String, owner: String, date: CivilDate, time: CivilTime? = nil,
        zone: String? = nil, kind: String? = nil, ladder: String? = nil, client: String? = nil,
        note: String? = nil, recurrence: String? = nil, roll: Rolling.Direction? = nil,
        evidence: String? = nil, dependencies: [String] = []
    ) {
        self.code = code
        self.title = title
        self.owner = owner
        self.date = date
        self.time = time
        self.zone = zone
        self.kind = kind
        self.ladder = ladder
        self.client = client
        self.note = note
        self.recurrence = recurrence
        self.roll = roll
        self.evidence = evidence
        self.dependencies = dependencies
    }
}

extension Office {
    /// A deadline of today's making, with the office's defaults where nothing was said.
    package func newDeadline(_ new: NewDeadline, now: Instant) -> Deadline {
        let start = start(of: new)
        let direction = roll(of: new)
        return Deadline(
            code: new.code, terms(of: new),
            due: due(
                of: start, rolling: direction, owner: new.owner, atUsualHour: new.time == nil),
            roll: direction.map { Deadline.Roll($0, from: start) },
            dependencies: new.dependencies, at: now)
    }

    /// A series of today's making; `new.recurrence` says how it comes back.
    package func newSeries(_ new: NewDeadline, now: Instant) -> Series {
        let terms = terms(of: new)
        return Series(
            code: new.code, title: terms.title, owner: terms.owner, start: start(of: new),
            hasUsualHour: new.time == nil, zone: terms.zone, recurrence: new.recurrence ?? "",
            kind: terms.kind, ladder: terms.ladder, client: terms.client, note: terms.note,
            evidence: terms.evidence, roll: roll(of: new), createdAt: now)
    }

    private func terms(of new: NewDeadline) -> DeadlineTerms {
        let kind = new.kind.flatMap(kind)
        return DeadlineTerms(
            title: new.title, owner: new.owner, zone: new.zone ?? profile.zone.identifier,
            kind: kind?.name ?? "task",
            ladder: new.ladder.flatMap { ladder($0)?.name } ?? kind?.ladder ?? "standard",
            client: new.client, note: new.note, evidence: new.evidence ?? kind?.evidence)
    }

    private func roll(of new: NewDeadline) -> Rolling.Direction? {
        new.roll ?? new.kind.flatMap(kind)?.roll
    }

    private func start(of new: NewDeadline) -> CivilDateTime {
        CivilDateTime(
            date: new.date, time: new.time ?? closingHour(on: new.date, ofOwner: new.owner))
    }

    /// When a date without a time is due: as the owner's team closes on that weekday, else as the office does.
    package func closingHour(on date: CivilDate, ofOwner owner: String) -> CivilTime {
        let calendar = workingTime(ofOwner: owner).calendar
        return (calendar.isOpen(on: date.weekday) ? calendar : workingTime.calendar)
            .usualClosing(on: date)
    }

    /// A ladder by its name or an alias, without regard to case.
    package func ladder(_ name: String) -> Ladder? {
        profile.ladders[name] ?? profile.ladders[name.lowercased()]
    }

    /// Until when escalations wait for somebody who acknowledged a deadline: the office's number of
    /// working days, at the same time of day.
    package func acknowledgementEnd(of deadline: Deadline, now: Instant) -> Instant {
        let time = workingTime(ofOwner: deadline.owner)
        let local = time.zone.civil(now)
        let days = profile.acknowledgementDays
        let day =
            time.calendar.workingDay(days, from: local.date) ?? local.date.adding(days: days)
        return time.zone.instant(CivilDateTime(date: day, time: local.time))
    }

    /// When the office opens on a day: what a date without a time means for something that happened.
    package func startOfBusiness(on date: CivilDate) -> Instant {
        let time = workingTime
        return time.zone.instant(
            CivilDateTime(date: date, time: time.calendar.opening(on: date)))
    }
}
