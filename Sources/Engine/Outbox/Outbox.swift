package import Almanac
import Coordination
package import Ledger
package import Logging
package import Post

/// Takes notices whose moment has come to their courier and records what became of them.
///
/// Each attempt is claimed in the ledger before the courier is asked, no more ahead than the courier
/// carries at once: a claim without an outcome means that nobody knows, and only an office notice is
/// then sent again, under its Message-ID.
package struct Outbox: Job {
    package let name = JobName.outbox
    package let follows: Set<Wakes.Cause> = [
        .commit(.notice), .commit(.item), .commit(.letterCopy), .commit(.mark), .firstPass,
    ]
    package let consults: Set<LedgerTable> = [
        .attempt, .clientOrder, .deadline, .dependency, .formerToldDate, .keptFile, .letter,
        .orderLine, .refusedAddress, .series, .shownLetter, .step, .toldDate,
    ]
    let store: OfficeStore
    let note: LedgerNote
    let writer: LetterWriter
    let courier: any Courier
    let retry: RetryPolicy
    let logger: Logger
    /// Says whether clients may be told, and what time it is: a courier's slowness puts each letter's
    /// moment after the run's.
    let clockGuard: ClockGuard
    let state = OutboxState()

    package init(
        store: OfficeStore, note: LedgerNote, writer: LetterWriter,
        courier: any Courier, retry: RetryPolicy, logger: Logger,
        clockGuard: ClockGuard
    ) {
        self.store = store
        self.note = note
        self.writer = writer
        self.courier = courier
        self.retry = retry
        self.logger = logger
        self.clockGuard = clockGuard
    }

    /// Begins no letter any more, and ends within seconds what is on its way.
    package func stop() {
        state.stop()
        courier.stop()
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        // Whoever asks while it is at work already has what they want.
        guard state.begin() else { return [:] }
        defer { state.end() }
        var counts = try await recordDeliveries()
        try await followSteps(at: clockGuard.presumedNow)
        counts.merge(try await work(), uniquingKeysWith: +)
        return counts
    }

    /// Keeps the courier's hands full until nothing is due: what became of each letter is written down as
    /// soon as it is known, and another takes its place, however slow the others are.
    private func work() async throws -> [String: Int] {
        let (courier, state) = (courier, state)
        return try await withThrowingTaskGroup { group in
            var counts: [String: Int] = [:]
            var underWay = 0
            while true {
                let room = courier.capacity - underWay
                var isDrained = true
                if room > 0, !state.isStopping {
                    let batch = try await claim(atMost: room)
                    counts.merge(batch.counts, uniquingKeysWith: +)
                    isDrained = batch.taken < room
                    for shipment in batch.shipments {
                        underWay += 1
                        group.addTask {
                            state.add(shipment, await courier.deliver(shipment.parcel))
                        }
                    }
                }
                if underWay == 0 {
                    if isDrained { return counts }
                    continue
                }
                try await group.next()
                underWay -= 1
                counts.merge(try await recordDeliveries(), uniquingKeysWith: +)
            }
        }
    }

    package func nextInstant() async throws -> Instant? {
        try await store.ledger.read { view in
            let notice = try view.nextNoticeInstant(officeOnly: servesOfficeOnly(in: view))
            let copy = try mayServeCopies(in: view) ? view.nextCopyInstant() : nil
            return [notice, copy].compactMap { $0 }.min()
        }
    }

    /// While the clock is not trusted, or somebody holds all client mail, clients' notices stay as they
    /// are.
    private func servesOfficeOnly(in view: LedgerView) throws -> Bool {
        try !clockGuard.mayTellClients || view.clientMailHold() != nil
    }

    /// Copies of letters that went are clients' mail like any other, and none of a trial.
    func mayServeCopies(in view: LedgerView) throws -> Bool {
        try !writer.isRedirecting && !servesOfficeOnly(in: view)
    }

    /// Settles what an ended process left claimed; called once, before the loops start.
    ///
    /// An office notice goes again under its Message-ID; a client's may have arrived, and waits.
    package func recover(at now: Instant) async throws {
        let (retry, writer) = (retry, writer)
        let fault = DeliveryFault(
            "the service ended before the outcome was recorded", concern: .letter)
        let left = try await store.change(at: now) { work in
            let (transaction, office) = (work.transaction, work.office)
            // The clock may have been set back while nobody looked.
            try transaction.moveRetries(by: .zero, retry: retry)
            // Whether a copy arrived nobody knows, and nobody gets two.
            try transaction.forgetClaimedCopies()
            return try transaction.view.claimedNotices().map { notice in
                var notice = notice
                try transaction.settle(
                    &notice, outcome: .uncertain(fault), retry: retry,
                    isRedirected: transaction.view.attempts(of: notice.id).last?.isRedirected
                        ?? false)
                if notice.state == .deferred {
                    notice.leaveAt = now
                    try transaction.update(notice)
                }
                try FollowUp(office: office, writer: writer, notice: notice)
                    .follow(Delivery(.uncertain(fault)), in: transaction)
                return notice
            }
        }
        for notice in left {
            let what =
                notice.audience == .client
                ? "the letter of notice \(notice.id) may have arrived: ask the client, then approve it again or refuse it"
                : notice.state == .deferred
                    ? "notice \(notice.id) may have arrived, sending it again as the same message"
                    : "notice \(notice.id) may have arrived, and was handed over too often to try again"
            logger.warning(
                "\(what)",
                metadata: [
                    "notice": "\(notice.id)", "message_id": "\(MessageID.noticeUncertain)",
                ])
        }
    }

    /// A claimed letter on its way.
    struct Shipment: Sendable {
        var notice: NoticeRecord
        var parcel: Parcel
        /// The copy that went missing when the letter itself went; nil for the letter.
        var copy: CopyRecord?
    }

    /// What one look at what is due came to.
    struct Batch: Sendable {
        /// How many due notices were looked at.
        var taken = 0
        var shipments: [Shipment] = []
        var counts: [String: Int] = [:]
        /// Client letters that wait for a person instead.
        var held: [(notice: Int64, reasons: [HoldReason])] = []
        var withdrawn: [Int64] = []
        /// Notices that no letter can be made of.
        var problems: [(notice: Int64, message: String)] = []
        /// Since when a change of the clock released letters that were seen to.
        var releasedSince: Instant?
        /// What the note beside the ledger must say before a client's letter leaves.
        var turn: LedgerNote.Content?
    }

    /// Claims the letters that the courier can carry now, sealed, in one transaction.
    private func claim(atMost limit: Int) async throws -> Batch {
        // Each claim by the clock as it is now: the letters before may have taken long.
        let now = clockGuard.presumedNow
        let batch = try await store.change(at: now) { work in
            let (transaction, office) = (work.transaction, work.office)
            var batch = Batch()
            let servesOfficeOnly = try servesOfficeOnly(in: transaction.view)
            // Asked for after that: what is served now was released by then.
            if let since = clockGuard.releasesSince, since < now {
                try holdReleased(since: since, in: transaction, office: office, &batch)
            }
            let due = try transaction.view.noticesDue(
                by: now, officeOnly: servesOfficeOnly, limit: limit)
            for notice in due {
                batch.taken += 1
                switch notice.audience {
                case .office: try claim(notice, in: transaction, office: office, &batch)
                case .client:
                    try claimForClient(notice.id, in: transaction, office: office, &batch)
                }
            }
            if batch.shipments.contains(where: { $0.notice.audience == .client }) {
                batch.turn = try transaction.takeTurn()
            }
            try claimCopies(atMost: limit, in: transaction, office: office, &batch)
            return batch
        }
        if let since = batch.releasedSince { clockGuard.settleReleases(since: since) }
        if let turn = batch.turn { note.keep(turn) }
        tell(batch)
        return batch
    }

    private func claim(
        _ notice: NoticeRecord, in transaction: LedgerTransaction, office: Office,
        _ batch: inout Batch
    ) throws {
        var notice = notice
        guard try !expire(&notice, in: transaction, office: office, &batch) else {
            batch.counts["expired", default: 0] += 1
            return
        }
        do {
            let letter = try sealed(notice, in: transaction, office: office)
            try transaction.claim(
                &notice, letter: letter, courier: courier.name, isRedirected: writer.isRedirecting)
            batch.shipments.append(shipment(of: notice, letter: letter))
        } catch let error as EngineError {
            notice.finish(as: .refused, because: error.message, at: transaction.now)
            try transaction.update(notice)
            let fault = DeliveryFault(error.message, summary: "not composed", concern: .letter)
            try FollowUp(office: office, writer: writer, notice: notice)
                .follow(Delivery(.refused(fault)), in: transaction)
            batch.counts["refused", default: 0] += 1
            batch.problems.append((notice.id, error.message))
        }
    }

    /// Takes back what is of no use any more; true when nothing is left of the notice. What somebody
    /// should have heard, and could not be told in time, is told to the coordinator.
    private func expire(
        _ notice: inout NoticeRecord, in transaction: LedgerTransaction, office: Office,
        _ batch: inout Batch
    ) throws -> Bool {
        let because = "expired: its moment passed before it could leave"
        var expired: [ItemRecord] = []
        for (index, record) in notice.items.enumerated() where record.withdrawnBecause == nil {
            guard let expiry = record.item.expiresAt, expiry <= transaction.now else { continue }
            try transaction.withdraw(record, because: because)
            notice.items[index].withdrawnBecause = because
            expired.append(record)
        }
        if notice.attempts > 0, !expired.isEmpty {
            try transaction.ask(aboutUnsent: expired, to: notice, office: office)
        }
        guard notice.liveItems.isEmpty else { return false }
        notice.finish(as: .expired, because: because, at: transaction.now)
        try transaction.update(notice)
        return true
    }

    /// The letter to send: the same bytes again where an earlier attempt may have arrived.
    private func sealed(
        _ notice: NoticeRecord, in transaction: LedgerTransaction, office: Office
    ) throws -> LetterRecord {
        let last = try transaction.view.attempts(of: notice.id).last
        if last?.outcome == NoticeState.uncertain.rawValue,
            let letter = try transaction.view.letter(of: notice.id)
        {
            return letter
        }
        return LetterRecord(
            try writer.letter(
                for: notice, view: transaction.view, office: office, now: transaction.now))
    }

    func shipment(of notice: NoticeRecord, letter: LetterRecord) -> Shipment {
        Shipment(
            notice: notice,
            parcel: Parcel(
                bytes: letter.bytes, messageID: letter.messageID,
                envelopeSender: writer.envelopeSender, recipients: letter.recipients,
                isClient: notice.audience == .client, summary: letter.subject,
                noticeID: notice.id))
    }
}
