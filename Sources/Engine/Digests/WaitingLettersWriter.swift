import Almanac
import Coordination
import Ledger

/// The coordinator's morning mail with every letter that waits, in full, to decide about.
struct WaitingLettersWriter: Sendable {
    let office: Office
    let writer: LetterWriter

    /// The morning whose mail is still to go: letters that wait since before it began. A letter that
    /// began to wait later was told by itself, and comes again the next morning.
    func untold(at now: Instant, in view: LedgerView) throws -> LettersMorning? {
        guard let morning = office.lettersMorning(at: now),
            try !view.hasMorning(of: Self.post(of: morning), on: morning.date),
            let oldest = try view.undecidedLettersSince(), oldest < morning.span.lowerBound,
            try !letters(of: morning, in: view, at: now).isEmpty
        else { return nil }
        return morning
    }

    /// Those that wait since before a morning.
    private func letters(
        of morning: LettersMorning, in view: LedgerView, at now: Instant
    ) throws -> [NoticeRecord] {
        try DecisionSheet(
            office: office, writer: writer, view: view, now: now, language: morning.reader.language
        ).undecidedLetters().filter { try view.waitsSince($0) < morning.span.lowerBound }
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
        let sheet = DecisionSheet(
            office: office, writer: writer, view: transaction.view, now: transaction.now,
            language: morning.reader.language)
        let letters = try letters(of: morning, in: transaction.view, at: transaction.now)
        try transaction.markMorning(
            of: Self.post(of: morning), on: morning.date, reader: morning.reader.key)
        try transaction.collect(
            WaitingLettersItem(office: office, writer: writer, reader: morning.reader).item(
                of: letters, cause: "letters \(morning.date) > \(morning.reader.key)",
                kind: "waiting-letters",
                expiresAt: office.nextLettersMorning(after: transaction.now),
                beside: try sheet.signOffs(askedOf: morning.reader.key), in: transaction),
            for: morning.reader.key, isApart: true, office: office)
        return ["letters": letters.count]
    }

    /// Apart from the digest's mornings, which other people's days mark as well.
    private static func post(of morning: LettersMorning) -> String {
        "letters \(morning.reader.key)"
    }
}
