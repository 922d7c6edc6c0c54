import Almanac
import Coordination
import Ledger
import Post

/// What comes after a trial in which one address got every letter (`redirect_all_to`): no client was told
/// anything, so what still holds is written anew, and waits for a person.
struct TrialEnd {
    let office: Office
    let writer: LetterWriter

    /// - Returns: how many letters wait now; nothing where none had been redirected.
    func settle(in transaction: LedgerTransaction) throws -> Int {
        guard !writer.isRedirecting else { return 0 }
        let redirected = try transaction.view.redirectedLetters()
        guard !redirected.isEmpty else { return 0 }
        var orders: Set<Code> = []
        var written = 0
        for notice in redirected {
            for record in notice.liveItems {
                if record.statesDates {
                    orders.insert(Code(record.item.subject.id))
                    try transaction.setNext(
                        transaction.now, ofOrder: record.item.subject.id)
                } else {
                    written += try writeAnew(record, to: notice.recipient, in: transaction)
                }
            }
        }
        try transaction.forgetRedirectedLetters()
        let result = try DelayPlanner(office: office, writer: writer)
            .work(in: transaction, holding: orders, for: .afterTrial)
        return written + result.held.count
    }

    /// A person's own words to a client.
    private func writeAnew(
        _ record: ItemRecord, to client: String, in transaction: LedgerTransaction
    ) throws -> Int {
        guard office.directory.client(client) != nil else { return 0 }
        let notice = try transaction.openNotice(
            to: client, audience: .client, leaveAt: nil, holdReasons: [.afterTrial, .approval])
        try transaction.recordHold(of: notice, for: [.afterTrial, .approval])
        var item = record.item
        item.cause += " after the trial"
        return try transaction.append(item, to: notice) ? 1 : 0
    }
}
