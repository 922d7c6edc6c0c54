package import Almanac
import Coordination
package import Ledger
package import Logging
package import Post

/// Takes notices whose moment has come to their courier and records what became of them.
///
/// Each attempt is claimed in the ledger before the courier is asked: a claim without an outcome
/// means that nobody knows, and only an office notice is then sent again, under its Message-ID.
package struct Outbox: Job {
    package let name = JobName.outbox
    let ledger: Ledger
    let note: LedgerNote
    let office: CurrentOffice
    let writer: LetterWriter
    let courier: any Courier
    let retry: RetryPolicy
    let pokes: Pokes
    let logger: Logger
    /// Says whether clients may be told, and the moment at which an outcome is recorded, which a
    /// courier's slowness puts after the claim's.
    let clockGuard: ClockGuard

    /// How many office notices one transaction claims.
    private static let batch = 100

    package init(
        ledger: Ledger, note: LedgerNote, office: CurrentOffice, writer: LetterWriter,
        courier: any Courier, retry: RetryPolicy, pokes: Pokes, logger: Logger,
        clockGuard: ClockGuard
    ) {
        self.ledger = ledger
        self.note = note
        self.office = office
        self.writer = writer
        self.courier = courier
        self.retry = retry
        self.pokes = pokes
        self.logger = logger
        self.clockGuard = clockGuard
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        try await followSteps(at: now)
        var counts: [String: Int] = [:]
        while true {
            let prepared = try await prepare(at: now)
            counts.merge(prepared.counts, uniquingKeysWith: +)
            for id in prepared.clients where clockGuard.look() == .trusted {
                counts.merge(try await sendToClient(id, at: now), uniquingKeysWith: +)
            }
            counts.merge(try await deliver(prepared.shipments), uniquingKeysWith: +)
            if prepared.taken < Self.batch { return counts }
        }
    }

    package func nextInstant() async throws -> Instant? {
        try await ledger.read { try $0.nextNoticeInstant(officeOnly: servesOfficeOnly(in: $0)) }
    }

    /// While the clock is not trusted, or somebody holds all client mail, clients' notices stay as they
    /// are.
    private func servesOfficeOnly(in view: LedgerView) throws -> Bool {
        try !clockGuard.mayTellClients || view.clientMailHold() != nil
    }

    /// Settles what an ended process left claimed; called once, before the loops start.
    ///
    /// An office notice goes again under its Message-ID; a client's may have arrived, and waits.
    package func recover(at now: Instant) async throws {
        let retry = retry
        let left = try await ledger.write(at: now) { transaction in
            // The clock may have been set back while nobody looked.
            try transaction.moveRetries(by: .zero, retry: retry)
            let left = try transaction.view.claimedNotices()
            for var notice in left {
                try transaction.endAttempt(
                    of: notice, outcome: NoticeState.uncertain.rawValue,
                    detail: "the service ended before the outcome was recorded")
                if notice.audience == .client {
                    notice.state = .uncertain
                    notice.holdReasons = [.possiblyTold]
                } else {
                    notice.state = .deferred
                    notice.leaveAt = now
                }
                try transaction.update(notice)
                try transaction.reviewOrders(of: notice)
            }
            return left
        }
        for notice in left {
            let what: Logger.Message =
                notice.audience == .client
                ? "the letter of notice \(notice.id) may have arrived: ask the client, then approve it again or refuse it"
                : "notice \(notice.id) may have arrived, sending it again as the same message"
            logger.warning(
                what,
                metadata: [
                    "notice": "\(notice.id)", "message_id": "\(MessageID.noticeUncertain)",
                ])
        }
    }

    /// A claimed letter on its way.
    struct Shipment: Sendable {
        var notice: NoticeRecord
        var parcel: Parcel
    }

    private struct Prepared: Sendable {
        /// How many due notices were looked at.
        var taken = 0
        var shipments: [Shipment] = []
        /// Client notices, which are claimed one by one.
        var clients: [Int64] = []
        var counts: [String: Int] = [:]
        var problems: [(notice: Int64, message: String)] = []
    }

    /// Claims a batch of due office notices, letters sealed, in one transaction.
    private func prepare(at now: Instant) async throws -> Prepared {
        let office = office.office
        let prepared = try await ledger.write(at: now) { transaction in
            var prepared = Prepared()
            let due = try transaction.view.noticesDue(
                by: now, officeOnly: servesOfficeOnly(in: transaction.view), limit: Self.batch)
            for var notice in due {
                prepared.taken += 1
                if notice.audience == .client {
                    prepared.clients.append(notice.id)
                    continue
                }
                guard try !expire(&notice, in: transaction) else {
                    prepared.counts["expired", default: 0] += 1
                    continue
                }
                do {
                    let letter = try sealed(notice, in: transaction, office: office)
                    try transaction.claim(&notice, letter: letter, courier: courier.name)
                    prepared.shipments.append(shipment(of: notice, letter: letter))
                } catch let error as EngineError {
                    notice.finish(as: .refused, because: error.message, at: now)
                    try transaction.update(notice)
                    prepared.counts["refused", default: 0] += 1
                    prepared.problems.append((notice.id, error.message))
                }
            }
            return prepared
        }
        for problem in prepared.problems {
            logger.error(
                "notice \(problem.notice) cannot leave: \(problem.message)",
                metadata: [
                    "notice": "\(problem.notice)", "message_id": "\(MessageID.noticeRefused)",
                ])
        }
        return prepared
    }

    /// Takes back what is of no use any more; true when nothing is left of the notice.
    private func expire(
        _ notice: inout NoticeRecord, in transaction: LedgerTransaction
    ) throws -> Bool {
        let because = "expired: its moment passed before it could leave"
        for (index, record) in notice.items.enumerated() where record.withdrawnBecause == nil {
            guard let expiry = record.item.expiresAt, expiry <= transaction.now else { continue }
            try transaction.withdraw(record, because: because)
            notice.items[index].withdrawnBecause = because
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
