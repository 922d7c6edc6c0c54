import Almanac
import Coordination
import Ledger
import Logging
import Post

extension Outbox {
    /// Writes what became of attempts into the ledger; what cannot be read keeps nothing else from being
    /// written.
    func record(
        _ entries: [OutboxState.FinishedDelivery], in work: UnitOfWork, _ batch: inout Batch
    ) throws {
        guard !entries.isEmpty else { return }
        let (transaction, office) = (work.transaction, work.office)
        var outages = try transaction.view.outages()
        let entries = try weighed(entries, in: outages, transaction)
        for (destination, group) in Dictionary(grouping: entries, by: \.shipment.destination)
            .sorted(by: { $0.key < $1.key })
        {
            let change = try transaction.noteAnswers(
                from: destination, in: outages.first { $0.destination == destination },
                group.map(\.delivery.outcome), pause: { retry.pause(after: $0) })
            guard let change else { continue }
            batch.health.append(change)
            if case .over(let outage) = change {
                try end(outage, in: transaction, office: office, &batch)
            }
        }
        if !outages.isEmpty || !batch.health.isEmpty { outages = try transaction.view.outages() }
        let probes = Dictionary(
            outages.map { ($0.destination, $0.probeAt) }, uniquingKeysWith: min)
        for entry in entries {
            do {
                let notice = try transaction.attempt {
                    try record(
                        entry, probeAt: probes[entry.shipment.destination], in: transaction,
                        office: office)
                }
                guard entry.shipment.copy == nil else { continue }
                batch.settled.append(
                    (notice, entry.delivery.outcome, entry.shipment.destination))
                batch.counts[notice.state.rawValue, default: 0] += 1
            } catch let error where error.isOfOneNotice {
                let notice = entry.shipment.notice
                try transaction.setAside(notice, because: "\(error)")
                batch.setAside.append((notice.id, "\(error)"))
            }
        }
        batch.health += try transaction.noteRefusals(
            entries.map { ($0.shipment.notice.audience, $0.delivery.outcome) })
    }

    private func record(
        _ entry: OutboxState.FinishedDelivery, probeAt: Instant?,
        in transaction: LedgerTransaction, office: Office
    ) throws -> NoticeRecord {
        var notice = entry.shipment.notice
        if let copy = entry.shipment.copy {
            try transaction.settle(
                copy, of: notice, delivery: entry.delivery, retry: retry, writer: writer,
                office: office)
            return notice
        }
        // Whose work the coordinator's is may have changed since it was handed over.
        let isRedirected =
            try writer.isRedirecting
            && transaction.view.attempts(of: notice.id).last?.isRedirected ?? true
        try transaction.settle(
            &notice, outcome: entry.delivery.outcome, retry: retry, probeAt: probeAt,
            isRedirected: isRedirected)
        try FollowUp(office: office, writer: writer, notice: notice)
            .follow(entry.delivery, in: transaction)
        return notice
    }

    /// Says in the journal what became of letters, once that is written.
    func tellSettled(_ batch: Batch) {
        tell(batch.health)
        for (id, reason) in batch.setAside {
            logger.error(
                "what became of notice \(id) could not be recorded: \(reason)",
                metadata: ["notice": "\(id)", "message_id": "\(MessageID.noticeUncertain)"])
        }
        for (notice, outcome, courier) in batch.settled { tell(notice, outcome, by: courier) }
    }

    /// One line a notice, by number and recipient's code: no address, no words of the letter or the
    /// server, which may quote either.
    private func tell(_ notice: NoticeRecord, _ outcome: DeliveryOutcome, by courier: String) {
        let recipient = notice.recipient.contains("@") ? "an address" : notice.recipient
        var metadata: Logger.Metadata = [
            "notice": "\(notice.id)", "recipient": "\(recipient)",
            "courier": "\(courier)", "attempt": "\(notice.attempts)",
        ]
        // An occurrence may be named for an address.
        let kinds = notice.liveItems.map { record in
            let words = record.item.subject.id.split(separator: " ").filter { !$0.contains("@") }
            return "\(record.item.kind) \(words.joined(separator: " "))"
        }
        let what = "notice \(notice.id) to \(recipient) (\(kinds.joined(separator: ", ")))"
        let why = outcome.fault?.summary ?? ""
        switch notice.state {
        case .sent, .redirected:
            metadata["message_id"] = "\(MessageID.noticeSent)"
            logger.notice("\(notice.state.rawValue) \(what)", metadata: metadata)
        case .deferred:
            logger.info("\(what) waits and is tried again: \(why)", metadata: metadata)
        case .uncertain:
            metadata["message_id"] = "\(MessageID.noticeUncertain)"
            logger.warning("\(what) may have arrived: \(why)", metadata: metadata)
        default:
            metadata["message_id"] = "\(MessageID.noticeRefused)"
            logger.error(
                "\(what) was not taken: \(why); tenggatctl letter show \(notice.id) says more",
                metadata: metadata)
        }
    }
}

