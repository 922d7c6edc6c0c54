package import Almanac

/// A promise that comes back: what each of its deadlines is made from.
package struct Series: HasDeadlineTerms, Hashable, Sendable, Codable {
    package var code: String
    package var title: String
    package var owner: String
    /// The first due moment, from which occurrences are counted.
    package var start: CivilDateTime
    /// Whether nobody said a time of day: each occurrence is due at its own weekday's usual closing hour.
    package var hasUsualHour: Bool
    package var zone: String
    /// As ``Recurrence`` reads it.
    package var recurrence: String
    package var kind: String
    package var ladder: String
    package var client: String?
    package var note: String?
    package var evidence: String?
    /// Where an occurrence on a day off is due instead; nil leaves it there.
    package var roll: Rolling.Direction?
    /// The latest occurrence that was made a deadline, before rolling; nil before the first.
    package var latest: CivilDateTime?
    package var createdAt: Instant
    package var endedAt: Instant?

    package init(
        code: String, title: String, owner: String, start: CivilDateTime,
        hasUsualHour: Bool = false, zone: String, recurrence: String, kind: String, ladder: String,
        client: String? = nil, note: String? = nil, evidence: String? = nil,
        roll: Rolling.Direction? = nil, latest: CivilDateTime? = nil, createdAt: Instant,
        endedAt: Instant? = nil
    ) {
        self.code = code
        self.title = title
        self.owner = owner
        self.start = start
        self.hasUsualHour = hasUsualHour
        self.zone = zone
        self.recurrence = recurrence
        self.kind = kind
        self.ladder = ladder
        self.client = client
        self.note = note
        self.evidence = evidence
        self.roll = roll
        self.latest = latest
        self.createdAt = createdAt
        self.endedAt = endedAt
    }
}

extension Series {
    /// A series that was kept before anybody asked whether it has an hour of its own has one.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            code: try values.decode(String.self, forKey: .code),
            title: try values.decode(String.self, forKey: .title),
            owner: try values.decode(String.self, forKey: .owner),
            start: try values.decode(CivilDateTime.self, forKey: .start),
            hasUsualHour: try values.decodeIfPresent(Bool.self, forKey: .hasUsualHour) ?? false,
            zone: try values.decode(String.self, forKey: .zone),
            recurrence: try values.decode(String.self, forKey: .recurrence),
            kind: try values.decode(String.self, forKey: .kind),
            ladder: try values.decode(String.self, forKey: .ladder),
            client: try values.decodeIfPresent(String.self, forKey: .client),
            note: try values.decodeIfPresent(String.self, forKey: .note),
            evidence: try values.decodeIfPresent(String.self, forKey: .evidence),
            roll: try values.decodeIfPresent(Rolling.Direction.self, forKey: .roll),
            latest: try values.decodeIfPresent(CivilDateTime.self, forKey: .latest),
            createdAt: try values.decode(Instant.self, forKey: .createdAt),
            endedAt: try values.decodeIfPresent(Instant.self, forKey: .endedAt))
    }
}

extension Office {
    /// The occurrence that follows the latest one; nil when the series has ended or never comes back.
    package func nextOccurrence(of series: Series) -> CivilDateTime? {
        guard series.endedAt == nil, let recurrence = recurrence(of: series) else { return nil }
        let zone = zone(series.zone)
        guard let latest = series.latest else {
            return firstOccurrence(of: series, recurrence, in: zone)
        }
        return recurrence.next(after: latest, from: series.start, in: zone)
    }

