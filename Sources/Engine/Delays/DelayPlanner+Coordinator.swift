import Almanac
import Coordination
import Ledger
import Post

/// What the coordinator hears about orders: a date is needed, a client must be called, letters wait.
extension DelayPlanner {
    /// Sees to the deadlines that ask a person about an order, and ends them once they are answered.
    func ask(
        about look: OrderLook, in transaction: LedgerTransaction, result: inout Result
    ) throws {
        let date = TaskTopic.date(order: look.order.code)
        let dateless = look.assessment.needsDate
        // While it is open, further lines whose dates pass are part of the same question.
        let asked =
            dateless.isEmpty
            ? nil : try transaction.view.openDeadlines(code: date.code).first?.deadline
        let mustCall = look.client.policy == .none && look.assessment.letter != nil
        let occurrence = mustCall ? try callOccurrence(for: look, in: transaction.view) : nil
        let questions = [
            (
                Self.answered,
                OfficeTask(
                    topic: date,
                    occurrence: asked?.occurrence ?? dateless.map(\.current).max()?.description,
                    title: TaskTitle.date.words(look.order.code, look.client.name),
                    client: look.client.code, note: note(on: dateless, of: look.order),
                    isNoteCurrent: true)
            ),
            (
                endOfCall(about: look, askedAs: occurrence),
                OfficeTask(
                    topic: .call(order: look.order.code), occurrence: occurrence,
                    title: Self.callTitle(of: look.assessment).words(
                        look.client.addressee, look.client.name, look.order.code),
                    client: look.client.code,
                    note: mustCall ? try callNote(on: look, in: transaction) : nil,
                    isNoteCurrent: true)
            ),
        ]
        try endAnswers(about: look, in: transaction)
        // A date that came otherwise is an answer, too: of a file that was undone.
        try ClearedDates(office: office, order: look.order).follow(
            because: Self.answered, in: transaction)
        for (reason, question) in questions {
            try ask(question, because: reason, transaction, &result)
        }
        let ended = try transaction.endCalls(about: look.order.code, office: office)
        for _ in 0..<ended { result.count("answered") }
        if let asked { try tell(of: dateless, joining: asked, on: look, in: transaction) }
    }

    /// Whatever answered it: a sheet, a command, or that there is nothing to say any more.
    private static let answered = "answered"

    /// Why a call about an order ends that nobody made.
    ///
    /// - Parameter occurrence: the call that is asked for now.
    private func endOfCall(about look: OrderLook, askedAs occurrence: String?) -> String {
        if occurrence != nil { return "asked anew" }
        return look.assessment.letter == nil || look.client.policy == .none
            ? "nothing of the letter is left to say" : "a letter tells it instead"
    }

    /// A call is named for what there is to tell: a delay, or good news alone.
    private static func callTitle(of assessment: DelayAssessment) -> TaskTitle {
        switch assessment.letter {
        case .improved, .recovery: .earlierCall
        case .slip, .furtherSlip, nil: .delayCall
        }
    }

    /// What tells a call about an order's delay from the one before: the latest revision of what there is
    /// to say. Nil where whoever made a call about a later one has said it with that.
    private func callOccurrence(for look: OrderLook, in view: LedgerView) throws -> String? {
        let statements = look.assessment.statements
        guard let revision = statements.map(\.revision).max() else { return nil }
        let occurrence = "r\(revision)"
        let stated = Set(statements.map { Code($0.line) })
        // These may have been left out of a later call (`Office.assessment`).
        let mayBeLeftOut = look.order.lines.contains {
            $0.isLateSinceFirstSeen && stated.contains(Code($0.line))
        }
        let isSaid = try view.deadlines(code: TaskTopic.call(order: look.order.code).code).contains
        {
            record in
            let asked = OfficeTask.first(of: record.deadline.occurrence)
            return record.deadline.finishedBy != nil && asked != occurrence
                && Int(asked.dropFirst()).map { $0 > revision } ?? false
        }
        return isSaid && !mayBeLeftOut ? nil : occurrence
    }

    /// Nobody waits for an answer about an order that is finished, or from whose it is no more.
    private func endAnswers(about look: OrderLook, in transaction: LedgerTransaction) throws {
        let isFinished = !look.order.lines.contains(where: \.isOutstanding)
        for question in try transaction.view.openDeadlines(
            code: TaskTopic.answer(order: look.order.code).code)
        {
            let isClients =
                question.deadline.client.map(Code.init) == Code(look.client.code)
            guard isFinished || !isClients else { continue }
            try transaction.end(
                question,
                because: isFinished ? "the order is finished" : "the order is another client's",
                office: office)
        }
    }

    /// Tells whoever was asked for an order's date which further lines' dates have passed since.
    private func tell(
        of dateless: [OrderLine], joining question: Deadline, on look: OrderLook,
        in transaction: LedgerTransaction
    ) throws {
        guard let first = CivilDate(OfficeTask.first(of: question.occurrence)) else { return }
        let opening =
            office.workingTime(ofOwner: question.owner).nextOpen(atOrAfter: transaction.now)
            ?? transaction.now
        // Whoever is there when it can be read.
        let readers = office.recipients(
            of: .owner, for: question, at: opening, isEscalation: false)
        for line in dateless where line.current > first {
            for reader in readers {
                try transaction.collect(
                    office.dateNeededItem(for: line, client: look.client, question: question),
                    for: reader.key,
                    from: reader.workingTime.nextOpen(atOrAfter: opening) ?? opening,
                    office: office)
            }
        }
    }

