import Almanac
import Coordination
import Ledger

/// A person's word on what a client knows: that a letter arrived of which nobody knew, or that they know
/// already what one would say.
extension LetterApproval {
    /// Takes a letter back and notes its dates as told.
    ///
    /// - Parameter moment: when the client was told; nil is now.
    func takeBackAsTold(
        _ notice: NoticeRecord, at moment: Instant?, in transaction: LedgerTransaction
    ) throws {
        var notice = notice
        if !notice.mayHaveArrived {
            // What the client knows is what the letter would say now.
            notice = try transaction.view.refreshed(
                notice, office: office, now: transaction.now)
        }
        try transaction.tellDates(
            of: notice, at: moment ?? transaction.now, isSpoken: true)
        try transaction.askAboutFormer(readerOf: notice, except: [], office: office)
        notice.finish(
            as: .withdrawn, because: "the client knows already, says \(by)", at: transaction.now)
        notice.mayHaveArrived = false
        try transaction.update(notice)
        try transaction.reviewOrders(of: notice)
        try transaction.record(
            "told otherwise", of: Subject(.notice, "\(notice.id)"), by: by)
    }

    /// Takes a person's word that a letter arrived of which nobody knew: what it says is told.
    func confirmArrival(
        of notice: NoticeRecord, in transaction: LedgerTransaction
    ) throws -> NoticeRecord {
        var notice = notice
        guard notice.state == .uncertain else {
            throw EngineError(
                .conflict,
                "notice \(notice.id) is \(notice.state.rawValue): only of one that is uncertain "
                    + "somebody can say that it arrived",
                indonesian: "surat \(notice.id) tidak sedang menunggu kabar sampai atau tidaknya")
        }
        let claimed = try transaction.view.attempts(of: notice.id).last?.claimedAt
        notice.finish(as: .sent, because: "arrived, says \(by)", at: transaction.now)
        notice.mayHaveArrived = false
        try transaction.update(notice)
        try transaction.tellDates(of: notice, at: claimed ?? transaction.now)
        try transaction.reviewOrders(of: notice)
        try FollowUp(office: office, writer: writer, notice: notice).followArrival(in: transaction)
        try transaction.record("arrived", of: Subject(.notice, "\(notice.id)"), by: by)
        return notice
    }
}
