import Almanac
import Coordination
import Ledger

/// One morning's digests, within one transaction.
struct DigestWriter: Sendable {
    let office: Office

    /// How many waiting letters are looked through; more than an office can approve in a day.
    private static let letterLimit = 10_000

    /// Somebody's working morning that has begun and whose day is not over.
    struct Morning: Sendable {
        var reader: DigestReader
        /// The reader's own date.
        var date: CivilDate
        var begins: Instant
        /// The next working morning.
        var until: Instant
        /// Since when deadlines count as new; distant past on the week's first morning.
        var lookedAheadAt = Instant.distantPast
    }

    func mornings(at now: Instant) -> [Morning] {
        guard let rule = office.profile.digest else { return [] }
        return office.digestReaders(at: now).compactMap { reader in
            let time = reader.recipient.workingTime
            let date = time.zone.civil(now).date
            guard let morning = time.morning(on: date, at: rule.at), morning.contains(now),
                let until = time.nextMorning(after: now, at: rule.at)
            else { return nil }
            return Morning(
                reader: reader, date: date, begins: morning.lowerBound, until: until)
        }
    }

    /// The mornings that nobody was told of yet, with the posts that were not.
    func untold(at now: Instant, in view: LedgerView) throws -> [Morning] {
        try mornings(at: now).compactMap { morning in
            var morning = morning
            let reader = morning.reader.recipient.key
            guard try !view.hasMorning(of: reader, on: morning.date) else { return nil }
            morning.reader.posts = try morning.reader.posts.filter {
                try !view.hasMorning(of: $0.key, on: morning.date)
            }
            guard !morning.reader.posts.isEmpty else { return nil }
            morning.lookedAheadAt =
                try view.latestMorning(of: reader, since: morning.date.monday) ?? .distantPast
            return morning
        }
    }

    func work(in transaction: LedgerTransaction) throws -> [String: Int] {
        let now = transaction.now
        let mornings = try untold(at: now, in: transaction.view)
        guard !mornings.isEmpty else { return [:] }
        let material = try material(for: mornings, at: now, in: transaction.view)
        let known = try transaction.knownInstants(office: office)
        var counts: [String: Int] = [:]
        for morning in mornings {
            let reader = morning.reader
            let key = reader.recipient.key
            counts.merge(
                try tellPromises(on: morning, known: known[key] ?? [], in: transaction),
                uniquingKeysWith: +)
            let digest = digest(of: material, on: morning, at: now)
            let isSilent =
                digest.isSilent
                && !(office.profile.digest?.isReassuring ?? false && office.decides(reader))
            try mark(morning, isSilent: isSilent, in: transaction)
            counts[isSilent ? "silent" : "digests", default: 0] += 1
            guard !isSilent else { continue }
            try transaction.collect(
                office.item(
                    for: digest, to: reader, on: morning.date,
                    service: digest.isSilent ? service(at: now, in: transaction.view) : [:]),
                for: key,
                known: known[key] ?? [], office: office)
        }
        return counts
    }

    /// Holidays are told on the week's first morning, then only of deadlines made since the last: of
    /// one deadline once a week.
    private func digest(
        of material: DigestMaterial, on morning: Morning, at now: Instant
    ) -> Digest {
        var material = material
        material.ahead.removeAll { $0.createdAt <= morning.lookedAheadAt }
        return office.digest(
            of: material, for: office.scope(of: morning.reader.posts), at: now,
            until: morning.until)
    }

    /// How last month's promises were kept, for whoever reads as a manager: with the month's first
    /// digest, and not after its first week.
    private func tellPromises(
        on morning: Morning, known: [Instant], in transaction: LedgerTransaction
    ) throws -> [String: Int] {
        let reader = morning.reader
        let month = Period(.month, containing: morning.date)
        let post = "promises \(reader.recipient.key)"
        guard morning.date < month.firstDay.adding(days: 7),
            reader.posts.contains(where: { $0.head != nil }),
            try !transaction.view.hasMorning(of: post, on: month.firstDay)
        else { return [:] }
        let last = Period(.month, containing: month.firstDay.adding(days: -1))
        let orders = try transaction.view
            .orders(promisedFrom: last.firstDay, through: last.lastDay).map(OpenOrder.init)
        let item = office.promiseSummary(
            of: orders, in: last, for: reader.posts, to: reader.recipient, today: morning.date)
        try transaction.markMorning(
            of: post, on: month.firstDay, reader: item == nil ? nil : reader.recipient.key)
        guard let item else { return [:] }
        try transaction.collect(
            item, for: reader.recipient.key, known: known, office: office)
        return ["summaries": 1]
    }

