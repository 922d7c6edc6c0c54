import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Ends the calls about letters that could not be delivered and tell of an order, where nothing of
    /// what they said is left to say: other letters arrived, the client was told, or has nothing to
    /// hear any more.
    ///
    /// - Returns: how many ended.
    func endCalls(about order: String, office: Office) throws -> Int {
        var ended = 0
        for letter in try view.refusedLetters(about: Subject(.order, order)) {
            guard
                let call = try view.openCall(about: letter),
                try !view.isToBeCalledAbout(letter, office: office, now: now)
            else { continue }
            try end(call, because: "nothing of the letter is left to say", office: office)
            ended += 1
        }
        return ended
    }
}

extension LedgerView {
    /// The letter to a client about which a question asks for a call; nil when it asks for another thing.
    func undeliveredLetter(askedAboutBy question: Deadline) throws -> NoticeRecord? {
        guard question.client != nil,
            let id = Int64(OfficeQuestion.first(of: question.occurrence).dropFirst()),
            FollowUp.callOccurrence(of: id) == OfficeQuestion.first(of: question.occurrence)
        else { return nil }
        return try notice(id)
    }

    fileprivate func openCall(about letter: NoticeRecord) throws -> DeadlineRecord? {
        let call = try deadline(
            code: FollowUp.addressCode(of: letter.recipient),
            occurrence: FollowUp.callOccurrence(of: letter.id))
        return call?.deadline.state == .open ? call : nil
    }

    /// Whether its client still has to hear some of what a letter said. What a later letter said that
    /// could not be delivered either is that one's.
    fileprivate func isToBeCalledAbout(
        _ letter: NoticeRecord, office: Office, now: Instant
    ) throws -> Bool {
        try letter.liveItems.contains { record in
            guard record.statesDates else { return true }
            guard let look = try look(at: record, office: office, now: now),
                look.reasonAgainst(recipient: letter.recipient) == nil
            else { return false }
            let laterItems = try refusedLetters(about: record.item.subject)
                .filter { $0.id > letter.id && $0.isTo(letter.recipient) }.flatMap(\.liveItems)
                .filter { $0.item.subject.id == record.item.subject.id }
            let saidLater = Set(laterItems.flatMap(\.statements).map { Directory.fold($0.line) })
            return record.statements.contains { statement in
                let name = Directory.fold(statement.line)
                return !saidLater.contains(name)
                    && look.order.lines.contains { line in
                        Directory.fold(line.line) == name && line.isUntold(since: statement)
                    }
            }
        }
    }
}

extension NoticeRecord {
    fileprivate func isTo(_ recipient: String) -> Bool {
        Directory.fold(self.recipient) == Directory.fold(recipient)
    }
}

extension OrderLine {
    /// Whether its client still has to hear that a statement's date, or another one since, took the
    /// place of the one they know.
    fileprivate func isUntold(since statement: DelayAssessment.Statement) -> Bool {
        isOutstanding && settledRevision < statement.revision && (isLater || isEarlier)
    }
}
