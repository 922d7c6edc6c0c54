import Almanac
import Coordination
import Ledger

/// The mails that begin people's weeks, within one transaction.
struct WeekWriter: Sendable {
    let office: Office

    /// Weeks that begin today, as long as the day is not over, and that one person reads of now.
    struct Morning: Sendable {
        /// With everybody whose weeks these are.
        var reader: DigestReader
        /// The week's, where they are.
        var monday: CivilDate
        /// The zone of whoever's week it is: of the reader's own where that is among them.
        var zone: Zone
        var begins: Instant
        /// When the next of them begins.
        var until: Instant

        /// Under what it is remembered that somebody's week was told, or silent: once a week, whatever becomes of
        /// calendars and stand-ins on its first days.
        func mark(of post: String) -> String { "\(Self.mark(of: monday)) \(post)" }

        static func mark(of monday: CivilDate) -> String { "week \(monday)" }
    }

    /// One person's week, which begins by their own calendar.
    private struct Beginning {
        var post: WeekPost
        var zone: Zone
        var monday: CivilDate
        var begins: Instant
        var until: Instant

        init?(_ post: WeekPost, office: Office, at now: Instant) {
            let time = office.workingTime(of: post.holder)
            let date = time.zone.civil(now).date
            guard time.firstDay(ofWeekWith: date) == date,
                let span = time.morning(on: date, at: nil), span.contains(now),
                let until = time.nextWeekOpening(after: now)
            else { return nil }
            self.post = post
            self.until = until
            zone = time.zone
            monday = date.monday
            begins = span.lowerBound
        }
    }

    /// Those that nobody was told of yet, by whoever reads of them as of `now`.
    func untold(at now: Instant, in view: LedgerView) throws -> [Morning] {
        let beginnings = office.weekPosts.compactMap { Beginning($0, office: office, at: now) }
        return try Dictionary(grouping: beginnings, by: \.monday).sorted { $0.key < $1.key }
            .flatMap { monday, beginnings in
                let told = Set(
                    try view.morningPosts(under: Morning.mark(of: monday), on: monday)
                        .map(Code.init))
                let left = beginnings.filter {
                    !told.contains(Code("\(Morning.mark(of: monday)) \($0.post.post.key)"))
                }
                return mornings(of: left, on: monday, at: now)
            }
    }

    private func mornings(
        of beginnings: [Beginning], on monday: CivilDate, at now: Instant
    ) -> [Morning] {
        office.weekReaders(of: beginnings.map(\.post), at: now).compactMap { reader in
            let posts = Set(reader.posts.map { Code($0.key) })
            let own = beginnings.filter { posts.contains(Code($0.post.post.key)) }
            guard let begins = own.map(\.begins).min(), let until = own.map(\.until).max(),
                let first = own.first(where: { $0.post.post.key.isCode(reader.recipient.key) })
                    ?? own.first
            else { return nil }
            return Morning(
                reader: reader, monday: monday, zone: first.zone, begins: begins, until: until)
        }
    }

    /// - Returns: how many mails were made, and how many weeks had nothing to say.
    func work(in transaction: LedgerTransaction) throws -> [String: Int] {
        let now = transaction.now
        let mornings = try untold(at: now, in: transaction.view)
        guard !mornings.isEmpty else { return [:] }
        let material = try material(for: mornings, at: now, in: transaction.view)
        let known = try transaction.knownInstants(office: office)
        let coordinator = office.actingCoordinator(at: now)
        var counts: [String: Int] = [:]
        for morning in mornings {
            let key = morning.reader.recipient.key
            let week = office.week(
                of: material, for: morning.reader.posts, at: now, until: morning.until,
                zone: morning.zone)
            try mark(morning, isSilent: week.isSilent, in: transaction)
            counts[week.isSilent ? "silent" : "weeks", default: 0] += 1
            guard !week.isSilent else { continue }
            let isCoordinator = coordinator?.key.isCode(key) ?? false
            try transaction.collect(
                office.item(
                    for: week, to: morning.reader, of: morning.monday,
                    coordinator: isCoordinator ? nil : coordinator?.name),
                for: key, known: known[key] ?? [], office: office)
        }
        return counts
    }

    private func mark(
        _ morning: Morning, isSilent: Bool, in transaction: LedgerTransaction
    ) throws {
        let reader = morning.reader.recipient.key
        for post in morning.reader.posts {
            try transaction.markMorning(
                of: morning.mark(of: post.key), on: morning.monday,
                reader: isSilent ? nil : reader)
        }
    }

    private func material(
        for mornings: [Morning], at now: Instant, in view: LedgerView
    ) throws -> WeekMaterial {
        let until = mornings.map(\.until).max() ?? now
        // A day more than the office's own date, for people that are ahead of it.
        let date = office.profile.zone.civil(until).date.adding(days: 1)
        return WeekMaterial(
            deadlines: try view.openDeadlines(dueBefore: until).map(\.deadline)
                + DigestWriter(office: office).comingOccurrences(before: until, at: now, in: view),
            orders: try view.ordersAtRisk(before: date).map(OpenOrder.init))
    }
}
