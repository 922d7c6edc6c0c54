import Almanac
import Coordination
import Ledger
import Post

/// What the coordinator hears about orders: a date is needed, a client must be called, letters wait.
extension DelayDesk {
    /// Sees to the deadlines that ask a person about an order, and ends them once they are answered.
    func ask(
        about look: OrderLook, in transaction: LedgerTransaction, result: inout Result
    ) throws {
        try ask(
            Question(
                kind: "date-needed", code: "DATE-\(look.order.code)",
                occurrence: look.assessment.needsDate.map(\.current).max()?.description,
                title: BilingualText(
                    en: "New date for order \(look.order.code) of \(look.client.name)",
                    id: "Tanggal baru untuk pesanan \(look.order.code) dari \(look.client.name)")),
            about: look, in: transaction, result: &result)
        let mustCall = look.client.policy == .none && look.assessment.letter != nil
        try ask(
            Question(
                kind: "callback", code: "CALL-\(look.order.code)",
                occurrence: mustCall ? "r\(look.order.revision)" : nil,
                title: BilingualText(
                    en: "Call \(look.client.addressee) of \(look.client.name) about the delay of "
                        + "order \(look.order.code)",
                    id: "Telepon \(look.client.addressee) dari \(look.client.name) tentang "
                        + "keterlambatan pesanan \(look.order.code)")),
            about: look, in: transaction, result: &result)
    }

    /// A deadline of the coordinator's that an order's state opens and closes.
    private struct Question {
        var kind: String
        var code: String
        /// What tells this asking from the one before; nil when there is nothing to ask.
        var occurrence: String?
        var title: BilingualText
    }

    private func ask(
        _ question: Question, about look: OrderLook, in transaction: LedgerTransaction,
        result: inout Result
    ) throws {
        for var record in try transaction.view.openDeadlines(code: question.code)
        where record.deadline.occurrence != question.occurrence {
            record.deadline.state = .done
            record.deadline.finishedAt = transaction.now
            record.deadline.reason = "answered by the orders sheet"
            record.nextAt = nil
            try transaction.update(record)
            try transaction.withdrawItems(
                about: Subject(.deadline, record.deadline.identifier), because: "answered")
            result.count("answered")
        }
        guard let occurrence = question.occurrence, let owner = office.coordinator,
            try transaction.view.deadline(code: question.code, occurrence: occurrence) == nil
        else { return }
        let deadline = Deadline(
            code: question.code, occurrence: occurrence,
            title: question.title.text(in: office.profile.language), owner: owner.code,
            due: endOfNextWorkingDay(after: transaction.now),
            zone: office.profile.zone.identifier, kind: question.kind,
            ladder: office.profile.kinds[question.kind]?.ladder ?? "standard",
            client: look.client.code, note: note(on: look.order), armedAt: transaction.now,
            createdAt: transaction.now)
        let plan = office.plan(deadline)
        try transaction.insert(
            deadline, dueAt: office.dueInstant(of: deadline),
            nextAt: office.nextInstant(of: plan, settled: []))
        result.count(question.kind)
    }

    /// The order's lines as a coordinator needs them on the telephone.
    private func note(on order: OrderRecord) -> String {
        let lines = order.lines.filter(\.isOutstanding).map { line in
            "\(line.line): \(line.remaining) \(line.unit ?? "") \(line.item), "
                + "\(line.lastTold) → \(line.current)"
        }
        let purchaseOrder = order.purchaseOrder.map { "PO \($0)\n" } ?? ""
        return purchaseOrder + lines.joined(separator: "\n")
    }

    private func endOfNextWorkingDay(after now: Instant) -> CivilDateTime {
        let time = office.workingTime
        let today = time.zone.civil(now).date
        let day = time.calendar.workingDay(1, from: today) ?? today.adding(days: 1)
        return CivilDateTime(date: day, time: time.calendar.usualClosing(on: day))
    }

    /// Tells the coordinator, in one item, which letters began to wait for a person.
    func announce(
        _ touched: Set<Int64>, in transaction: LedgerTransaction, result: inout Result
    ) throws {
        var letters: [Facts] = []
        for id in touched.sorted() {
            guard let notice = try transaction.view.notice(id), notice.state == .held,
                let client = office.directory.client(notice.recipient)
            else { continue }
            result.held.append(
                HeldLetter(notice: id, client: client.code, reasons: notice.holdReasons))
            result.count("held")
            letters.append([
                "notice": .text("\(id)"), "client": .text(client.name),
                "subject": try subject(of: notice, in: transaction),
                "order": .text(
                    notice.liveItems.map(\.item.subject.id).joined(separator: ", ")),
                "reason": .texts(notice.holdReasons.map(\.words).joined(by: "; ").texts),
                "since": .moment(transaction.now, zone: office.profile.zone.identifier),
            ])
        }
        guard !letters.isEmpty, let coordinator = office.coordinator else { return }
        try transaction.collect(
            Item(
                cause: "approval \(transaction.now) \(touched.sorted())", kind: "approval-needed",
                subject: Subject(.office, "outbox"),
                facts: ["count": .number(Int64(letters.count)), "letters": .list(letters)]),
            for: coordinator.code, window: office.profile.groupingWindow)
    }

    /// The subject of a held letter, or where to read why it has none yet.
    private func subject(
        of notice: NoticeRecord, in transaction: LedgerTransaction
    ) throws -> Fact {
        do {
            return .text(
                try writer.letter(
                    for: notice, view: transaction.view, office: office, now: transaction.now
                ).subject)
        } catch is EngineError {
            let command = "tenggatctl outbox show \(notice.id)"
            return .texts(
                BilingualText(
                    en: "cannot be composed yet, \(command) says why",
                    id: "belum dapat disusun, sebabnya dalam \(command)"
                ).texts)
        }
    }
}
