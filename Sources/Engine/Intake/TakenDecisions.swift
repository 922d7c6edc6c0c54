import Almanac
import Coordination
import Ledger
import Post

/// Rows of decisions sheets that came a short while ago. One that comes again, in the same file, in its marked
/// copy or in a list that grew, is not said anew, whatever its subject has become since.
struct TakenDecisions {
    let office: Office
    let now: Instant

    /// For so long after it came last: a file, or its marked copy, is put back within days and over a weekend,
    /// while what comes back each week or month is decided anew.
    static let span = Duration.seconds(3 * 86_400)

    private var since: Instant { now - Self.span }

    /// What tells a row from every other: all that it says.
    private static func hash(of row: SheetRow) -> String {
        let words =
            [
                row.text("code")?.foldedCode, row.text("decision"), row.date("date")?.description,
                row.text("reason")?.foldedCode, row.number("amount")?.description,
                row.text("check")?.foldedCode, row.text("by")?.foldedCode,
                // Rows of before there was such a column are known again.
            ] + [row.text("proof")?.foldedCode].compactMap(\.self)
        return Checksum.sha256(
            Array(words.map { $0 ?? "" }.joined(separator: "\u{1F}").utf8))
    }

    /// Why a row says nothing anew; nil where it does.
    func repetition(
        of row: SheetRow, about target: any DecisionTarget, in view: LedgerView
    ) throws -> BilingualText? {
        // These bind to what was read, and a letter's number never comes back.
        guard ![.letter, .signOff].contains(target.subject),
            let taken = try view.takenRows(Self.hash(of: row), since: since)
                .first(where: \.against.isEmpty)
        else { return nil }
        let day = office.profile.zone.civil(taken.at).date.words
        let word = row.text("decision").flatMap(DecisionWord.init(rawValue:))
        let takesDate =
            word.flatMap { DecisionRule.of(target.subject, $0) }?.takes.contains(.date) ?? false
        let add =
            takesDate
            ? BilingualText(en: "the date or a reason", id: "tanggal atau alasannya")
            : BilingualText(en: "a reason", id: "alasannya")
        // Of what comes back, or is asked again, each time has a code of its own.
        let name =
            target.subject == .deadline
            ? BilingualText(
                en: ", or name the occurrence", id: ", atau tulis kode kejadiannya")
            : BilingualText(en: "", id: "")
        return BilingualText(
            en:
                "nothing: the same row was taken on \(day.english) already (\(taken.about)); to say "
                + "it again for what came since, add \(add.english)\(name.english)",
            id: "tidak ada: baris yang sama sudah dilaksanakan pada \(day.indonesian) "
                + "(\(taken.about)); untuk menyatakannya lagi bagi hal yang baru, isi "
                + "\(add.indonesian)\(name.indonesian)")
    }

    /// The row of an import beside which another one of it was refused before: what has been settled of
    /// the two since does not say which of them was meant.
    func opponent(
        of row: SheetRow, among rows: [(file: String?, row: SheetRow)], in view: LedgerView
    ) throws -> (file: String?, row: SheetRow)? {
        let hashes = Set(
            try view.takenRows(Self.hash(of: row), since: since).map(\.against)
                .filter { !$0.isEmpty })
        guard !hashes.isEmpty else { return nil }
        return rows.first { hashes.contains(Self.hash(of: $0.row)) }
    }

    /// Remembers a row that was taken, or says what is so.
    func remember(
        _ row: SheetRow, about target: any DecisionTarget, in transaction: LedgerTransaction
    ) throws {
        try transaction.forgetRows(saidBefore: since)
        try transaction.rememberRow(Self.hash(of: row), about: target.key)
    }

    /// Remembers a row that was refused beside another one.
    func remember(
        _ row: SheetRow, refusedBeside other: SheetRow, in transaction: LedgerTransaction
    ) throws {
        try transaction.forgetRows(saidBefore: since)
        try transaction.rememberRow(
            Self.hash(of: row), against: Self.hash(of: other), about: row.text("code") ?? "")
    }
}