    /// What may be said of the service where nothing else is: that mail leaves, and that a copy of the ledger
    /// was made of late.
    private func service(at now: Instant, in view: LedgerView) throws -> Facts {
        var facts: Facts = [:]
        if try view.outages().isEmpty,
            try view.openDeadlines(code: TaskTopic.unsentMail.code).isEmpty
        {
            facts["mail_good"] = .flag(true)
        }
        if let last = try view.instant(.backup), last > now - Self.freshCopy,
            try view.openDeadlines(code: TaskTopic.backup.code).isEmpty
        {
            facts["backup_good"] = .flag(true)
        }
        return facts
    }

    /// A copy a night; one that is missed is missed by the next morning.
    private static let freshCopy = Duration.seconds(26 * 3_600)

    /// The reader and every post they read for had this morning, each under the reader's date.
    private func mark(
        _ morning: Morning, isSilent: Bool, in transaction: LedgerTransaction
    ) throws {
        let reader = morning.reader.recipient.key
        var marked: Set<Code> = []
        for post in [reader] + morning.reader.posts.map(\.key)
        where marked.insert(Code(post)).inserted {
            try transaction.markMorning(
                of: post, on: morning.date, reader: isSilent ? nil : reader)
        }
    }
}

extension DigestWriter {
    /// What any of these mornings may tell, read once for all.
    private func material(
        for mornings: [Morning], at now: Instant, in view: LedgerView
    ) throws -> DigestMaterial {
        let until = mornings.map(\.until).max() ?? now
        let newest = mornings.map(\.lookedAheadAt).min() ?? now
        let lookAhead = office.profile.digest?.lookAhead ?? .zero
        // A day more than the office's own date, for clients that are ahead of it.
        let date = office.profile.zone.civil(until).date.adding(days: 1)
        return DigestMaterial(
            deadlines: try view.openDeadlines(dueBefore: until).map(\.deadline)
                + comingOccurrences(before: until, at: now, in: view),
            ahead: try view.openDeadlines(
                dueFrom: now, before: now + lookAhead, madeAfter: newest
            ).map(\.deadline),
            orders: try view.ordersAtRisk(before: date).map(OpenOrder.init),
            letters: try waitingLetters(in: view))
    }

    /// What comes back before the next morning and is no deadline yet: one ahead is, but no further one.
    func comingOccurrences(
        before until: Instant, at now: Instant, in view: LedgerView
    ) throws -> [Deadline] {
        try view.allSeries().flatMap { known in
            var series = known
            var coming: [Deadline] = []
            while let occurrence = office.nextOccurrence(of: series) {
                let deadline = office.deadline(of: series, on: occurrence, now: now)
                guard office.dueInstant(of: deadline) < until else { break }
                // Occurrences that roll onto one instant are one.
                if coming.last?.due != deadline.due { coming.append(deadline) }
                series.latest = occurrence
            }
            return coming
        }
    }

    /// Letters to clients that wait for approval, or for a person's word on whether they arrived.
    private func waitingLetters(in view: LedgerView) throws -> [WaitingLetter] {
        try view.notices(in: [.held, .uncertain], limit: Self.letterLimit).compactMap { notice in
            guard notice.audience == .client else { return nil }
            let orders = notice.liveItems.map(\.item.subject).filter { $0.kind == .order }
                .map(\.id)
            return WaitingLetter(
                notice: notice.id, client: notice.recipient, orders: orders,
                salespeople: try orders.compactMap { try view.order($0) }
                    .flatMap { OpenOrder($0).salespeople },
                reasons: notice.holdReasons, since: notice.createdAt)
        }
    }
}

extension OpenOrder {
    /// An order as the ledger holds it.
    init(_ order: OrderRecord) {
        var salespeople: [String] = []
        for code in [order.salesperson] + order.lines.map(\.salesperson) {
            if let code, !salespeople.contains(code) { salespeople.append(code) }
        }
        self.init(
            code: order.code, client: order.client, salespeople: salespeople, lines: order.lines)
    }
}
