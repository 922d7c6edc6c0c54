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

extension LedgerTransaction {
    /// Ends the call about a letter that was refused, was tried again, and arrived.
    func endCall(
        aboutArrived letter: NoticeRecord, because reason: String, office: Office
    ) throws {
        let occurrence = FollowUp.callOccurrence(of: letter.id)
        for call in try view.openDeadlines(
            code: TaskTopic.address(recipient: letter.recipient).code)
        where OfficeTask.first(of: call.deadline.occurrence) == occurrence {
            try end(call, because: reason, office: office)
        }
    }

    /// A call that somebody made told the client what its note said to tell: an order's dates as they are,
    /// or what a letter said that could not be delivered.
    ///
    /// - Parameters:
    ///   - call: as it was while it was open.
    ///   - moment: when the client was called.
    func tellByTelephone(
        _ call: Deadline, at moment: Instant, office: Office, by: String?
    ) throws {
        guard call.kind == "callback", let client = call.client else { return }
        if let letter = try view.undeliveredLetter(askedAboutBy: call) {
            for record in letter.liveItems where record.statesDates {
                try tellByTelephone(
                    record.statements, of: record.item.subject.id, to: client, at: moment, by: by)
            }
        } else if let order = try view.order(calledAboutBy: call),
            let look = OrderLook(at: order, office: office, now: now)
        {
            try tellByTelephone(
                look.assessment.statements, of: order.code, to: client, at: moment, by: by)
        }
    }

    private func tellByTelephone(
        _ statements: [DelayAssessment.Statement], of code: String, to client: String,
        at moment: Instant, by: String?
    ) throws {
        guard let order = try view.order(code),
            order.client.isCode(client)
        else { return }
        for statement in statements {
            try tell(statement.date, of: statement.line, order: order.code, at: moment)
            try settle(
                statement.line, of: order.code, revision: statement.revision, isTold: true)
        }
        guard !statements.isEmpty else { return }
        try record(
            "told by phone", of: Subject(.order, order.code), by: by,
            detail: statements.map { "\($0.line): \($0.date)" }.joined(separator: ", "))
        try setNext(now, ofOrder: order.code)
    }
}

extension LedgerView {
    /// The order about whose delay a question asks for a call; nil when it asks for another thing.
    fileprivate func order(calledAboutBy question: Deadline) throws -> OrderRecord? {
        try TaskTopic.order(calledAbout: question.code).flatMap { try order($0) }
    }

    /// The letter to a client about which a question asks for a call; nil when it asks for another thing.
    func undeliveredLetter(askedAboutBy question: Deadline) throws -> NoticeRecord? {
        guard question.client != nil, TaskTopic.isAddress(question.code),
            let id = Int64(OfficeTask.first(of: question.occurrence).dropFirst()),
            FollowUp.callOccurrence(of: id) == OfficeTask.first(of: question.occurrence)
        else { return nil }
        return try notice(id)
    }

    fileprivate func openCall(about letter: NoticeRecord) throws -> DeadlineRecord? {
        let call = try deadline(
            code: TaskTopic.address(recipient: letter.recipient).code,
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
            let saidLater = Set(laterItems.flatMap(\.statements).map { Code($0.line) })
            return record.statements.contains { statement in
                let name = Code(statement.line)
                return !saidLater.contains(name)
                    && look.order.lines.contains { line in
                        Code(line.line) == name && line.isUntold(since: statement)
                    }
            }
        }
    }
}

extension NoticeRecord {
    fileprivate func isTo(_ recipient: String) -> Bool {
        self.recipient.isCode(recipient)
    }
}

extension OrderLine {
    /// Whether its client still has to hear that a statement's date, or another one since, took the
    /// place of the one they know.
    fileprivate func isUntold(since statement: DelayAssessment.Statement) -> Bool {
        isOutstanding && settledRevision < statement.revision && (isLater || isEarlier)
    }
}
