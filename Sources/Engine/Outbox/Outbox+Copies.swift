import Almanac
import Coordination
import Ledger
import Post

extension Outbox {
    /// Claims copies that a server put off when the letter itself went: the same bytes, to that address
    /// alone, in its client's hours, and only while what they say is the last that the client was told.
    func claimCopies(
        atMost limit: Int, in transaction: LedgerTransaction, office: Office, _ batch: inout Batch
    ) throws {
        guard limit > 0, try mayServeCopies(in: transaction.view) else { return }
        for copy in try transaction.view.copiesDue(by: transaction.now, limit: limit) {
            batch.looked += 1
            var copy = copy
            guard let notice = try transaction.view.notice(copy.notice),
                let letter = try transaction.view.letter(of: copy.notice),
                try transaction.view.isLastTold(notice)
            else {
                try transaction.remove(copy)
                continue
            }
            let opening = office.directory.client(notice.recipient)
                .flatMap { office.workingTime(of: $0).nextOpen(atOrAfter: transaction.now) }
            guard opening ?? transaction.now <= transaction.now else {
                copy.leaveAt = opening
                try transaction.put(copy)
                continue
            }
            copy.leaveAt = nil
            copy.attempts += 1
            try transaction.put(copy)
            var shipment = shipment(
                of: notice, letter: letter, by: clientsWay, office: office, at: transaction.now)
            shipment.parcel.recipients = [copy.address]
            shipment.copy = copy
            batch.shipments.append(shipment)
        }
    }
}

extension LedgerView {
    /// Whether what a letter that went says of orders is the last that its client was told.
    fileprivate func isLastTold(_ notice: NoticeRecord) throws -> Bool {
        try notice.liveItems.allSatisfy { record in
            guard record.statesDates else { return true }
            guard let order = try order(of: record, to: notice.recipient) else { return false }
            return record.statements.allSatisfy { statement in
                order.lines.contains {
                    $0.line.isCode(statement.line)
                        && $0.lastTold == statement.date
                }
            }
        }
    }
}

extension LedgerTransaction {
    /// Records what became of a copy. One that may have arrived is not tried again: nobody gets two.
    func settle(
        _ copy: CopyRecord, of notice: NoticeRecord, delivery: Delivery, retry: RetryPolicy,
        writer: LetterWriter, office: Office
    ) throws {
        let subject = Subject(.notice, "\(notice.id)")
        let followUp = FollowUp(office: office, writer: writer, notice: notice)
        switch delivery.outcome {
        case .sent(let response):
            try remove(copy)
            try record("copy sent", of: subject, detail: "\(copy.address): \(response)")
        case .uncertain(let fault):
            try remove(copy)
            try record("copy uncertain", of: subject, detail: "\(copy.address): \(fault.words)")
        case .refused(let fault):
            try remove(copy)
            try followUp.recordLost(copy.address, because: fault, in: self)
        case .deferred(let fault):
            guard now - copy.firstAt <= retry.giveUpAfter else {
                try remove(copy)
                return try followUp.recordLost(copy.address, because: fault, in: self)
            }
            var copy = copy
            copy.leaveAt =
                fault.concern == .stop ? now : now + retry.pause(after: copy.attempts)
            try put(copy)
        }
    }
}
