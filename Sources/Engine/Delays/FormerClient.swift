import Almanac
import Coordination
import Ledger

/// A client who was told dates of an order that is another's now: no letter takes those back, so that somebody is
/// asked to.
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
        guard let latest = known.map(\.date).max() else { return }
        let topic = TaskTopic.formerClient(order: order.code, client: client)
        _ = try transaction.ask(
            OfficeTask(
                topic: topic,
                occurrence: try occurrence("\(latest)", of: topic, in: transaction.view),
                title: TaskTitle.formerClient.words(name, order.code),
                client: client, note: note(on: order, known: known), isNoteCurrent: true),
            office: office, because: "told anew")
    }

    /// The order is the client's again: what they know of it they may go on knowing.
    func endQuestion(about order: String, in transaction: LedgerTransaction) throws {
        try transaction.endTasks(
            .formerClient(order: order, client: client), because: "the order is theirs again",
            office: office)
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
        let ways = office.directory.client(client).map(LetterWriter.ways(to:)) ?? []
        return ([words.text(in: office.profile.language)] + ways).joined(separator: "\n")
    }
}

extension LedgerTransaction {
    /// After an order went to another client: whoever had it is to be told, and whoever has it again is not.
    ///
    /// - Parameters:
    ///   - known: what it was before.
    ///   - isRestored: whether a file was undone that had given it to them: what they were told because of that file
    ///     is corrected by a letter of its own (``DisregardLetter``).
    func askAboutFormer(
        of known: OrderRecord, isRestored: Bool, office: Office
    ) throws {
        guard let order = try view.order(known.code) else { return }
        try FormerClient(office: office, client: order.client)
            .endQuestion(about: order.code, in: self)
        try FormerClient(office: office, client: known.client).ask(
            about: order, toldBefore: isRestored ? known.clientSince ?? known.firstSeenAt : nil,
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
