package import Almanac
import Coordination
package import Ledger
package import Logging

/// Opens periods as they begin, judges anew what came for them on the close calendar's days, and tells
/// how the close stands.
package struct PeriodKeeper: Job {
    package let name = JobName.periods
    private let ledger: Ledger
    private let office: CurrentOffice
    private let intake: Intake
    private let pokes: Pokes
    private let logger: Logger
    private let now: @Sendable () -> Instant

    package init(
        ledger: Ledger, office: CurrentOffice, intake: Intake, pokes: Pokes, logger: Logger,
        now: @escaping @Sendable () -> Instant
    ) {
        self.ledger = ledger
        self.office = office
        self.intake = intake
        self.pokes = pokes
        self.logger = logger
        self.now = now
    }

    package func nextInstant() async throws -> Instant? {
        let desk = PeriodDesk(office: office.office)
        let now = now()
        return try await ledger.read { view in
            let known = try view.periods()
            return ([desk.nextOpening(after: known, now: now)] + known.map(\.nextAt))
                .compactMap { $0 }.min()
        }
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        let desk = PeriodDesk(office: office.office)
        let known = try await ledger.read { try $0.periods() }
        var counts: [String: Int] = [:]
        if let opening = desk.nextOpening(after: known, now: now), opening <= now {
            let opened = try await ledger.write(at: now) { try desk.openBegun(in: $0) }
            counts["opened"] = opened.count
            for period in opened { logger.notice("\(period) is open") }
            pokes.poke(JobName.deadlineReminders, JobName.digest, JobName.calendarFeed)
        }
        let turned = try await ledger.read { view in
            try known.filter { record in
                guard record.state != .closed, record.summary != nil else { return false }
                return try Board(
                    period: record.period, view: view, office: desk.office, now: now
                ).hasTurned
            }.map(\.period)
        }
        for record in known
        where record.nextAt.map({ $0 <= now }) ?? false || turned.contains(record.period) {
            counts["checked", default: 0] += 1
            let told = try await check(record.period, at: now)
            if told > 0 { counts["summaries", default: 0] += told }
        }
        return counts
    }

    /// Judges anew what came for a period, and tells of it.
    ///
    /// - Returns: how many were told.
    func check(_ period: Period, at now: Instant) async throws -> Int {
        _ = try await intake.judgeAgain(period, at: now)
        let desk = PeriodDesk(office: office.office)
        let told = try await ledger.write(at: now) { try desk.summarise(period, in: $0) }
        if told > 0 { pokes.poke(JobName.outbox) }
        return told
    }
}
