package import Almanac

/// What one reader should know as their week begins: everything up to the morning on which their next one does.
package struct Week: Hashable, Sendable {
    /// When the next one begins.
    package var until: Instant
    /// What is due by then.
    package var due: [DigestMatter] = []
    package var deliveries: [Delivery] = []
    /// What was due before and has not ended: follow-ups among it.
    package var unfinished: [DigestMatter] = []

    /// What of an order is to be delivered on one day.
    package struct Delivery: Hashable, Sendable {
        package var order: String
        package var client: String
        /// The day that the client counts on; where that is over, the expected one.
        package var date: CivilDate
        /// When it is expected instead, where that is another day and the client does not know.
        package var expected: CivilDate?
    }

    /// Whether there is nothing to say.
    package var isSilent: Bool { due.isEmpty && deliveries.isEmpty && unfinished.isEmpty }

    package init(until: Instant) { self.until = until }
}

/// What weeks are made of, by whose it is: read once for all that begin at a moment.
package struct WeekMaterial: Sendable {
    fileprivate var deadlines: [Code: [Deadline]] = [:]
    fileprivate var orders: [Code: [OpenOrder]] = [:]

    /// - Parameters:
    ///   - deadlines: open ones that are overdue or due before the last of the weeks ends.
    ///   - orders: those with something to deliver by then.
    package init(deadlines: [Deadline], orders: [OpenOrder]) {
        for deadline in deadlines {
            self.deadlines[Code(deadline.owner), default: []].append(deadline)
        }
        for order in orders {
            for code in Set(order.salespeople.map(Code.init)) {
                self.orders[code, default: []].append(order)
            }
        }
    }
}

extension Office {
    /// The week of whoever holds these posts, as of `now`.
    ///
    /// - Parameters:
    ///   - until: when their next week begins.
    ///   - zone: where they are: its days are the week's, wherever a client is.
    package func week(
        of material: WeekMaterial, for posts: [DigestPost], at now: Instant, until: Instant,
        zone: Zone
    ) -> Week {
        var week = Week(until: until)
        let days = zone.civil(now).date..<zone.civil(until).date
        let owners = ownersAnswered(by: posts)
        for deadline in owners.flatMap({ material.deadlines[$0] ?? [] })
        where isInDigest(deadline) {
            let due = dueInstant(of: deadline)
            if due < now {
                week.unfinished.append(DigestMatter(.overdue(deadline), tooLateAt: due))
            } else if due < until {
                week.due.append(DigestMatter(.due(deadline), tooLateAt: due))
            }
        }
        var known: Set<String> = []
        for order in owners.flatMap({ material.orders[$0] ?? [] })
        where known.insert(order.code).inserted {
            week.deliveries += deliveries(of: order, on: days)
        }
        week.due.sort()
        week.unfinished.sort()
        week.deliveries.sort { ($0.date, $0.order) < ($1.date, $1.order) }
        return week
    }

    /// Each day of the week on which something of an order is to be delivered.
    private func deliveries(
        of order: OpenOrder, on days: Range<CivilDate>
    ) -> [Week.Delivery] {
        var found: [CivilDate: Week.Delivery] = [:]
        for line in order.lines where line.isOutstanding {
            let isPromised = days.contains(line.lastTold)
            guard isPromised || days.contains(line.current) else { continue }
            let date = isPromised ? line.lastTold : line.current
            let expected = isPromised && line.current != date ? line.current : nil
            var delivery =
                found[date]
                ?? Week.Delivery(order: order.code, client: order.client, date: date)
            delivery.expected = [delivery.expected, expected].compactMap(\.self).max()
            found[date] = delivery
        }
        return Array(found.values)
    }

    /// Whoever holds the posts, and the teams that they answer for.
    private func ownersAnswered(by posts: [DigestPost]) -> [Code] {
        let own = Set(posts.map { Code($0.key) })
        let teams = directory.teams.filter { code, _ in
            ownerPerson(of: code.spelling).map { own.contains(Code($0.code)) } ?? false
        }
        return own.union(teams.keys).sorted()
    }
}
