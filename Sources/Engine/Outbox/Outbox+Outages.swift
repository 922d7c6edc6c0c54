import Almanac
import Coordination
import Ledger
import Post

/// A way by which nothing leaves: it is tried with another letter each time, while the rest wait together;
/// what expires or grows too old meanwhile is somebody's.
extension Outbox {
    /// Tries a way that did not answer with the letter that was tried least, or with a copy where no letter waits.
    func probe(
        _ destination: Destination, in outage: OutageRecord, upTo rank: NoticeRank,
        _ transaction: LedgerTransaction, office: Office, _ batch: inout Batch
    ) throws {
        let room = try state.room(
            at: destination, now: transaction.now, office: office, in: transaction.view)
        guard room.isIdle, room.all > 0 else { return }
        try seeToWaiting(outage, upTo: rank, in: transaction, office: office, &batch)
        while let found = try transaction.view.noticeToProbe(
            way(of: destination), by: transaction.now, upTo: rank)
        {
            var notice = found
            // Its life counts from when it could have left: since then it has waited for an answer.
            notice.freeAt =
                notice.freeAt ?? notice.leaveAt.map { max($0, outage.since) }
            let before = (batch.shipments.count, batch.looked)
            try transaction.noteDelay(of: found, by: destination.name, in: outage)
            try claim(notice, by: destination, in: transaction, office: office, &batch)
            if batch.shipments.count > before.0 { return }
            // One that neither leaves nor is taken out of the way would come up for ever.
            guard try transaction.view.notice(found.id)?.leaveAt != found.leaveAt else { return }
        }
        guard rank == .client, destination.name == clientsWay.name else { return }
        try claimCopies(atMost: 1, in: transaction, office: office, &batch)
    }

    /// What waits for a way that answers again: what was in it that is of no use any more is told to the
    /// coordinator, before anything leaves; and that it took long, if it did.
    func end(
        _ outage: OutageRecord, in transaction: LedgerTransaction, office: Office,
        _ batch: inout Batch
    ) throws {
        try transaction.record(
            OutageDelay.event, of: OutageDelay.subject(outage.destination),
            detail: OutageDelay(outage).detail)
        try seeToWaiting(outage, upTo: .office, in: transaction, office: office, &batch)
        guard outage.isTold else { return }
        try warning.tell(of: outage, isOver: true, in: transaction, office: office)
    }

    /// Ends an outage that nothing waits for any more: of its server nothing is to be said until another letter is
    /// to go. Nobody is told that mail leaves again, as nobody knows.
    ///
    /// What a probe took out of the way as too old is not looked at before the next run: what is told of it goes round
    /// the outage first.
    /// - Returns: whether it has ended.
    func endIdle(
        _ outage: OutageRecord, of destination: Destination, upTo rank: NoticeRank,
        _ transaction: LedgerTransaction, _ batch: inout Batch
    ) throws -> Bool {
        let view = transaction.view
        guard !state.isBusy(at: destination.name),
            try !view.awaits(way(of: destination), by: transaction.now, upTo: rank)
        else { return false }
        let carriesCopies = rank == .client && destination.name == clientsWay.name
        if carriesCopies, try mayServeCopies(in: view), try view.nextCopyInstant() != nil {
            return false
        }
        try transaction.remove(outage)
        batch.health.append(.idle(outage))
        return true
    }