    /// The first due date, although it is past, as long as none after it is: it is owed like one that
    /// does not come back. Rows of a real list may begin long ago: what is past of those arms nothing.
    private func firstOccurrence(
        of series: Series, _ recurrence: Recurrence, in zone: Zone
    ) -> CivilDateTime? {
        let now = zone.civil(series.createdAt)
        let isAhead = { (occurrence: CivilDateTime) in
            due(of: occurrence, in: series) > now
        }
        let before = CivilDateTime(
            date: series.start.date.adding(days: -1), time: series.start.time)
        guard let first = recurrence.next(after: before, from: series.start, in: zone) else {
            return nil
        }
        let second = recurrence.next(after: first, from: series.start, in: zone)
        if second.map(isAhead) ?? true { return first }
        // What is rolled may be due although its own day is past.
        let early = CivilDateTime(
            date: now.date.adding(days: -Self.longestRoll), time: now.time)
        var occurrence = recurrence.next(after: max(first, early), from: series.start, in: zone)
        while let found = occurrence, !isAhead(found) {
            occurrence = recurrence.next(after: found, from: series.start, in: zone)
        }
        return occurrence
    }

    /// How many days off may follow each other.
    private static let longestRoll = 31

    /// A deadline for one occurrence of a series.
    ///
    /// - Parameter now: when it is made and armed.
    package func deadline(
        of series: Series, on occurrence: CivilDateTime, now: Instant
    ) -> Deadline {
        Deadline(
            code: series.code, occurrence: occurrence.description, series.terms,
            due: due(of: occurrence, in: series), at: now)
    }

    /// When an occurrence of a series is due, unless somebody moves it.
    package func due(of occurrence: CivilDateTime, in series: Series) -> CivilDateTime {
        due(
            of: occurrence, rolling: series.roll, owner: series.owner,
            atUsualHour: series.hasUsualHour)
    }

    /// An occurrence's due moment: rolled off days on which its owner does not work.
    ///
    /// - Parameter atUsualHour: whether it is due as the day on which it is due closes; else the time of
    ///   day stays.
    package func due(
        of occurrence: CivilDateTime, rolling direction: Rolling.Direction?, owner: String,
        atUsualHour: Bool
    ) -> CivilDateTime {
        let calendar = workingTime(ofOwner: owner).calendar
        let day =
            switch direction {
            case .preceding: calendar.workingDay(onOrBefore: occurrence.date)
            case .following: calendar.workingDay(onOrAfter: occurrence.date)
            case nil: occurrence.date
            }
        let date = day ?? occurrence.date
        return CivilDateTime(
            date: date,
            time: atUsualHour ? closingHour(on: date, ofOwner: owner) : occurrence.time)
    }

    /// When the next occurrence must have become a deadline: at its first step, or when the one
    /// before is due, whichever comes first. Somebody who looks always sees one that is ahead.
    package func materialization(of series: Series) -> Instant? {
        guard let occurrence = nextOccurrence(of: series) else { return nil }
        let previous =
            series.latest.map { zone(series.zone).instant(self.due(of: $0, in: series)) }
            ?? series.createdAt
        return min(firstStep(of: series, from: occurrence), previous)
    }

    /// When the ladder of an occurrence begins, or that of one of the days after it: where its reader is away by
    /// then, or has other hours, the later one may be told of first.
    private func firstStep(of series: Series, from occurrence: CivilDateTime) -> Instant {
        var series = series
        var next: CivilDateTime? = occurrence
        var first = Instant.distantFuture
        for _ in 0..<Self.occurrencesAhead {
            guard let coming = next, coming.date < occurrence.date.adding(days: 7) else { break }
            let draft = deadline(of: series, on: coming, now: .distantPast)
            let begins = plan(draft).flatMap { [$0.at, $0.nominal] }.min()
            first = min(first, begins ?? dueInstant(of: draft))
            series.latest = coming
            next = nextOccurrence(of: series)
        }
        return first
    }

    /// How many occurrences are looked at for the one that is told of first.
    private static let occurrencesAhead = 7

    /// Whether a series counts from its first due date, and so can move as a whole.
    package func isAnchored(_ series: Series) -> Bool {
        recurrence(of: series)?.isAnchored ?? false
    }

    private func recurrence(of series: Series) -> Recurrence? {
        // What cannot be read was refused when it came in; a zone that has gone since ends it.
        try? Recurrence(series.recurrence, in: zone(series.zone), zones: profile.zones)
    }
}
