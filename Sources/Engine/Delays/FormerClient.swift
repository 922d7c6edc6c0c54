import Almanac
import Coordination
import Ledger

/// A client whose an order was or is once more: what they were told of whose it is no letter takes back, so that somebody
/// is asked to.
struct FormerClient {
    let office: Office
    /// The client's code.
    let client: String

    /// Asks somebody to tell the client, as long as nobody is asked already; once more where it was answered before.
    ///
    /// - Parameter end: before when they were told what counts; nil is whenever it was.
    func ask(
        about order: OrderRecord, toldBefore end: Instant? = nil,
        in transaction: LedgerTransaction
    ) throws {
        let known = lastTold(of: order, before: end)
        // One of the two tells them: a letter that waits, or somebody.
        guard let latest = known.map(\.date).max(),
            try unsentTakingBack(of: order, in: transaction.view).isEmpty
        else { return }
        let topic = try formerTopic(of: order.code, in: transaction.view)
        _ = try transaction.ask(
            OfficeTask(
                topic: topic,
                occurrence: try occurrence("\(latest)", of: topic, in: transaction.view),
                title: TaskTitle.formerClient.words(name, order.code),
                client: client, note: note(on: order, known: known), isNoteCurrent: true),
            office: office, because: "told anew")
    }

    /// The order went from the client. Who was to be told that it is theirs again, and has not been, goes on knowing that
    /// it is not, unless a date of it was told to them since.
    func lose(
        _ order: OrderRecord, toldBefore end: Instant? = nil, in transaction: LedgerTransaction
    ) throws {
        let topic = try returnedTopic(of: order.code, in: transaction.view)
        if let open = try transaction.view.openDeadlines(code: topic.code).first {
            try transaction.end(
                open, because: "the order is another client's", office: office)
            guard isTold(of: order, since: open.deadline.createdAt, before: end) else { return }
        }
        try ask(about: order, toldBefore: end, in: transaction)
    }

    /// Whether somebody will be asked to tell the client once their order is another's.
    func isToBeTold(whenLosing order: OrderRecord, in view: LedgerView) throws -> Bool {
        guard try unsentTakingBack(of: order, in: view).isEmpty else { return false }
        let topic = try returnedTopic(of: order.code, in: view)
        let end = try view.openDeadlines(code: topic.code).first?.deadline.createdAt
        return order.lines.contains { line in
            line.told.dropFirst().contains { telling in end.map { telling.at > $0 } ?? true }
        }
    }

    /// The order is the client's again: what they know of it they may go on knowing. Who was told that it is not theirs
    /// is to be told that it is.
    func regain(_ order: OrderRecord, in transaction: LedgerTransaction) throws {
        try transaction.endTasks(
            try formerTopic(of: order.code, in: transaction.view), because: Self.theirsAgain,
            office: office)
        guard let toldAt = try whenToldOtherwise(of: order, in: transaction) else { return }
        let topic = try returnedTopic(of: order.code, in: transaction.view)
        let zone = office.profile.zone
        _ = try transaction.ask(
            OfficeTask(
                topic: topic,
                occurrence: try occurrence(
                    "\(zone.civil(transaction.now).date)", of: topic, in: transaction.view),
                title: TaskTitle.returnedClient.words(name, order.code),
                client: client, note: note(on: order, toldAt: toldAt), isNoteCurrent: true),
            office: office, because: "asked anew")
    }

    private static let theirsAgain = "the order is theirs again"

    private func formerTopic(of order: String, in view: LedgerView) throws -> TaskTopic {
        try view.topic(ofClient: client) {
            .formerClient(order: order, client: client, place: $0)
        }
    }

    private func returnedTopic(of order: String, in view: LedgerView) throws -> TaskTopic {
        try view.topic(ofClient: client) {
            .returnedClient(order: order, client: client, place: $0)
        }
    }

    /// Codes of what was asked about an order's going from the client, and of its coming back.
    func codes(about order: String, in view: LedgerView) throws -> (
        former: String, returned: String
    ) {
        (
            try formerTopic(of: order, in: view).code,
            try returnedTopic(of: order, in: view).code
        )
    }

    private func isTold(
        of order: OrderRecord, since moment: Instant, before end: Instant?
    ) -> Bool {
        order.lines.contains { line in
            line.formerClients?.told[Code(client)]?.contains { telling in
                telling.at > moment && end.map { telling.at < $0 } ?? true
            } ?? false
        }
    }

    /// Letters that take back what an undone file had them told of the order, and have not left.
    private func unsentTakingBack(
        of order: OrderRecord, in view: LedgerView
    ) throws -> [NoticeRecord] {
        try DisregardLetter.letters(to: client, about: order, in: view)
            .filter { $0.state.isRecallable && !$0.mayHaveArrived }
    }

    /// When the client was told last that an order which is theirs is not, by somebody or by a letter that took back what
    /// an undone file had told them; nil where they were not, or have been told otherwise since.
    private func whenToldOtherwise(
        of order: OrderRecord, in transaction: LedgerTransaction
    ) throws -> Instant? {
        let view = transaction.view
        let codes = try codes(about: order.code, in: view)
        let answered = { (code: String) in
            try view.deadlines(code: code).map(\.deadline)
                .filter { $0.state == .done && $0.finishedBy != nil }
        }
        let gone = try answered(codes.former).max { $0.createdAt < $1.createdAt }
        // What has not left says what is not so any more, once all that it is about is theirs again.
        for letter in try unsentTakingBack(of: order, in: view) {
            let orders = try DisregardLetter.orders(of: letter, in: view)
            guard
                try orders.allSatisfy({ try view.order($0)?.client.isCode(client) ?? false })
            else { continue }
            try transaction.withdraw(letter.liveItems, of: letter, because: Self.theirsAgain)
        }
        let left = try DisregardLetter.letters(to: client, about: order, in: view).last {
            $0.state == .sent || $0.mayHaveArrived
        }
        let back = try answered(codes.returned).map(\.createdAt).max() ?? .distantPast
        return [
            gone.flatMap { $0.createdAt > back ? $0.finishedAt : nil },
            left.map { $0.finishedAt ?? $0.createdAt }.flatMap { $0 > back ? $0 : nil },
        ].compactMap(\.self).max()
    }