extension LedgerTransaction {
    /// How often an office letter is handed over without an answer before it is given up.
    private static let mostHandedOver = 3
    /// How often the service may end while it carries one. That says nothing of the letter, unless it is what ends the
    /// service.
    private static let mostInterrupted = 10

    /// Records the outcome of a claimed attempt and what follows from it.
    ///
    /// - Parameters:
    ///   - probeAt: when its way is tried again, where nobody answers there.
    ///   - isRedirected: whether it went to the trial's address instead of its reader's.
    func settle(
        _ notice: inout NoticeRecord, outcome: DeliveryOutcome, retry: RetryPolicy,
        probeAt: Instant? = nil, isRedirected: Bool = false
    ) throws {
        let detail: String
        switch outcome {
        case .sent(let response):
            detail = response
            if isRedirected {
                end(&notice, as: .redirected, because: response)
            } else {
                notice.finish(as: .sent, because: response, at: now)
                notice.mayHaveArrived = false
                try tellDates(of: notice, at: now)
            }
        case .deferred(let fault):
            detail = fault.words
            putOff(
                &notice, because: fault, retry: retry, probeAt: probeAt, isRedirected: isRedirected)
        case .refused(let fault):
            detail = fault.words
            end(&notice, as: isRedirected ? .redirected : .refused, because: fault.words)
        case .uncertain(let fault):
            detail = fault.words
            try leaveUncertain(&notice, because: fault, retry: retry, isRedirected: isRedirected)
        }
        try endAttempt(of: notice, outcome: outcome.wordOfAttempt, detail: detail)
        try update(notice)
        if notice.state == .sent { try withdrawOutspoken(by: notice) }
        try reviewOrders(of: notice)
        try record(outcome.word, of: Subject(.notice, "\(notice.id)"), detail: detail)
    }

    private func putOff(
        _ notice: inout NoticeRecord, because fault: DeliveryFault, retry: RetryPolicy,
        probeAt: Instant?, isRedirected: Bool
    ) {
        guard now - (notice.freeAt ?? now) <= retry.giveUpAfter || fault.concern == .stop else {
            return giveUp(&notice, because: fault.words, isRedirected: isRedirected)
        }
        notice.state = .deferred
        notice.response = fault.words
        notice.leaveAt =
            switch fault.concern {
            case .stop: now
            case .destination: probeAt ?? now + retry.pause(after: notice.attempts)
            case .recipient, .letter, .sender: now + retry.pause(after: notice.attempts)
            }
    }

    /// Its life is over.
    func giveUp(_ notice: inout NoticeRecord, because words: String, isRedirected: Bool) {
        end(
            &notice, as: isRedirected ? .redirected : .refused, because: "given up: \(words)")
    }

    /// A letter that a client may have had from an earlier attempt stays that, whatever the last one came
    /// to.
    private func end(_ notice: inout NoticeRecord, as state: NoticeState, because words: String) {
        guard notice.mayHaveArrived else {
            return notice.finish(as: state, because: words, at: now)
        }
        notice.hold(for: [])
        notice.response = words
    }

    private func leaveUncertain(
        _ notice: inout NoticeRecord, because fault: DeliveryFault, retry: RetryPolicy,
        isRedirected: Bool
    ) throws {
        notice.response = fault.words
        if notice.audience == .client, !isRedirected {
            notice.mayHaveArrived = true
            return notice.hold(for: [])
        }
        let outcomes =
            try view.attempts(of: notice.id).compactMap(\.outcome)
            + [DeliveryOutcome.uncertain(fault).wordOfAttempt]
        let unanswered = outcomes.count { $0 == NoticeState.uncertain.rawValue }
        let interrupted = outcomes.count { $0 == DeliveryOutcome.interrupted }
        guard unanswered < Self.mostHandedOver, interrupted < Self.mostInterrupted else {
            return notice.finish(
                as: isRedirected ? .redirected : .refused,
                because:
                    "given up, handed over \(unanswered + interrupted) times without an answer: "
                    + fault.words, at: now)
        }
        notice.state = .deferred
        notice.leaveAt = now + retry.pause(after: notice.attempts)
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

    /// Why it was not accepted; nil for what was.
    var fault: DeliveryFault? {
        switch self {
        case .sent: nil
        case .deferred(let fault), .refused(let fault), .uncertain(let fault): fault
        }
    }
}
