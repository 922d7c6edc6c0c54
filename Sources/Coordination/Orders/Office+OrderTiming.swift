package import Almanac

extension Office {
    /// When a letter to a client may leave: within the client's working hours, and, after another
    /// letter about the same order on that day, not before the next.
    ///
    /// - Parameter lines: the order's lines with what was told of them.
    package func releaseInstant(
        for lines: [OrderLine], client: Client, now: Instant
    ) -> Instant {
        let time = workingTime(of: client)
        let today = time.zone.civil(now).date
        let wasToldToday = lines.contains { line in
            line.told.contains { $0.notice != nil && time.zone.civil($0.at).date == today }
        }
        let earliest = wasToldToday ? startOfDay(today.adding(days: 1), in: time.zone) : now
        return time.nextOpen(atOrAfter: earliest) ?? earliest
    }

    /// When an order must be looked at again although nothing new was entered: the day after an
    /// outstanding line's date, when it has passed, or that on which letters go again. Nil when nothing is
    /// outstanding.
    package func nextLook(at lines: [OrderLine], client: Client?, now: Instant) -> Instant? {
        let zone = client.map(workingTime(of:))?.zone ?? profile.zone
        let today = zone.civil(now).date
        let passing = lines.lazy.filter { $0.isOutstanding && $0.current >= today }.map(\.current)
            .min()
        let muted = client.flatMap { client in
            mute(ofOrder: lines.first?.order, client: client.code, on: today)?.until
        }
        return [passing, muted].compactMap(\.self).min()
            .map { startOfDay($0.adding(days: 1), in: zone) }
    }

    private func startOfDay(_ date: CivilDate, in zone: Zone) -> Instant {
        zone.instant(CivilDateTime(date: date, time: CivilTime(secondOfDay: 0)))
    }
}
