import Almanac
import Coordination
import Ledger
import Logging
import Post

extension Outbox {
    /// Hands a batch to the courier, as many at once as it has connections, and records every
    /// outcome in one transaction.
    func deliver(_ shipments: [Shipment]) async throws -> [String: Int] {
        guard !shipments.isEmpty else { return [:] }
        let courier = courier
        let outcomes = await withTaskGroup(of: (Int, DeliveryOutcome).self) { group in
            for (index, shipment) in shipments.enumerated() {
                group.addTask { (index, await courier.deliver(shipment.parcel)) }
            }
            var outcomes: [(NoticeRecord, DeliveryOutcome)] = []
            for await (index, outcome) in group {
                outcomes.append((shipments[index].notice, outcome))
            }
            return outcomes
        }
        return try await record(outcomes)
    }

    /// Writes what became of attempts into the ledger, then tells the journal.
    private func record(
        _ outcomes: [(NoticeRecord, DeliveryOutcome)]
    ) async throws -> [String: Int] {
        let retry = retry
        let office = office.office
        let writer = writer
        let settled = try await ledger.write(at: clockGuard.presumedNow) { transaction in
            try outcomes.map { notice, outcome in
                var notice = notice
                try transaction.settle(&notice, outcome: outcome, retry: retry)
                let followUp = FollowUp(office: office, writer: writer, notice: notice)
                try followUp.see(to: outcome, in: transaction)
                return notice
            }
        }
        var counts: [String: Int] = [:]
        for notice in settled {
            counts[notice.state.rawValue, default: 0] += 1
            tell(notice)
        }
        if settled.contains(where: { $0.audience == .client }) {
            pokes.poke(JobName.delayNotices, JobName.deadlineReminders)
        }
        return counts
    }

    /// One line a notice, by number and recipient's code: no address, no words of the letter.
    private func tell(_ notice: NoticeRecord) {
        var metadata: Logger.Metadata = [
            "notice": "\(notice.id)", "recipient": "\(notice.recipient)",
            "courier": "\(courier.name)", "attempt": "\(notice.attempts)",
        ]
        let kinds = notice.liveItems.map { "\($0.item.kind) \($0.item.subject.id)" }
        let what = "notice \(notice.id) to \(notice.recipient) (\(kinds.joined(separator: ", ")))"
        switch notice.state {
        case .sent:
            metadata["message_id"] = "\(MessageID.noticeSent)"
            logger.notice("sent \(what)", metadata: metadata)
        case .deferred:
            logger.info(
                "\(what) waits and is tried again: \(notice.response ?? "")", metadata: metadata)
        case .uncertain:
            metadata["message_id"] = "\(MessageID.noticeUncertain)"
            logger.warning("\(what) may have arrived: \(notice.response ?? "")", metadata: metadata)
        default:
            metadata["message_id"] = "\(MessageID.noticeRefused)"
            logger.error("\(what) was refused: \(notice.response ?? "")", metadata: metadata)
        }
    }
}

extension LedgerTransaction {
    /// Records the outcome of a claimed attempt and what follows from it.
    func settle(
        _ notice: inout NoticeRecord, outcome: DeliveryOutcome, retry: RetryPolicy
    ) throws {
        switch outcome {
        case .sent(let response):
            notice.finish(as: .sent, because: response, at: now)
            try tellDates(of: notice, at: now)
        case .deferred(let reason):
            if now - notice.createdAt > retry.giveUpAfter {
                notice.finish(as: .refused, because: "given up: \(reason)", at: now)
            } else {
                notice.state = .deferred
                notice.response = reason
                notice.leaveAt = now + retry.pause(after: notice.attempts)
            }
        case .refused(let reason, _):
            notice.finish(as: .refused, because: reason, at: now)
        case .uncertain(let reason):
            notice.response = reason
            if notice.audience == .client {
                notice.state = .uncertain
                notice.holdReasons = [.possiblyTold]
            } else {
                notice.state = .deferred
                notice.leaveAt = now + retry.pause(after: notice.attempts)
            }
        }
        let word = outcome.word
        try endAttempt(of: notice, outcome: word, detail: notice.response ?? "")
        try update(notice)
        try reviewOrders(of: notice)
        try record(word, of: Subject(.notice, "\(notice.id)"), detail: notice.response)
    }

    /// What a client's letter said is what the client knows since `moment`. Whose an order is by now does
    /// not know it by that.
    func tellDates(of notice: NoticeRecord, at moment: Instant) throws {
        guard notice.audience == .client else { return }
        for record in notice.liveItems where record.statesDates {
            guard let order = try view.order(record.item.subject.id) else { continue }
            guard Directory.fold(order.client) == Directory.fold(notice.recipient) else {
                for statement in record.statements {
                    try tellFormer(
                        notice.recipient, statement.date, of: statement.line, order: order.code,
                        at: moment, notice: notice.id)
                }
                continue
            }
            for statement in record.statements {
                try tell(
                    statement.date, of: statement.line, order: record.item.subject.id, at: moment,
                    notice: notice.id)
            }
            try settle(record)
        }
    }

    /// What a client's letter says needs no other any more, as far as its orders are still that client's.
    func settle(_ notice: NoticeRecord) throws {
        for record in notice.liveItems where record.statesDates {
            guard try view.order(of: record, to: notice.recipient) != nil else { continue }
            try settle(record)
        }
    }

    /// What an item says of an order needs no letter any more.
    private func settle(_ record: ItemRecord) throws {
        for statement in record.statements {
            try settle(
                statement.line, of: record.item.subject.id, revision: statement.revision)
        }
    }

    /// Has the orders that a client's notice tells of looked at again: what came while nobody could write
    /// about them is written now.
    func reviewOrders(of notice: NoticeRecord) throws {
        guard notice.audience == .client else { return }
        for record in notice.liveItems where record.statesDates {
            try setNext(now, ofOrder: record.item.subject.id)
        }
    }
}

extension LedgerView {
    /// The order that an item of a client's letter tells of; nil when it is another client's by now.
    func order(of record: ItemRecord, to client: String) throws -> OrderRecord? {
        guard let order = try order(record.item.subject.id),
            Directory.fold(order.client) == Directory.fold(client)
        else { return nil }
        return order
    }
}

extension DeliveryOutcome {
    /// As attempts record it.
    var word: String {
        switch self {
        case .sent: NoticeState.sent.rawValue
        case .deferred: NoticeState.deferred.rawValue
        case .refused: NoticeState.refused.rawValue
        case .uncertain: NoticeState.uncertain.rawValue
        }
    }
}
