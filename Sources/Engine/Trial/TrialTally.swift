import Almanac
import Coordination
import Ledger

/// Tells the coordinator each week of a trial what would have been: letters that would have gone, that were
/// edited, and that were refused.
struct TrialTally: Job {
    let name = JobName.trial
    let follows: Set<Wakes.Cause> = [.commit(.register)]
    let consults: Set<LedgerTable> = [.event, .item, .mark, .notice, .deadline, .step, .correction]
    let store: OfficeStore

    /// What the last tally counted up to.
    private struct Last {
        var at: Instant
        var event: Int64
    }

    func runOnce(at now: Instant) async throws -> [String: Int] {
        guard let last = try await last() else {
            // The first week begins with the trial.
            try await store.change(at: now) { try Self.note($0.transaction) }
            return [:]
        }
        guard let due = nextTally(after: last.at), due <= now else { return [:] }
        return try await store.change(at: now) { work in
            let (transaction, office) = (work.transaction, work.office)
            let item = try Self.item(since: last, in: transaction)
            if let coordinator = office.actingCoordinator(at: now) {
                try transaction.collect(item, for: coordinator.key, office: office)
            }
            try Self.note(transaction)
            return ["tallies": 1]
        }
    }

    func nextInstant() async throws -> Instant? {
        guard let last = try await last() else { return .distantPast }
        return nextTally(after: last.at)
    }

    private func last() async throws -> Last? {
        try await store.ledger.read { view in
            let words = try view.mark(.trialTally)?.split(separator: " ").compactMap { Int64($0) }
            guard let words, words.count == 2 else { return nil }
            return Last(at: Instant(microseconds: words[0]), event: words[1])
        }
    }

    private static func note(_ transaction: LedgerTransaction) throws {
        try transaction.set(
            .trialTally,
            to: "\(transaction.now.microseconds) \(try transaction.view.lastEvent())")
    }

    /// The first working morning of the week after.
    private func nextTally(after moment: Instant) -> Instant? {
        let office = store.office
        let time = office.coordinator.map(office.workingTime(of:)) ?? office.workingTime
        let date = time.zone.civil(moment).date
        let monday = date.adding(days: 8 - date.weekday.rawValue)
        let start = time.zone.instant(
            CivilDateTime(date: monday, time: CivilTime(secondOfDay: 0)))
        return time.nextOpen(atOrAfter: start)
    }

    private static func item(since last: Last, in transaction: LedgerTransaction) throws -> Item {
        let view = transaction.view
        let gone = try view.redirectedLetters(since: last.at)
        let deeds = try view.deeds(of: .notice, after: last.event)
        let (edited, refused) = (deeds["edited"] ?? 0, deeds["refused"] ?? 0)
        let waiting = try view.notices(in: [.held], limit: 10_000)
            .count { $0.audience == .client }
        let title = BilingualText(en: "The week of the trial", id: "Minggu uji coba ini")
        let text = BilingualText(
            en: "Letters to clients that would have gone: \(gone). Edited: \(edited). Refused: "
                + "\(refused). Waiting for a decision: \(waiting). No client was told anything; "
                + "tenggatctl go-live ends the trial.",
            id: "Surat kepada klien yang seharusnya terkirim: \(gone). Disunting: \(edited). "
                + "Ditolak: \(refused). Menunggu keputusan: \(waiting). Belum ada klien yang "
                + "diberi tahu; tenggatctl go-live mengakhiri uji coba.")
        return Item(
            cause: "trial \(transaction.now.microseconds)", kind: "service-warning",
            subject: Subject(.office, "trial"),
            facts: ["title": .texts(title.texts), "text": .texts(text.texts)])
    }
}