    /// Has what expired while it waited taken out, and what waited its whole life given up.
    private func seeToWaiting(
        _ outage: OutageRecord, upTo rank: NoticeRank, in transaction: LedgerTransaction,
        office: Office, _ batch: inout Batch
    ) throws {
        let now = transaction.now
        guard let destination = routes.destination(named: outage.destination) else { return }
        let way = way(of: destination)
        for var notice in try transaction.view.noticesExpired(by: now, to: way)
        where notice.audience == .office {
            _ = try expire(&notice, wasKept: true, in: transaction, office: office, &batch)
        }
        let old = try transaction.view.noticesFree(
            since: now - retry.giveUpAfter, orWaitingSince: outage.since, to: way, by: now,
            limit: Self.mostGivenUp)
        for var notice in old where notice.rank <= rank {
            let words = try transaction.view.lastAnswer(to: notice) ?? outage.reason
            transaction.giveUp(
                &notice, because: words,
                isRedirected: writer.redirects(notice, office: office, now: now))
            try transaction.update(notice)
            try transaction.reviewOrders(of: notice)
            try transaction.record(
                notice.state.rawValue, of: Subject(.notice, "\(notice.id)"),
                detail: notice.response)
            let fault = DeliveryFault(words, concern: .destination)
            try FollowUp(office: office, writer: writer, notice: notice)
                .follow(Delivery(.deferred(fault)), in: transaction)
            batch.counts[notice.state.rawValue, default: 0] += 1
        }
    }

    /// How many letters one commit gives up.
    private static let mostGivenUp = 100

    /// Tells somebody of outages that last, by a way that answers.
    func warn(
        of outages: [OutageRecord], in transaction: LedgerTransaction, office: Office
    ) throws {
        for var outage in outages {
            guard let instant = warning.instant(for: outage), instant <= transaction.now else {
                continue
            }
            outage.isTold = true
            try transaction.put(outage)
            let down = Set(outages.map(\.destination))
            guard
                let other = routes.other(than: down),
                let destination = routes.destination(named: outage.destination)
            else { continue }
            try warning.tell(
                of: outage,
                waiting: transaction.view.countOfDue(
                    by: transaction.now, to: way(of: destination)),
                by: other.name, in: transaction, office: office)
        }
    }

    /// Tells by another way that the letters of one's day are used up while urgent ones wait.
    func warn(
        ofSpent destination: Destination, besides outages: [OutageRecord],
        in transaction: LedgerTransaction, office: Office
    ) throws {
        let (now, way) = (transaction.now, way(of: destination))
        guard let opening = state.spent[destination.name],
            let urgent = try transaction.view.nextNoticeInstant(to: way, rank: .urgent),
            urgent <= now,
            let other = routes.other(
                than: Set(outages.map(\.destination) + [destination.name]))
        else { return }
        try warning.tell(
            ofSpent: destination.name, until: opening,
            waiting: transaction.view.countOfDue(by: now, to: way), by: other.name,
            in: transaction, office: office)
    }

    /// Has what was not told in time go by a way that answers, and not wait for the one that kept it.
    func detour(around outages: [OutageRecord], in transaction: LedgerTransaction) throws {
        guard !outages.isEmpty, routes.destinations.count > 1 else { return }
        let down = Set(outages.map(\.destination))
        guard let other = routes.other(than: down) else { return }
        for task in try transaction.view.openDeadlines(code: TaskTopic.unsentMail.code) {
            let subject = Subject(.deadline, task.deadline.identifier)
            for notice in try transaction.view.openNotices(about: subject)
            where notice.state.isRecallable && notice.destination.map(down.contains) ?? false {
                try transaction.route(notice.id, to: other.name)
                try transaction.retryNow(notice.id)
            }
        }
    }
}

extension LedgerView {
    /// What was said last to that very letter, in its present life; nil where it was not tried.
    fileprivate func lastAnswer(to notice: NoticeRecord) throws -> String? {
        try attempts(of: notice.id).last { attempt in
            attempt.endedAt != nil && attempt.claimedAt >= notice.freeAt ?? .distantPast
                && attempt.outcome != DeliveryOutcome.interrupted
                && attempt.detail != DeliveryFault.stopped.words
        }?.detail
    }
}

extension CourierRoutes {
    /// A way that answers, for what must be told of one that does not: the fallback, or any that carries
    /// mail off this machine.
    fileprivate func other(than down: Set<String>) -> Destination? {
        if let fallback, !down.contains(fallback), let destination = destination(named: fallback) {
            return destination
        }
        return destinations.first {
            !down.contains($0.name) && !($0.courier is JournalCourier)
        }
    }
}
