import Almanac
import Coordination
import Ledger

/// The mails that begin people's weeks, within one transaction.
struct WeekWriter: Sendable {
    let office: Office

    /// Somebody's week that begins today, as long as the day is not over.
    struct Morning: Sendable {
        var reader: DigestReader
        /// The week's, where the reader is.
        var monday: CivilDate
        var begins: Instant
        /// When the next week begins.
        var until: Instant

        /// Under what it is remembered that somebody's week was told, or silent: once a week, whatever becomes of
        /// calendars and stand-ins on its first days.
        func mark(of post: String) -> String { "\(Self.mark(of: monday)) \(post)" }

        static func mark(of monday: CivilDate) -> String { "week \(monday)" }
    }

    func mornings(at now: Instant) -> [Morning] {
        office.weekReaders(at: now).compactMap { reader in
            let time = reader.recipient.workingTime
            let date = time.zone.civil(now).date
            guard time.firstDay(ofWeekWith: date) == date,
                let span = time.morning(on: date, at: nil), span.contains(now),
                let until = time.nextWeekOpening(after: now)
            else { return nil }
            return Morning(
                reader: reader, monday: date.monday, begins: span.lowerBound, until: until)
        }
    }

    /// Those that nobody was told of yet, with the people whose were not.
    func untold(at now: Instant, in view: LedgerView) throws -> [Morning] {
        let mornings = mornings(at: now)
        var told: Set<Code> = []
        for monday in Set(mornings.map(\.monday)) {
            told.formUnion(
                try view.morningPosts(under: Morning.mark(of: monday), on: monday).map(Code.init))
        }
        return mornings.compactMap { morning in
            var morning = morning
            guard !told.contains(Code(morning.mark(of: morning.reader.recipient.key))) else {
                return nil
            }
            let posts = morning.reader.posts.filter {
                !told.contains(Code(morning.mark(of: $0.key)))
            }
            morning.reader.posts = posts
            return posts.isEmpty ? nil : morning
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
                of: material, for: morning.reader.posts, at: now, until: morning.until)
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

    /// The reader's week and that of everybody whom they read for.
    private func mark(
        _ morning: Morning, isSilent: Bool, in transaction: LedgerTransaction
    ) throws {
        let reader = morning.reader.recipient.key
        var marked: Set<Code> = []
        for post in [reader] + morning.reader.posts.map(\.key)
        where marked.insert(Code(post)).inserted {
            try transaction.markMorning(
                of: morning.mark(of: post), on: morning.monday, reader: isSilent ? nil : reader)
        }
    }

    private func material(
        for mornings: [Morning], at now: Instant, in view: LedgerView
    ) throws -> WeekMaterial {
        let until = mornings.map(\.until).max() ?? now
        // A day more than the office's own date, for clients that are ahead of it.
        let date = office.profile.zone.civil(until).date.adding(days: 1)
        return WeekMaterial(
            deadlines: try view.openDeadlines(dueBefore: until).map(\.deadline)
                + DigestWriter(office: office).comingOccurrences(before: until, at: now, in: view),
            orders: try view.ordersAtRisk(before: date).map(OpenOrder.init))
    }
}
