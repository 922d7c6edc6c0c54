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

    /// Orders whose date has passed with no new one: the coordinator gives one.
    ///
    /// The three sections of orders are each other's rest: what a letter is about already is the letter's
    /// matter, and no order stands in two of them.
    package var dateless: [DigestMatter] { unspoken.filter(\.isDateless) }

    /// Orders that are later than their clients know, or must ship now, and that no letter is about.
    package var risks: [DigestMatter] { unspoken.filter { !$0.isDateless } }

    private var unspoken: [DigestMatter] {
        let told = letters.reduce(into: Set<Code>()) { $0.formUnion($1.orders) }
        return orders.filter { $0.isDateless || $0.orders.isDisjoint(with: told) }
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

    /// Whether digests and weeks name deadlines of its kind.
    func isInDigest(_ deadline: Deadline) -> Bool {
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
