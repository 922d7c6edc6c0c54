import Almanac
import Coordination
import Ledger
import Post
import Sheets

/// The coordinator's morning mail with every letter that waits, in full, to decide about.
struct WaitingLettersWriter: Sendable {
    let office: Office
    let writer: LetterWriter

    /// More than an office can decide about in a day.
    private static let limit = 10_000

    /// How much of a hash people copy.
    private static let hashLength = 16

    /// The morning whose mail is still to go: letters that wait since before it began. A letter that
    /// began to wait later was told by itself, and comes again the next morning.
    func untold(at now: Instant, in view: LedgerView) throws -> LettersMorning? {
        guard let morning = office.lettersMorning(at: now),
            try !view.hasMorning(of: Self.post(of: morning), on: morning.date),
            let oldest = try view.undecidedLettersSince(), oldest < morning.span.lowerBound
        else { return nil }
        return morning
    }

    /// Nil while nothing waits.
    func nextInstant(after now: Instant, in view: LedgerView) throws -> Instant? {
        if let morning = try untold(at: now, in: view) { return morning.span.lowerBound }
        return try view.undecidedLettersSince() == nil
            ? nil : office.nextLettersMorning(after: now)
    }

    /// - Returns: how many mails were made.
    func work(in transaction: LedgerTransaction) throws -> [String: Int] {
        guard let morning = try untold(at: transaction.now, in: transaction.view) else {
            return [:]
        }
        let letters = try waiting(in: transaction.view).map { notice in
            try facts(of: notice, in: transaction)
        }
        try transaction.markMorning(
            of: Self.post(of: morning), on: morning.date, reader: morning.reader.key)
        try transaction.collect(
            Item(
                cause: "letters \(morning.date) > \(morning.reader.key)", kind: "waiting-letters",
                subject: Subject(.office, "outbox"),
                facts: [
                    "count": .number(Int64(letters.count)), "letters": .list(letters),
                ], expiresAt: office.nextLettersMorning(after: transaction.now),
                attachments: [try decisionsSheet(in: transaction)]),
            for: morning.reader.key, office: office)
        return ["letters": letters.count]
    }

    /// The sheet to fill in and hand in, kept for the mail that carries it.
    private func decisionsSheet(in transaction: LedgerTransaction) throws -> Attachment {
        let table = try SheetExport(office: office, view: transaction.view)
            .decisionRows(writer: writer, now: transaction.now)
        let content = try WorkbookWriter(createdAt: transaction.now)
            .write(table.rows, of: .decisions, further: table.further)
        let words = SheetKind.decisions.words.text(in: office.profile.language)
        let name = "\(words) \(office.profile.zone.civil(transaction.now).date).xlsx"
        let hash = Checksum.sha256(content)
        try transaction.keep(file: name, content: content, hash: hash)
        return Attachment(name: name, mediaType: MarkedFile.mediaType, hash: hash)
    }

    /// Apart from the digest's mornings, which other people's days mark as well.
    private static func post(of morning: LettersMorning) -> String {
        "letters \(morning.reader.key)"
    }

    private func waiting(in view: LedgerView) throws -> [NoticeRecord] {
        try view.notices(in: [.held, .uncertain], limit: Self.limit)
            .filter { $0.audience == .client }
    }

    private func facts(of notice: NoticeRecord, in transaction: LedgerTransaction) throws -> Facts {
        let orders = notice.liveItems.map(\.item.subject).filter { $0.kind == .order }.map(\.id)
        var facts: Facts = [
            "notice": .text("\(notice.id)"),
            "client": .text(
                office.directory.client(notice.recipient)?.name ?? notice.recipient),
            "since": .moment(notice.createdAt, zone: office.profile.zone.identifier),
        ]
        if !orders.isEmpty { facts["order"] = .text(orders.joined(separator: ", ")) }
        if !notice.holdReasons.isEmpty {
            facts["reason"] = .texts(notice.holdReasons.map(\.words).joined(by: "; ").texts)
        }
        do {
            let shown = try writer.shown(
                notice, view: transaction.view, office: office, now: transaction.now)
            guard let letter = shown.letter else { return facts }
            try transaction.noteShown(letter, of: shown.notice, writer: writer, office: office)
            // A row of the sheet decides only about one that has not left.
            if notice.state == .uncertain {
                facts["handed_over"] = .flag(true)
            } else {
                facts["hash"] = .text(String(letter.contentHash.prefix(Self.hashLength)))
            }
            facts["to"] = .text(letter.recipients.joined(separator: ", "))
            facts["subject"] = .text(letter.subject)
            facts["body"] = .text(letter.text)
        } catch let error as EngineError where error.code == .notComposed {
            facts["fault"] = .text(error.message)
        }
        return facts
    }
}
