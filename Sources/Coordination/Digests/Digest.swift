package import Almanac

/// What one reader should know of a working morning: everything up to their next one.
package struct Digest: Hashable, Sendable {
    /// The next working morning, up to which it covers.
    package var until: Instant
    package var overdue: [DigestMatter] = []
    package var due: [DigestMatter] = []
    package var letters: [DigestMatter] = []
    package var orders: [DigestMatter] = []
    package var clashes: [HolidayClash] = []

    /// All that somebody should see to, in the order in which it matters.
    package var matters: [DigestMatter] { (overdue + due + letters + orders).sorted() }

    /// Whether there is nothing to say.
    package var isSilent: Bool { matters.isEmpty && clashes.isEmpty }

    /// The few that matter most.
    ///
    /// All kinds are ranked on one scale: the moment at which a matter was, or will be, too late.
    /// That is a deadline's due moment, the end of the day that an order's client counts on, and the
    /// moment since which a letter has been waiting, for a client should hear at once. So what has
    /// been overdue longest comes first and what is due soonest last; on one moment, overdue
    /// deadlines come before orders, orders before letters, letters before what is still due. An
    /// order and the letter about it are one matter: the one that ranks higher speaks for both.
    package func foremost(_ count: Int) -> [DigestMatter] {
        var told: Set<Code> = []
        var foremost: [DigestMatter] = []
        for matter in matters where foremost.count < count {
            let orders = matter.orders
            if !orders.isEmpty, orders.isSubset(of: told) { continue }
            told.formUnion(orders)
            foremost.append(matter)
        }
        return foremost
    }
}

extension Office {
    /// The digest of a morning: what of the material belongs to `scope`, as of `now`.
    ///
    /// - Parameter until: the reader's next working morning.
    package func digest(
        of material: DigestMaterial, for scope: DigestScope, at now: Instant, until: Instant
    ) -> Digest {
        var digest = Digest(until: until)
        for deadline in material.deadlines
        where scope.covers(deadline.owner) && isInDigest(deadline) {
            let due = dueInstant(of: deadline)
            if due < now {
                digest.overdue.append(DigestMatter(.overdue(deadline), tooLateAt: due))
            } else if due < until {
                digest.due.append(DigestMatter(.due(deadline), tooLateAt: due))
            }
        }
        digest.letters = material.letters.filter { scope.covers(anyOf: $0.salespeople) }
            .map { DigestMatter(.letter($0), tooLateAt: $0.since) }
        digest.orders = material.orders.filter { scope.covers(anyOf: $0.salespeople) }
            .compactMap { matter(of: $0, at: now, until: until) }
        digest.clashes = material.ahead.filter { scope.covers($0.owner) && isInDigest($0) }
            .flatMap { holidayClashes(of: $0, at: now) }
        digest.overdue.sort()
        digest.due.sort()
        digest.letters.sort()
        digest.orders.sort()
        return digest
    }

    private func isInDigest(_ deadline: Deadline) -> Bool {
        profile.kinds[deadline.kind]?.isInDigest ?? true
    }

    private func matter(of order: OpenOrder, at now: Instant, until: Instant) -> DigestMatter? {
        let zone = zone(ofClient: order.client)
        guard
            let risk = OrderRisk(
                lines: order.lines, today: zone.civil(now).date, before: zone.civil(until).date)
        else { return nil }
        let endOfDay = CivilDateTime(
            date: risk.promise.adding(days: 1), time: CivilTime(secondOfDay: 0))
        return DigestMatter(.order(order, risk), tooLateAt: zone.instant(endOfDay))
    }
}
