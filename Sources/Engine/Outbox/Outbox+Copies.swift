import Almanac
import Coordination
import Ledger
import Post

extension Outbox {
    /// Claims copies that a server put off when the letter itself went: the same bytes, to that address
    /// alone.
    func claimCopies(in transaction: LedgerTransaction, _ batch: inout Batch) throws {
        let room = courier.capacity - batch.shipments.count
        guard room > 0, clockGuard.mayTellClients else { return }
        for copy in try transaction.view.copiesDue(by: transaction.now, limit: room) {
            guard let notice = try transaction.view.notice(copy.notice),
                let letter = try transaction.view.letter(of: copy.notice)
            else {
                try transaction.remove(copy)
                continue
            }
            var claimed = copy
            claimed.leaveAt = nil
            claimed.attempts += 1
            try transaction.put(claimed)
            var shipment = shipment(of: notice, letter: letter)
            shipment.parcel.recipients = [copy.address]
            shipment.copy = claimed
            batch.shipments.append(shipment)
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
            try followUp.lose(copy.address, because: fault, in: self)
        case .deferred(let fault):
            guard now - copy.firstAt <= retry.giveUpAfter else {
                try remove(copy)
                return try followUp.lose(copy.address, because: fault, in: self)
            }
            var copy = copy
            copy.leaveAt =
                fault.concern == .stop ? now : now + retry.pause(after: copy.attempts)
            try put(copy)
        }
    }
}
