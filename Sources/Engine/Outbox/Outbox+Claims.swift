import Almanac
import Coordination
import Ledger
import Post

extension Outbox {
    /// Claims the letters that couriers can carry now, sealed: each way by itself, so that none waits for
    /// another's slowness; on each the office's before those to clients, urgent ones first.
    func claimDue(
        in transaction: LedgerTransaction, office: Office, _ batch: inout Batch
    ) throws {
        let now = transaction.now
        let servesOfficeOnly = try servesOfficeOnly(in: transaction.view)
        // Asked for after that: what is served now was released by then.
        if let since = clockGuard.releasesSince, since < now {
            try holdReleased(since: since, in: transaction, office: office, &batch)
        }
        try routeDue(in: transaction, office: office)
        let outages = try transaction.view.outages()
        try warn(of: outages, in: transaction, office: office)
        try detour(around: outages, in: transaction)
        let isFilling = filling.isOn()
        let ranks = ranks(officeOnly: servesOfficeOnly, isFilling: isFilling)
        for destination in routes.destinations {
            if let outage = outages.first(where: { $0.destination == destination.name }) {
                guard let rank = ranks.last, !isFilling else { continue }
                if try endIdle(outage, of: destination, upTo: rank, transaction, &batch) {
                    continue
                }
                guard outage.probeAt <= now else { continue }
                try probe(
                    destination, in: outage, upTo: rank, transaction, office: office, &batch)
            } else {
                try claimDue(
                    to: destination, of: ranks, in: transaction, office: office, &batch)
                try warn(
                    ofSpent: destination, besides: outages, in: transaction, office: office)
            }
        }
        if batch.shipments.contains(where: { $0.notice.audience == .client }) {
            batch.turn = try transaction.takeTurn()
        }
    }

    /// Fills a courier's hands.
    private func claimDue(
        to destination: Destination, of ranks: [NoticeRank], in transaction: LedgerTransaction,
        office: Office, _ batch: inout Batch
    ) throws {
        let now = transaction.now
        var room = try state.room(at: destination, now: now, office: office, in: transaction.view)
        for rank in ranks {
            let limit = rank == .client ? min(room.all, room.clients) : room.all
            guard limit > 0 else { continue }
            let due = try transaction.view.noticesDue(
                by: now, to: way(of: destination), rank: rank, limit: limit)
            for notice in due {
                let before = batch.shipments.count
                try transaction.noteDelay(of: notice, by: destination.name)
                try claim(notice, by: destination, in: transaction, office: office, &batch)
                if batch.shipments.count > before { room.take(isClient: rank == .client) }
            }
        }
        if room.all == 0 { batch.isFull = true }
        if ranks.contains(.client), destination.name == clientsWay.name {
            try claimCopies(
                atMost: min(room.all, room.clients), in: transaction, office: office, &batch)
        }
    }

    /// While notices are being filled, the office's stay closed: what one person is to hear is one mail.
    private func ranks(officeOnly: Bool, isFilling: Bool) -> [NoticeRank] {
        (isFilling ? [] : [.urgent, .office]) + (officeOnly ? [] : [.client])
    }

    /// Takes one notice through its last look, and claims it if it is still to leave.
    func claim(
        _ notice: NoticeRecord, by destination: Destination, in transaction: LedgerTransaction,
        office: Office, _ batch: inout Batch
    ) throws {
        batch.looked += 1
        switch notice.audience {
        case .office:
            try claimForOffice(
                notice, by: destination, in: transaction, office: office, &batch)
        case .client:
            try claimForClient(
                notice, by: destination, in: transaction, office: office, &batch)
        }
    }

    private func claimForOffice(
        _ notice: NoticeRecord, by destination: Destination, in transaction: LedgerTransaction,
        office: Office, _ batch: inout Batch
    ) throws {
        var notice = notice
        guard
            !(try expire(
                &notice, wasKept: notice.attempts > 0, in: transaction, office: office, &batch))
        else { return }
        let over = try notice.liveItems.filter {
            try transaction.view.isOver($0.item, office: office)
        }
        if !over.isEmpty {
            try transaction.withdraw(over, of: notice, because: Self.over)
            guard let rest = try transaction.view.notice(notice.id), rest.state != .withdrawn else {
                batch.counts["withdrawn", default: 0] += 1
                return
            }
            notice = rest
        }
        do {
            let letter =
                try prepared(notice, in: transaction, batch)
                ?? sealed(notice, in: transaction, office: office)
            try transaction.claim(
                &notice, letter: letter, courier: destination.name,
                isRedirected: writer.redirects(notice, office: office, now: transaction.now))
            batch.shipments.append(
                shipment(
                    of: notice, letter: letter, by: destination, office: office,
                    at: transaction.now))
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

    /// Why news of letters is not told any more.
    private static let over = "none of the letters that it names is still to go"

    /// Takes back what is of no use any more; true when nothing is left of the notice.
    ///
    /// - Parameter wasKept: whether it was ready to leave and could not: what somebody should have heard
    ///   then is told to the coordinator.
    func expire(
        _ notice: inout NoticeRecord, wasKept: Bool, in transaction: LedgerTransaction,
        office: Office, _ batch: inout Batch
    ) throws -> Bool {
        let because = "expired: its moment passed before it could leave"
        var expired: [ItemRecord] = []
        for (index, record) in notice.items.enumerated() where record.withdrawnBecause == nil {
            guard let expiry = record.item.expiresAt, expiry <= transaction.now else { continue }
            try transaction.withdraw(record, because: because)
            notice.items[index].withdrawnBecause = because
            expired.append(record)
        }
        if wasKept, !expired.isEmpty {
            try transaction.ask(aboutUnsent: expired, to: notice, office: office)
        }
        guard notice.liveItems.isEmpty else { return false }
        notice.finish(as: .expired, because: because, at: transaction.now)
        try transaction.update(notice)
        batch.counts["expired", default: 0] += 1
        return true
    }

    private func prepared(
        _ notice: NoticeRecord, in transaction: LedgerTransaction, _ batch: Batch
    ) throws -> LetterRecord? {
        guard batch.prepared.holds(notice.id) else { return nil }
        return batch.prepared.letter(
            of: notice, at: transaction.now, registers: try transaction.view.registerVersion())
    }

    /// The letter to send: the same bytes again where an earlier attempt may have arrived.
    private func sealed(
        _ notice: NoticeRecord, in transaction: LedgerTransaction, office: Office
    ) throws -> LetterRecord {
        if notice.attempts > 0 {
            let last = try transaction.view.attempts(of: notice.id).last
            // Not what went to a trial's address under its banner.
            if let last, DeliveryOutcome.leavesDoubt(last.outcome),
                last.isRedirected
                    == writer.redirects(notice, office: office, now: transaction.now),
                let letter = try transaction.view.letter(of: notice.id), !letter.bytes.isEmpty
            {
                return letter
            }
        }
        return LetterRecord(
            try writer.letter(
                for: notice, view: transaction.view, office: office, now: transaction.now))
    }

    func shipment(
        of notice: NoticeRecord, letter: LetterRecord, by destination: Destination, office: Office,
        at now: Instant
    ) -> Shipment {
        Shipment(
            notice: notice, claimedAt: now,
            parcel: writer.parcel(of: notice, letter: letter, office: office),
            destination: destination.name)
    }
}
