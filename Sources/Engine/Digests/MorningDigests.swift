package import Almanac
import Coordination
package import Ledger

/// Tells the coordinator, managers and director on working mornings what is due, overdue, waiting
/// and at risk, and the coordinator what the letters say that wait.
package struct MorningDigests: Job {
    package let name = JobName.digest
    package let follows: Set<Wakes.Cause> = [
        .commit(.register), .commit(.notice), .commit(.period), .commit(.deadline),
        .commit(.clientOrder), .commit(.digestMorning),
    ]
    package let consults: Set<LedgerTable> = [
        .correction, .dependency, .event, .formerToldDate, .item, .keptFile, .letter, .mark,
        .orderLine,
        .outage, .refusedAddress, .series, .sheetImport, .signOff, .shownLetter, .step,
        .submission, .toldDate,
    ]
    private let store: OfficeStore
    private let writer: LetterWriter
    /// The moment from which the next morning is looked for.
    private let now: @Sendable () -> Instant

    package init(
        store: OfficeStore, writer: LetterWriter, now: @escaping @Sendable () -> Instant
    ) {
        self.store = store
        self.writer = writer
        self.now = now
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        let isDue = try await store.read { [writer] view, office in
            let letters = WaitingLettersWriter(office: office, writer: writer)
            return try !DigestWriter(office: office).mornings(at: now).isEmpty
                || letters.untold(at: now, in: view) != nil
        }
        guard isDue else { return [:] }
        return try await store.change(at: now) { [writer] work in
            let mornings = DigestWriter(office: work.office)
            let letters = WaitingLettersWriter(office: work.office, writer: writer)
            let digests =
                mornings.mornings(at: now).isEmpty ? [:] : try mornings.work(in: work.transaction)
            return try digests.merging(letters.work(in: work.transaction), uniquingKeysWith: +)
        }
    }

    package func nextInstant() async throws -> Instant? {
        let now = now()
        return try await store.read { [writer] view, office in
            let untold = try DigestWriter(office: office).untold(at: now, in: view)
            let digest = untold.map(\.begins).min() ?? office.nextDigestInstant(after: now)
            let mail = try WaitingLettersWriter(office: office, writer: writer)
                .nextInstant(after: now, in: view)
            return [digest, mail].compactMap { $0 }.min()
        }
    }
}
