import Almanac
import Coordination
import Ledger
import Logging
import Post

extension Outbox {
    /// What writing down came to.
    private struct Recorded: Sendable {
        var settled: [(notice: NoticeRecord, outcome: DeliveryOutcome)] = []
        var changes: [MailHealthChange] = []
        /// Notices of which nothing could be recorded, each with why.
        var setAside: [(notice: Int64, reason: String)] = []
    }

    /// Writes what became of attempts into the ledger, then tells the journal. What cannot be written is
    /// kept, and written by the next run; what cannot be read keeps nothing else from being written.
    func recordDeliveries() async throws -> [String: Int] {
        let entries = state.all
        guard !entries.isEmpty else { return [:] }
        let recorded = try await store.change(at: clockGuard.presumedNow) { work in
            let (transaction, office) = (work.transaction, work.office)
            var recorded = Recorded()
            for entry in entries {
                do {
                    let notice = try transaction.attempt {
                        try record(entry, in: transaction, office: office)
                    }
                    guard entry.shipment.copy == nil else { continue }
                    recorded.settled.append((notice, entry.delivery.outcome))
                } catch let error where error.isOfOneNotice {
                    let notice = entry.shipment.notice
                    try transaction.setAside(notice, because: "\(error)")
                    recorded.setAside.append((notice.id, "\(error)"))
                }
            }
            recorded.changes = try transaction.note(
                entries.map { ($0.shipment.notice.audience, $0.delivery.outcome) })
            return recorded
        }
        state.remove(first: entries.count)
        return tell(recorded)
    }

    private func record(
        _ entry: OutboxState.FinishedDelivery, in transaction: LedgerTransaction, office: Office
    ) throws -> NoticeRecord {
        var notice = entry.shipment.notice
        if let copy = entry.shipment.copy {
            try transaction.settle(
                copy, of: notice, delivery: entry.delivery, retry: retry, writer: writer,
                office: office)
            return notice
        }
        try transaction.settle(
            &notice, outcome: entry.delivery.outcome, retry: retry,
            isRedirected: writer.isRedirecting)
        try FollowUp(office: office, writer: writer, notice: notice)
            .follow(entry.delivery, in: transaction)
        return notice
    }

    private func tell(_ recorded: Recorded) -> [String: Int] {
        tell(recorded.changes)
        for (id, reason) in recorded.setAside {
            logger.error(
                "what became of notice \(id) could not be recorded: \(reason)",
                metadata: ["notice": "\(id)", "message_id": "\(MessageID.noticeUncertain)"])
        }
        var counts: [String: Int] = [:]
        for (notice, outcome) in recorded.settled {
            counts[notice.state.rawValue, default: 0] += 1
            tell(notice, outcome)
        }
        return counts
    }

    /// One line a notice, by number and recipient's code: no address, no words of the letter or the
    /// server, which may quote either.
    private func tell(_ notice: NoticeRecord, _ outcome: DeliveryOutcome) {
        let recipient = notice.recipient.contains("@") ? "an address" : notice.recipient
        var metadata: Logger.Metadata = [
            "notice": "\(notice.id)", "recipient": "\(recipient)",
            "courier": "\(courier.name)", "attempt": "\(notice.attempts)",
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
                "\(what) was not taken: \(why); tenggatctl letter show \(notice.id) has the server's words",
                metadata: metadata)
        }
    }
}

extension LedgerTransaction {
    /// How often an office letter is handed over without an answer before it is given up.
    private static let mostHandedOver = 3

    /// Records the outcome of a claimed attempt and what follows from it.
    ///
    /// - Parameter isRedirected: whether it went to the trial's address instead of its reader's.
    func settle(
        _ notice: inout NoticeRecord, outcome: DeliveryOutcome, retry: RetryPolicy,
        isRedirected: Bool = false
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
            try putOff(&notice, because: fault, retry: retry, isRedirected: isRedirected)
        case .refused(let fault):
            detail = fault.words
            end(&notice, as: isRedirected ? .redirected : .refused, because: fault.words)
        case .uncertain(let fault):
            detail = fault.words
            try leaveUncertain(&notice, because: fault, retry: retry, isRedirected: isRedirected)
        }
        try endAttempt(of: notice, outcome: outcome.word, detail: detail)
        try update(notice)
        try reviewOrders(of: notice)
        try record(outcome.word, of: Subject(.notice, "\(notice.id)"), detail: detail)
    }

    private func putOff(
        _ notice: inout NoticeRecord, because fault: DeliveryFault, retry: RetryPolicy,
        isRedirected: Bool
    ) throws {
        // Counted from the first attempt since a person released it, not from when it was written.
        let first =
            try view.attempts(of: notice.id)
            .first { $0.claimedAt >= notice.approvedAt ?? .distantPast }?.claimedAt ?? now
        guard now - first <= retry.giveUpAfter || fault.concern == .stop else {
            return end(
                &notice, as: isRedirected ? .redirected : .refused,
                because: "given up: \(fault.words)")
        }
        notice.state = .deferred
        notice.response = fault.words
        notice.leaveAt =
            fault.concern == .stop ? now : now + retry.pause(after: notice.attempts)
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
        let handedOver = try view.attempts(of: notice.id).count {
            $0.outcome == NoticeState.uncertain.rawValue
        }
        guard handedOver + 1 < Self.mostHandedOver else {
            return notice.finish(
                as: isRedirected ? .redirected : .refused,
                because: "given up, handed over \(handedOver + 1) times without an answer: "
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

extension Error {
    /// Whether it concerns the notice at hand alone, and not the ledger or the disk.
    fileprivate var isOfOneNotice: Bool {
        self is EngineError || (self as? LedgerError)?.code == .unreadableRow
    }
}
