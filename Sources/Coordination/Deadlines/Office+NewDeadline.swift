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

    package init(
        code: String, title: String, owner: String, date: CivilDate, time: CivilTime? = nil,
        zone: String? = nil, kind: String? = nil, ladder: String? = nil, client: String? = nil,
        note: String? = nil
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
    }
}

extension Office {
    /// A deadline of today's making, with the office's defaults where nothing was said.
    package func newDeadline(_ new: NewDeadline, now: Instant) -> Deadline {
        let kind = new.kind.flatMap(kind)
        let time = new.time ?? workingTime.calendar.usualClosing(on: new.date)
        return Deadline(
            code: new.code, title: new.title, owner: new.owner,
            due: CivilDateTime(date: new.date, time: time),
            zone: new.zone ?? profile.zone.identifier, kind: kind?.name ?? "task",
            ladder: new.ladder.flatMap { ladder($0)?.name } ?? kind?.ladder ?? "standard",
            client: new.client, note: new.note, armedAt: now, createdAt: now)
    }

    /// A ladder by its name or an alias, without regard to case.
    package func ladder(_ name: String) -> Ladder? {
        profile.ladders[name] ?? profile.ladders[name.lowercased()]
    }

    /// When the office opens on a day: what a date without a time means for something that happened.
    package func startOfBusiness(on date: CivilDate) -> Instant {
        let time = workingTime
        return time.zone.instant(
            CivilDateTime(date: date, time: time.calendar.opening(on: date)))
    }
}
