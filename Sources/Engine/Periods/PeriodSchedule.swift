package import Almanac
package import Coordination
package import Ledger
package import Logging
import Synchronization

/// Opens periods as they begin, judges anew what came for them on the close calendar's days, and tells
/// how the close stands.
package final class PeriodSchedule: Job {
    package let name = JobName.periods
    package let follows: Set<Wakes.Cause> = [
        .commit(.register), .commit(.period), .commit(.submission), .commit(.signOff),
        .commit(.event),
    ]
    package let consults: Set<LedgerTable> = [
        .clientOrder, .correction, .deadline, .dependency, .item, .keptFile, .notice,
        .series, .sheetMapping, .step,
    ]
    private let store: OfficeStore
    /// Checks again what came for a period.
    private let recheck: @Sendable (Period, Instant) async throws -> Void
    private let logger: Logger
    private let now: @Sendable () -> Instant
    /// The history's last line when boards were read last.
    private let seen = Mutex<Int64>(0)

    package init(
        store: OfficeStore, logger: Logger, now: @escaping @Sendable () -> Instant,
        recheck: @escaping @Sendable (Period, Instant) async throws -> Void
    ) {
        self.store = store
        self.recheck = recheck
        self.logger = logger
        self.now = now
    }

    package func nextInstant() async throws -> Instant? {
        let now = now()
        return try await store.read { view, office in
            let known = try view.periods()
            return
                ([CloseProcess(office: office).nextOpening(after: known, now: now)]
                + known.map(\.nextAt))
                .compactMap { $0 }.min()
        }
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        let office = store.office
        var known = try await store.ledger.read { try $0.periods() }
        var counts: [String: Int] = [:]
        let opening = CloseProcess(office: office).nextOpening(after: known, now: now)
        if let opening, opening <= now {
            let opened = try await store.change(at: now) { work in
                try CloseProcess(office: work.office).openBegun(in: work.transaction)
            }
            counts["opened"] = opened.count
            known = try await store.ledger.read { try $0.periods() }
            for period in opened { logger.notice("\(period) is open") }
        }
        let soon = now + office.profile.groupingWindow
        for record in try await turned(known, at: now)
        where record.nextAt.map({ $0 > soon }) ?? true {
            // Whoever mends one thing after another is not told of each.
            try await store.change(at: now) { work in
                try CloseProcess(office: work.office)
                    .check(record.period, at: soon, in: work.transaction)
            }
            counts["turned", default: 0] += 1
        }
        for record in known where record.nextAt.map({ $0 <= now }) ?? false {
            counts["checked", default: 0] += 1
            let told = try await check(record.period, at: now)
            if told > 0 { counts["summaries", default: 0] += told }
        }
        return counts
    }

    /// The periods whose readiness is not what was told last. Boards are read again only when something
    /// has happened to what is handed in.
    private func turned(_ known: [PeriodRecord], at now: Instant) async throws -> [PeriodRecord] {
        let office = store.office
        let today = office.workingTime.zone.civil(now).date
        let ended = known.filter { $0.state != .closed && $0.period.lastDay < today }
        guard !ended.isEmpty else { return [] }
        let seen = seen.withLock { $0 }
        let (last, turned) = try await store.ledger.read { view in
            let last = try view.lastEvent()
            guard last > seen else { return (last, [PeriodRecord]()) }
            let counts = try [Subject.Kind.submission, .period].map {
                try view.eventCounts(of: $0, after: seen)
            }
            guard counts.contains(where: { !$0.isEmpty }) else { return (last, []) }
            let turned = try ended.filter { record in
                try Board(period: record.period, view: view, office: office, now: now).hasTurned
            }
            return (last, turned)
        }
        self.seen.withLock { $0 = max($0, last) }
        return turned
    }

    /// Checks a period because somebody asks for it.
    ///
    /// - Throws: `EngineError` `.conflict` where it is closed.
    func checkAtRequest(_ period: Period, at now: Instant) async throws {
        if try await store.ledger.read({ try $0.period(period)?.state }) == .closed {
            throw EngineError(
                .conflict,
                "\(period) is closed, and its board stays as it was: tenggatctl period show "
                    + "\(period)", field: "period")
        }
        _ = try await check(period, at: now)
    }

    /// Locks, closes or opens a period; what came for it is checked again before it is closed.
    func move(
        _ period: Period, to state: PeriodState, because reason: String?, by: String,
        at now: Instant
    ) async throws {
        if state == .closed { try await recheck(period, now) }
        try await store.change(at: now) { work in
            try CloseProcess(office: work.office, by: by)
                .move(period, to: state, because: reason, in: work.transaction)
        }
        guard state == .closed else { return }
        try await store.ledger.tellHistoryHead(to: logger)
    }

    /// Judges anew what came for a period, and tells of it.
    ///
    /// - Returns: how many were told.
    func check(_ period: Period, at now: Instant) async throws -> Int {
        try await recheck(period, now)
        return try await store.change(at: now) { work in
            try CloseProcess(office: work.office).summarise(period, in: work.transaction)
        }
    }
}
