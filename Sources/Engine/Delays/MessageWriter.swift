import Almanac
import Coordination
import Ledger
import Post

/// A person's own words to clients: held, shown and approved as every other letter.
struct MessageWriter: Sendable {
    let office: Office
    let writer: LetterWriter
    let by: String

    /// What is written, and to whom.
    struct Message: Sendable {
        var subject: String
        var text: String
        /// Clients' codes.
        var clients: [String]
        /// The order that it is about: it goes to the order's client, and to nobody else.
        var order: String?
        /// What it follows from, spelled so that it is written once; nil of what a person writes.
        var cause: String?
        /// Why it waits beside that all of them do.
        var holdReasons: Set<HoldReason> = []
    }

    /// What came of a message.
    struct Written: Sendable {
        var notices: [NoticeRecord] = []
        /// Codes of the calls to make instead, of clients who get no mail.
        var calls: [String] = []
    }

    private static let longestText = 10_000
    static let longestSubject = 120

    func write(_ message: Message, in transaction: LedgerTransaction) throws -> Written {
        try check(message)
        let order = try message.order.map(transaction.view.requiredOrder)
        if let order, let other = message.clients.first(where: { !order.isOf($0) }) {
            throw EngineError(
                .invalid,
                "order \(order.code) is of \(order.client): \(other) would read of another client's "
                    + "order; write to \(other) without it", field: "clients")
        }
        let codes = order.map { [$0.client] } ?? message.clients
        var written = Written()
        var seen: Set<Code> = []
        for code in codes where seen.insert(Code(code)).inserted {
            guard let client = office.directory.client(code) else {
                throw EngineError(
                    .invalid, "“\(code)” is no client: the clients sheet has their codes",
                    field: "clients")
            }
            try write(message, about: order, to: client, in: transaction, &written)
        }
        return written
    }

    private func check(_ message: Message) throws {
        guard !message.clients.isEmpty || message.order != nil else {
            throw EngineError(
                .invalid, "say whom it goes to: clients, or an order", field: "clients")
        }
        for (field, text, most) in [
            ("subject", message.subject, Self.longestSubject),
            ("text", message.text, Self.longestText),
        ] {
            guard !LetterEdit.paragraphs(of: text).isEmpty, text.count <= most else {
                throw EngineError(
                    .invalid, "\(field) takes between one and \(most) characters", field: field)
            }
        }
        guard !message.subject.contains(where: \.isNewline) else {
            throw EngineError(.invalid, "a subject is one line", field: "subject")
        }
    }

    private func write(
        _ message: Message, about order: OrderRecord?, to client: Client,
        in transaction: LedgerTransaction, _ written: inout Written
    ) throws {
        let item = Item(
            cause: message.cause.map { "\($0) > \(client.code)" }
                ?? "message \(transaction.now) > \(client.code)", kind: "message",
            subject: order.map { Subject(.order, $0.code) } ?? Subject(.client, client.code),
            facts: facts(of: message, about: order, at: transaction.now))
        let today = office.today(ofClient: client.code, at: transaction.now)
        let isMuted = office.mute(ofOrder: order?.code, client: client.code, on: today) != nil
        guard client.policy != .none, !isMuted else {
            let question = OfficeTask(
                topic: .message(client: client.code, at: transaction.now), occurrence: "",
                title: TaskTitle.messageCall.words(
                    client.addressee, client.name, message.subject),
                client: client.code,
                note: try writer.callNote(
                    for: [item], to: client, view: transaction.view, office: office,
                    now: transaction.now))
            _ = try transaction.ask(question, office: office, because: "")
            written.calls.append(question.topic.code)
            return
        }
        var reasons = [.approval] + message.holdReasons.sorted { $0.rawValue < $1.rawValue }
        if !writer.needsAddress { reasons.append(.noCourier) }
        if let email = client.email {
            if try transaction.view.isRefused(address: email) { reasons.append(.addressRefused) }
        } else {
            reasons.append(.noAddress)
        }
        let id = try transaction.openNotice(
            to: client.code, audience: .client, leaveAt: nil, holdReasons: reasons)
        guard try transaction.append(item, to: id), let notice = try transaction.view.notice(id)
        else {
            throw EngineError(
                .conflict, "\(client.code) was written to at this very moment: write again")
        }
        try transaction.record("written", of: Subject(.notice, "\(id)"), by: by)
        try transaction.recordHold(of: id, for: reasons)
        written.notices.append(notice)
    }

    private func facts(
        of message: Message, about order: OrderRecord?, at now: Instant
    ) -> Facts {
        var facts: Facts = [
            "subject": .text(message.subject), "paragraphs": LetterEdit.rows(of: message.text),
        ]
        if let order {
            facts["order"] = .text(order.code)
            facts.merge(PurchaseOrder.facts(order.purchaseOrder)) { $1 }
        }
        let sellers = [order?.salesperson] + (order?.lines.map(\.salesperson) ?? [])
        facts.merge(office.contactFacts(of: sellers, at: now)) { $1 }
        return facts
    }
}

extension OrderRecord {
    fileprivate func isOf(_ client: String) -> Bool {
        self.client.isCode(client)
    }
}
