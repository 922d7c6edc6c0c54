package import Almanac

/// A date that somebody was told and that holds no more.
package struct Correction: Hashable, Sendable {
    /// The recipient's key.
    package var recipient: String
    /// The due moment that they were told, and its zone.
    package var toldDue: Instant
    package var toldZone: String
    /// When they were told it.
    package var toldAt: Instant
    /// When they hear of the change: with a step that is near, else by itself.
    package var at: Instant

    package init(
        recipient: String, toldDue: Instant, toldZone: String, toldAt: Instant, at: Instant
    ) {
        self.recipient = recipient
        self.toldDue = toldDue
        self.toldZone = toldZone
        self.toldAt = toldAt
        self.at = at
    }
}

extension Office {
    /// Who hears that a date is another now: whoever was told it, away or not; without an address whoever
    /// is above. Nil for a code that the registers no longer hold.
    package func correctionReader(for key: String, at moment: Instant) -> Recipient? {
        let told = recipient(key: key, audience: .office)
        guard let person = directory.person(key), person.address == nil else { return told }
        return reachable(from: person, at: moment).first ?? told
    }

    /// When somebody who was told another date hears of a deadline's present one: with a step of its
    /// new ladder that speaks to them within one working day, else at once, within their hours where
    /// that leaves it before the due moment.
    ///
    /// - Parameter limit: until when a step may be waited for.
    package func correctionInstant(
        for recipient: Recipient, of deadline: Deadline, settled: Set<StepIdentity>,
        notAfter limit: Instant, now: Instant
    ) -> Instant {
        let step = plan(deadline).first { step in
            step.isBeforeDue && step.at >= now && step.at <= limit
                && !settled.contains(step.identity)
                && recipients(
                    of: step.identity.role, for: deadline, at: step.at,
                    isEscalation: !step.isBeforeDue
                ).contains(recipient)
        }
        if let step { return step.at }
        // The closing moment itself is no closed time yet.
        let time = recipient.workingTime
        let open = time.isClosing(at: now) ? now : time.nextOpen(atOrAfter: now) ?? now
        return open < dueInstant(of: deadline) ? open : now
    }

    /// One working day after a date was changed: until then a step may take along that it was.
    package func correctionLimit(for recipient: Recipient, since moment: Instant) -> Instant {
        let time = recipient.workingTime
        let local = time.zone.civil(moment)
        let day = time.calendar.workingDay(1, from: local.date) ?? local.date.adding(days: 1)
        return time.zone.instant(CivilDateTime(date: day, time: local.time))
    }
}
