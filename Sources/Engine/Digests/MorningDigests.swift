package import Almanac
import Coordination
package import Ledger
import Synchronization

/// Tells the coordinator, managers and director on working mornings what is due, overdue, waiting
/// and at risk, the coordinator what the letters say that wait, and whoever wants it as a week begins what it brings.
package struct MorningDigests: Job {
    package let name = JobName.digest
    package let follows: Set<Wakes.Cause> = [
        .commit(.register), .commit(.notice), .commit(.period), .commit(.deadline),
        .commit(.clientOrder), .commit(.digestMorning),
    ]
    package let consults: Set<LedgerTable> = [
        .correction, .dependency, .event, .formerToldDate, .item, .keptFile, .letter, .mark,
        .orderLine,
        .outage, .refusedAddress, .series, .said, .saidLayout, .sheetImport, .signOff, .shownLetter,
        .step,
        .submission, .toldDate,
    ]
    /// What reminders of its moment bring goes with what it says, whoever is first. Woken by anything else it keeps
    /// no mail waiting.
    package var fillsNotices: Bool { next.hasCome(by: now()) }
    private let store: OfficeStore
    private let writer: LetterWriter
    /// The moment from which the next morning is looked for.
    private let now: @Sendable () -> Instant
    private let next = NextMorning()

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
                || !WeekWriter(office: office).untold(at: now, in: view).isEmpty
        }
        guard isDue else { return [:] }
        return try await store.change(at: now) { [writer] work in
            let mornings = DigestWriter(office: work.office)
            let letters = WaitingLettersWriter(office: work.office, writer: writer)
            let digests =
                mornings.mornings(at: now).isEmpty ? [:] : try mornings.work(in: work.transaction)
            let weeks = try WeekWriter(office: work.office).work(in: work.transaction)
            return try digests.merging(weeks, uniquingKeysWith: +)
                .merging(letters.work(in: work.transaction), uniquingKeysWith: +)
        }
    }

    package func nextInstant() async throws -> Instant? {
        let now = now()
        let next = try await store.read { [writer] view, office in
            let untold = try DigestWriter(office: office).untold(at: now, in: view)
            let digest = untold.map(\.begins).min() ?? office.nextDigestInstant(after: now)
            let mail = try WaitingLettersWriter(office: office, writer: writer)
                .nextInstant(after: now, in: view)
            let weeks = try WeekWriter(office: office).untold(at: now, in: view)
            let week = weeks.map(\.begins).min() ?? office.nextWeekInstant(after: now)
            return [digest, mail, week].compactMap { $0 }.min()
        }
        self.next.note(next)
        return next
    }
}

/// When the next morning begins, as was found last.
private final class NextMorning: Sendable {
    private let instant = Mutex<Instant?>(nil)

    func note(_ next: Instant?) { instant.withLock { $0 = next } }

    func hasCome(by now: Instant) -> Bool { instant.withLock { $0.map { $0 <= now } ?? false } }
}