    /// By line what the client was told last after the promise.
    private func lastTold(
        of order: OrderRecord, before end: Instant?
    ) -> [(line: String, date: CivilDate)] {
        let key = Code(client)
        return order.lines.compactMap { line in
            let told = line.formerClients?.told[key] ?? []
            return told.last { telling in end.map { telling.at < $0 } ?? true }
                .map { (line.line, $0.date) }
        }
    }

    /// What tells this asking from those that a person answered, and from what is known to have ended.
    private func occurrence(
        _ date: String, of topic: TaskTopic, in view: LedgerView
    ) throws -> String {
        let asked = try view.deadlines(code: topic.code).map(\.deadline)
            .filter { OfficeTask.first(of: $0.occurrence) == date }
        if let open = asked.first(where: { $0.state == .open }) { return open.occurrence }
        return OfficeTask.occurrence(date, asked: asked.count + 1)
    }

    private var name: String { office.directory.client(client)?.name ?? client }

    /// What they were told, whose the order is, how to reach them, and how it ends.
    private func note(
        on order: OrderRecord, known: [(line: String, date: CivilDate)]
    ) -> String {
        let owner = office.directory.client(order.client).map { "\($0.code) (\($0.name))" }
        let next = owner ?? order.client
        let dates = known.map { line, date in
            BilingualText(
                en: "line \(line): \(date.words.english)",
                id: "baris \(line): \(date.words.indonesian)")
        }
        let words = BilingualText(
            en: "They were told \(dates.map(\.english).joined(separator: ", ")). The order is "
                + "\(next)'s now, so that no letter takes this back: telephone, or write to them. It "
                + "ends as told, or as cancelled with a reason where there is nothing to tell.",
            id: "Mereka sudah diberi tahu \(dates.map(\.indonesian).joined(separator: ", ")). "
                + "Pesanan kini milik \(next), jadi tidak ada surat yang menariknya: telepon atau "
                + "surati mereka. Tugas ini berakhir dengan “klien tahu”, atau dibatalkan dengan "
                + "alasan bila tidak ada yang perlu disampaikan.")
        return lines(words)
    }

    /// When they were told that it is not theirs, what they know of it, how to reach them, and how it ends.
    private func note(on order: OrderRecord, toldAt: Instant) -> String {
        let day = office.profile.zone.civil(toldAt).date.words
        let dates = order.lines.filter(\.isOutstanding).map { line in
            BilingualText(
                en: "line \(line.line): \(line.lastTold.words.english)",
                id: "baris \(line.line): \(line.lastTold.words.indonesian)")
        }
        let words = BilingualText(
            en:
                "They were told on \(day.english) that it is not theirs, and it is again, so that what "
                + "they were told of it before counts once more"
                + (dates.isEmpty ? "" : " (\(dates.map(\.english).joined(separator: ", ")))")
                + ": telephone, or write to them. It ends as told, or as cancelled with a reason where "
                + "there is nothing to tell.",
            id:
                "Pada \(day.indonesian) mereka diberi tahu bahwa pesanan ini bukan milik mereka, dan kini "
                + "kembali menjadi milik mereka, sehingga yang pernah disampaikan berlaku lagi"
                + (dates.isEmpty ? "" : " (\(dates.map(\.indonesian).joined(separator: ", ")))")
                + ": telepon atau surati mereka. Tugas ini berakhir dengan “klien tahu”, atau dibatalkan "
                + "dengan alasan bila tidak ada yang perlu disampaikan.")
        return lines(words)
    }

    private func lines(_ words: BilingualText) -> String {
        let ways = office.directory.client(client).map(LetterWriter.ways(to:)) ?? []
        return ([words.text(in: office.profile.language)] + ways).joined(separator: "\n")
    }
}

extension LedgerTransaction {
    /// After an order went to another client: whoever had it is to be told, and whoever has it again is to be told that
    /// they have it, where they were told otherwise.
    ///
    /// - Parameters:
    ///   - known: what it was before.
    ///   - isRestored: whether a file was undone that had given it to them: what they were told because of that file
    ///     is corrected by a letter of its own (``DisregardLetter``).
    func askAboutFormer(
        of known: OrderRecord, isRestored: Bool, office: Office
    ) throws {
        guard let order = try view.order(known.code) else { return }
        try FormerClient(office: office, client: order.client).regain(order, in: self)
        try FormerClient(office: office, client: known.client).lose(
            order, toldBefore: isRestored ? known.clientSince ?? known.firstSeenAt : nil,
            in: self)
    }

    /// After a letter's arrival became known, or that its reader knows what it says: of orders that are another
    /// client's by now.
    ///
    /// - Parameter mistaken: codes of those about which another letter corrects it.
    func askAboutFormer(
        readerOf notice: NoticeRecord, except mistaken: Set<Code>, office: Office
    ) throws {
        guard notice.audience == .client else { return }
        for record in notice.liveItems where record.statesDates {
            guard let order = try view.order(record.item.subject.id),
                !order.client.isCode(notice.recipient), !mistaken.contains(Code(order.code))
            else { continue }
            try FormerClient(office: office, client: notice.recipient).ask(about: order, in: self)
        }
    }
}
