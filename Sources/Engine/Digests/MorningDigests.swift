package import Almanac
import Coordination
package import Ledger

/// Tells the coordinator, managers and director on working mornings what is due, overdue, waiting
/// and at risk, and the coordinator what the letters say that wait.
package struct MorningDigests: Job {
    package let name = JobName.digest
    private let ledger: Ledger
    private let office: CurrentOffice
    private let writer: LetterWriter
    private let pokes: Pokes
    /// The moment from which the next morning is looked for.
    private let now: @Sendable () -> Instant

    package init(
        ledger: Ledger, office: CurrentOffice, writer: LetterWriter, pokes: Pokes,
        now: @escaping @Sendable () -> Instant
    ) {
        self.ledger = ledger
        self.office = office
        self.writer = writer
        self.pokes = pokes
        self.now = now
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        let desk = DigestDesk(office: office.office)
        let letters = WaitingLettersDesk(office: office.office, writer: writer)
        let hasMornings = !desk.mornings(at: now).isEmpty
        let hasLetters = try await ledger.read { try letters.untold(at: now, in: $0) != nil }
        guard hasMornings || hasLetters else { return [:] }
        let counts = try await ledger.write(at: now) { transaction in
            let digests = hasMornings ? try desk.work(in: transaction) : [:]
            return try digests.merging(letters.work(in: transaction), uniquingKeysWith: +)
        }
        if !counts.isEmpty { pokes.poke(JobName.outbox) }
        return counts
    }

    package func nextInstant() async throws -> Instant? {
        let office = office.office
        let now = now()
        let desk = DigestDesk(office: office)
        let letters = WaitingLettersDesk(office: office, writer: writer)
        let (untold, mail) = try await ledger.read { view in
            (try desk.untold(at: now, in: view), try letters.nextInstant(after: now, in: view))
        }
        let digest = untold.map(\.begins).min() ?? office.nextDigestInstant(after: now)
        return [digest, mail].compactMap { $0 }.min()
    }
}
