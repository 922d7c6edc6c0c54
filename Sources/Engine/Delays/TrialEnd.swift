import Almanac
import Coordination
import Ledger
import Post

/// What comes after a trial. What went to its address was not heard by whom it was for, be that a client or somebody
/// of the office (``LedgerView/unheardNotices()``): its causes are free from then on, so that whatever still holds is
/// told by whoever tells it otherwise, as if it had been missed.
///
/// - Of a deadline that is open each reader hears the latest step that they did not hear, marked late; who was told
///   an old date before hears of the new one.
/// - A letter to a client is written anew, and waits for a person; its salesperson hears of it again.
/// - The welcome, and what is told for as long as it is so, comes with the next mail.
///
/// What spoke of one moment alone, such as a digest or the answer to a file, is over: what is left of it is a deadline
/// or stands in the next digest.
struct TrialEnd {
    let office: Office
    let writer: LetterWriter

    /// What is told to whom it is for.
    struct Outcome {
        /// Letters to clients that wait now.
        var letters = 0
        /// Deadlines that somebody is to hear of.
        var deadlines = 0

        /// A sentence for each thing that comes of it.
        var words: [BilingualText] {
            var words: [BilingualText] = []
            if letters > 0 {
                words.append(
                    BilingualText(
                        en: "the trial is over: \(letters) letters that went to its address wait "
                            + "for approval",
                        id: "uji coba selesai: \(letters) surat yang dikirim ke alamatnya menunggu "
                            + "persetujuan"))
            }
            if deadlines > 0 {
                words.append(
                    BilingualText(
                        en: "the trial is over: of \(deadlines) deadlines its address alone was "
                            + "told, and those whom it concerns are told now",
                        id: "uji coba selesai: \(deadlines) tenggat hanya disampaikan ke "
                            + "alamatnya, dan kini disampaikan kepada yang bersangkutan"))
            }
            return words
        }
    }

    /// - Returns: what comes of it; nothing where a trial goes on, or nothing had been redirected.
    func settle(in transaction: LedgerTransaction) throws -> Outcome {
        var outcome = Outcome()
        guard !writer.isRedirecting else { return outcome }
        let unheard = try transaction.view.unheardNotices()
        guard !unheard.isEmpty else { return outcome }
        try transaction.forgetUnheardNotices()
        var orders: Set<Code> = []
        for notice in unheard where notice.audience == .client {
            for record in notice.liveItems {
                if record.statesDates {
                    orders.insert(Code(record.item.subject.id))
                    try transaction.setNext(
                        transaction.now, ofOrder: record.item.subject.id)
                } else {
                    outcome.letters += try writeAnew(record, to: notice.recipient, in: transaction)
                }
            }
        }
        let result = try DelayPlanner(office: office, writer: writer)
            .work(in: transaction, holding: orders, for: .afterTrial)
        outcome.letters += try result.held.count { letter in
            try transaction.view.notice(letter.notice)?.holdReasons.contains(.afterTrial) ?? false
        }
        if unheard.flatMap(\.liveItems).contains(where: { $0.item.kind == LetterAnnouncement.kind })
        {
            try announceAnew(in: transaction)
        }
        let reminders = unheard.filter { $0.audience == .office }.flatMap { notice in
            notice.liveItems.filter { $0.item.subject.kind == .deadline }
                .map { Unheard(record: $0, of: notice) }
        }
        for (deadline, unheard) in Dictionary(grouping: reminders, by: \.deadline)
            .sorted(by: { $0.key < $1.key })
        where try transaction.owe(unheard, of: deadline, office: office) {
            outcome.deadlines += 1
        }
        return outcome
    }

    /// Whoever sold something hears of each letter that is still to go, and has the while in which one that goes by
    /// itself can be held; what a person approved goes when they approved it to.
    private func announceAnew(in transaction: LedgerTransaction) throws {
        let letters = try transaction.view.notices(in: [.waiting, .held], limit: .max)
            .filter { $0.audience == .client }
        let cooled = office.coolingEnd(from: transaction.now)
        for var letter in letters where letter.state == .waiting && letter.approvedBy == nil {
            guard let leaveAt = letter.leaveAt, leaveAt < cooled else { continue }
            letter.leaveAt =
                office.directory.client(letter.recipient)
                .flatMap { office.workingTime(of: $0).nextOpen(atOrAfter: cooled) } ?? cooled
            try transaction.update(letter)
        }
        try DelayPlanner(office: office, writer: writer)
            .announceToSalespeople(Set(letters.map(\.id)), in: transaction)
    }

    /// A person's own words to a client.
    private func writeAnew(
        _ record: ItemRecord, to client: String, in transaction: LedgerTransaction
    ) throws -> Int {
        guard office.directory.client(client) != nil else { return 0 }
        let notice = try transaction.openNotice(
            to: client, audience: .client, leaveAt: nil, holdReasons: [.afterTrial, .approval])
        try transaction.recordHold(of: notice, for: [.afterTrial, .approval])
        return try transaction.append(record.item, to: notice) ? 1 : 0
    }
}

/// One thing about a deadline that its reader did not hear.
private struct Unheard {
    var deadline: String
    var cause: String
    var recipient: String
    var at: Instant

    init(record: ItemRecord, of notice: NoticeRecord) {
        deadline = record.item.subject.id
        cause = record.item.cause
        recipient = notice.recipient
        at = notice.finishedAt ?? record.createdAt
    }
}

extension LedgerTransaction {
    /// Has steps count as missed that nobody heard for whom they were, and whoever knows an old date hear of the new
    /// one. Whoever has heard of the deadline since needs nothing.
    ///
    /// - Returns: whether anybody is to hear of it.
    fileprivate func owe(_ unheard: [Unheard], of identifier: String, office: Office) throws
        -> Bool
    {
        guard var record = try view.identifiedDeadline(identifier),
            record.deadline.state == .open, !record.deadline.isWaiting
        else { return false }
        let deadline = record.deadline
        var heardAt: [Code: Instant] = [:]
        for telling in try view.tellings(about: Subject(.deadline, identifier)) {
            heardAt[Code(telling.recipient)] = telling.at
        }
        let owed = unheard.filter { one in heardAt[Code(one.recipient)].map { $0 < one.at } ?? true
        }
        let causes = Set(owed.map(\.cause))
        let readers = Set(owed.map(\.recipient))
        let steps = office.plan(deadline).filter { step in
            readers.contains { causes.contains(office.cause(of: step, to: $0, about: deadline)) }
        }
        try unsettle(steps.map(\.identity), of: record)
        try correct(record, office: office)
        record.nextAt = try view.nextStepInstant(of: record, office: office)
        try setNext(record.nextAt, of: record.id)
        return record.nextAt.map { $0 <= now } ?? false
    }
}
