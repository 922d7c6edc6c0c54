import Almanac
import Coordination
import Ledger

/// What became of a file: of a sheet that was imported or rejected, of a report that a team handed in.
struct FileExplanation {
    let view: LedgerView
    let office: Office
    let words: ExplanationWords

    typealias Line = Explanation.Line

    init(view: LedgerView, office: Office) {
        self.view = view
        self.office = office
        words = ExplanationWords(office)
    }

    /// How many lines of the history about each kind of sheet are looked through, the latest.
    private static let most = 1_000

    /// - Parameter name: a file's name, as it was dropped or sent, or its hash.
    /// - Returns: nothing where no such file is known.
    func lines(of name: String) throws -> [Line] {
        let kept = try view.keptFiles(named: name)
        var lines = try kept.flatMap { try submissions(of: $0.hash) }
        let subject = Subject(.sheet, name)
        lines += try view.events(of: subject).map { words.line($0, of: subject) }
        let notices = NoticeExplanation(view: view, words: words)
        lines += try view.notices(about: subject).flatMap {
            try notices.lines(of: $0, where: { $0.item.subject == subject })
        }
        let marks = Set(kept.map(\.hash) + [name])
        for kind in SheetKind.allCases {
            let sheet = Subject(.sheet, kind.rawValue)
            let events = try view.latestEvents(of: sheet, limit: Self.most)
            let own = events.filter { event in
                (event.detail ?? "").split(separator: " ").contains { marks.contains(String($0)) }
            }
            lines += own.map { event in
                switch event.what {
                case "imported": imported(event, as: kind)
                case RefusedRow.event: refusedRow(event) ?? words.line(event, of: sheet)
                default: words.line(event, of: sheet)
                }
            }
            let taken = own.filter { $0.what == "imported" }
            lines += try view.undoneImports(of: kind).filter { record in
                taken.contains {
                    $0.at == record.at && $0.detail?.hasPrefix("\(record.file) ") ?? false
                }
            }.flatMap { takenBack($0, as: kind) }
        }
        return Explanation.sorted(lines)
    }

    private func imported(_ event: EventRecord, as kind: SheetKind) -> Line {
        Line(
            at: event.at, .changed, ["imported"],
            .sentence(
                "Taken as {1}, from {2}: {3}.", "Diambil sebagai {1}, dari {2}: {3}.", kind.words,
                words.by(event.by), .plain(event.detail ?? "")), by: event.by)
    }

    /// That a row decided nothing, and why.
    private func refusedRow(_ event: EventRecord) -> Line? {
        guard let refused = event.detail.flatMap(RefusedRow.init(detail:)) else { return nil }
        return Line(
            at: event.at, .skipped, ["not-carried-out"],
            .sentence(
                "Row {1}, {2}, decided nothing: {3}.",
                "Baris {1}, {2}, tidak memutuskan apa pun: {3}.", .plain("\(refused.row)"),
                .plain(refused.code), refused.why), by: event.by)
    }

    /// That what it said was taken back, by whom.
    private func takenBack(_ record: ImportRecord, as kind: SheetKind) -> [Line] {
        guard let at = record.undoneAt else { return [] }
        return [
            Line(
                at: at, .withdrawn, ["import-undone"],
                .sentence(
                    "What it said as {1}, IMPORT-{2}, was taken back by {3}.",
                    "Isinya sebagai {1}, IMPORT-{2}, diurungkan oleh {3}.", kind.words,
                    .plain("\(record.number)"), words.by(record.undoneBy)), by: record.undoneBy)
        ]
    }

    private func submissions(of hash: String) throws -> [Line] {
        try view.submissions(ofFile: hash).map { version in
            Line(
                at: version.receivedAt, .changed, ["version-\(version.state.rawValue)"],
                .sentence(
                    "It is version {1} of {2} of team {3} for {4}: {5}, {6} findings.",
                    "Ini versi {1} dari {2} tim {3} untuk {4}: {5}, {6} temuan.",
                    .plain("\(version.version)"), .plain(version.type), .plain(version.team),
                    .plain(version.period), ExplanationWords.versionWords(version.state.rawValue),
                    .plain("\(version.findings.count)")), by: version.by)
        }
    }
}
