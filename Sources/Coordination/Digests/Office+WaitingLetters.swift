package import Almanac

/// The morning on which the coordinator, or whoever reads in their place, gets the letters that wait.
package struct LettersMorning: Sendable {
    package var reader: Recipient
    /// The reader's own date.
    package var date: CivilDate
    /// From its moment to the day's closing.
    package var span: Range<Instant>
}

extension Office {
    /// Who reads the waiting letters as of `now`; nil when nobody can be reached.
    private func lettersReader(at now: Instant) -> Recipient? {
        reachable(from: coordinator, at: now).first { $0.address != nil }
    }

    /// The morning that has begun and whose day is not over; nil outside of one.
    package func lettersMorning(at now: Instant) -> LettersMorning? {
        guard let reader = lettersReader(at: now) else { return nil }
        let time = reader.workingTime
        let date = time.zone.civil(now).date
        guard let span = time.morning(on: date, at: profile.digest?.at), span.contains(now) else {
            return nil
        }
        return LettersMorning(reader: reader, date: date, span: span)
    }

    /// When the next such morning begins, strictly after `now`.
    package func nextLettersMorning(after now: Instant) -> Instant? {
        lettersReader(at: now)?.workingTime.nextMorning(after: now, at: profile.digest?.at)
    }
}