    private func ask(
        _ question: OfficeTask, because reason: String, _ transaction: LedgerTransaction,
        _ result: inout Result
    ) throws {
        let (isOpened, ended) = try transaction.ask(question, office: office, because: reason)
        if isOpened { result.count(question.topic.kind.rawValue) }
        for _ in 0..<ended { result.count("answered") }
    }

    /// What the coordinator says on the telephone or pastes into a message, and the way there.
    private func callNote(
        on look: OrderLook, in transaction: LedgerTransaction
    ) throws -> String {
        guard let item = look.item(in: office) else { return "" }
        return try writer.callNote(
            for: [item], to: look.client, view: transaction.view, office: office,
            now: transaction.now)
    }

    /// The lines whose dates have passed, as a coordinator looks for them.
    private func note(on lines: [OrderLine], of order: OrderRecord) -> String {
        let lines = lines.map { line in
            let amount = [line.remaining.text(in: office.profile.style.cells), line.unit]
                .compactMap(\.self)
                .joined(separator: " ")
            return "\(line.line): \(amount) \(line.item), \(line.current)"
        }
        let purchaseOrder = order.purchaseOrder.map { "\(PurchaseOrder.named($0))\n" } ?? ""
        return purchaseOrder + lines.joined(separator: "\n")
    }

    /// Has a deadline for each letter that waits for a person, and ends those of letters that do not.
    ///
    /// - Returns: the notices that began to wait.
    func askAboutWaitingLetters(
        in transaction: LedgerTransaction, result: inout Result
    ) throws -> Set<Int64> {
        for code in try transaction.view.idleQuestions(
            codesBeginning: TaskTopic.letterPrefix, kind: TaskKind.letterApproval.rawValue)
        {
            let ended = try transaction.endTasks(
                code: code, except: nil, because: Self.decided, office: office)
            for _ in 0..<ended { result.count("decided") }
        }
        var begun: Set<Int64> = []
        for notice in try transaction.view.unaskedLetters(
            codesBeginning: TaskTopic.letterPrefix, unlessEndedBecause: Self.decided)
        {
            let (isOpened, _) = try transaction.ask(
                question(about: notice, in: transaction.view), office: office,
                because: Self.decided)
            if isOpened { begun.insert(notice.id) }
        }
        return begun
    }

    private static let decided = "decided"

    private func question(
        about notice: NoticeRecord, in view: LedgerView
    ) throws -> OfficeTask {
        let topic = TaskTopic.letter(notice.id)
        let asked = try view.deadlines(code: topic.code)
        let client = office.directory.client(notice.recipient)?.name ?? notice.recipient
        return OfficeTask(
            topic: topic,
            occurrence: asked.isEmpty ? "" : "\(asked.count + 1)",
            title: TaskTitle.letterDecision.words("\(notice.id)", client),
            client: notice.recipient,
            note: try view.holdWords(of: notice, office: office)
                .map { $0.text(in: office.profile.language) }.joined(separator: "; "))
    }

    /// Tells the coordinator, in one item, which letters began to wait for a person, or say something else than when
    /// they were read: each in full, with the sheet to decide about them.
    ///
    /// - Parameter anew: those that began to wait, or wait for something else.
    func announce(
        _ touched: Set<Int64>, anew: Set<Int64>, in transaction: LedgerTransaction,
        result: inout Result
    ) throws {
        var letters: [NoticeRecord] = []
        for id in touched.sorted() {
            guard let notice = try transaction.view.notice(id), notice.state == .held,
                let client = office.directory.client(notice.recipient)
            else { continue }
            result.held.append(
                HeldLetter(notice: id, client: client.code, reasons: notice.holdReasons))
            result.count("held")
            let isRead = try !anew.contains(id) && isShown(notice, in: transaction)
            if !isRead { letters.append(notice) }
        }
        guard !letters.isEmpty, let reader = office.actingCoordinator(at: transaction.now) else {
            return
        }
        letters += try takeUpUnread(besides: letters, by: reader.key, in: transaction)
        try transaction.collect(
            WaitingLettersItem(office: office, writer: writer, reader: reader).item(
                of: letters, cause: "approval \(transaction.now) \(touched.sorted())",
                kind: Self.approvalKind, in: transaction),
            for: reader.key, office: office)
    }

    /// Takes back what the coordinator has not read of any of these letters, since it says what they were.
    ///
    /// - Returns: the other letters that it named and that still wait.
    private func takeUpUnread(
        besides letters: [NoticeRecord], by reader: String, in transaction: LedgerTransaction
    ) throws -> [NoticeRecord] {
        var known = Set(letters.map(\.id))
        var others: [NoticeRecord] = []
        for unread in try transaction.view.unreadNews(ofKind: Self.approvalKind, to: reader) {
            let named = LetterAnnouncement.letters(named: unread.item.facts)
            // Of one that shows but some of its letters it is not known which the others are.
            guard unread.item.facts["more"] == nil, !named.isDisjoint(with: known) else { continue }
            for id in named.sorted() where known.insert(id).inserted {
                if let notice = try transaction.view.notice(id), notice.state == .held {
                    others.append(notice)
                }
            }
            try transaction.withdraw(unread, for: NoticeRecord.laterNews)
        }
        return others
    }

    private static let approvalKind = "approval-needed"

    /// Whether somebody was shown a letter as it is now.
    private func isShown(
        _ notice: NoticeRecord, in transaction: LedgerTransaction
    ) throws -> Bool {
        let shown = try transaction.view.shownLetters(of: notice.id)
        guard !shown.isEmpty else { return false }
        do {
            let letter = try writer.letter(
                for: notice, view: transaction.view, office: office, now: transaction.now)
            return shown.contains { $0.hash == letter.contentHash }
        } catch is EngineError {
            // Why it cannot be composed is news.
            return false
        }
    }
}
