package import Almanac
import Coordination
package import Ledger

/// Tells the coordinator, managers and director on working mornings what is due, overdue, waiting
/// and at risk.
package struct MorningDigests: Job {
    package let name = JobName.digest
    private let ledger: Ledger
    private let office: CurrentOffice
    private let pokes: Pokes
    /// The moment from which the next morning is looked for.
    private let now: @Sendable () -> Instant

    package init(
        ledger: Ledger, office: CurrentOffice, pokes: Pokes, now: @escaping @Sendable () -> Instant
    ) {
        self.ledger = ledger
        self.office = office
        self.pokes = pokes
        self.now = now
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        let desk = DigestDesk(office: office.office)
        guard !desk.mornings(at: now).isEmpty else { return [:] }
        let counts = try await ledger.write(at: now) { try desk.work(in: $0) }
        if !counts.isEmpty { pokes.poke(JobName.outbox) }
        return counts
    }

    package func nextInstant() async throws -> Instant? {
        let office = office.office
        let now = now()
        let desk = DigestDesk(office: office)
        let untold = try await ledger.read { try desk.untold(at: now, in: $0) }
        return untold.map(\.begins).min() ?? office.nextDigestInstant(after: now)
    }
}
