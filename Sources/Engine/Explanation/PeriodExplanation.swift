import Almanac
import Coordination
import Ledger

/// What happened to a period and to what teams owe for it.
struct PeriodExplanation {
    let view: LedgerView
    let office: Office
    let history: OfficeHistory
    let words: ExplanationWords
    let now: Instant

    typealias Line = Explanation.Line

    init(view: LedgerView, office: Office, history: OfficeHistory, now: Instant) {
        self.view = view
        self.office = office
        self.history = history
        self.now = now
        words = ExplanationWords(office)
    }

    /// A period's moves, its summaries, and its closing.
    func lines(of period: Period) throws -> [Line] {
        let subject = Subject(.period, period.description)
        let events = try view.events(of: subject).map { words.line($0, of: subject) }
        let closing = try view.deadline(
            code: DeadlineKind.close, occurrence: period.description)
        return try Explanation.sorted(
            events + messages(about: subject)
                + (closing.map {
                    try DeadlineExplanation(
                        $0, view: view, office: office, history: history, now: now
                    ).lines()
                } ?? []) + submissions(of: period))
    }

    /// A line for each team's report: how it stands.
    private func submissions(of period: Period) throws -> [Line] {
        try office.expectedSubmissions(for: period).map { expected in
            let latest = try view.latestSubmission(for: expected)
            let record = try view.deadline(
                code: expected.code, occurrence: period.description)
            let state =
                record.flatMap { $0.deadline.state == .waived ? "waived" : nil }
                ?? latest.map(\.state.rawValue) ?? "missing"
            return Line(
                at: latest?.receivedAt ?? record?.deadline.createdAt ?? now, .changed,
                ["submission-\(state)"],
                .sentence(
                    "The {1}: {2}.", "{3}: {2}.", .plain(expected.words.english),
                    ExplanationWords.versionWords(state),
                    .plain(expected.words.beginningIndonesian.indonesian)),
                by: latest?.by)
        }
    }

    /// What a team handed in, what was found, and whom that told.
    func lines(of expected: ExpectedSubmission) throws -> [Line] {
        let versions = try view.versions(
            type: expected.type.name, team: expected.team.code,
            period: expected.period.description
        ).map { version in
            Line(
                at: version.receivedAt, .changed, ["version-\(version.state.rawValue)"],
                .sentence(
                    "Version {1} came as {2} from {3}: {4}, {5} findings.",
                    "Versi {1} masuk sebagai {2} dari {3}: {4}, {5} temuan.",
                    .plain("\(version.version)"), .plain(version.file), words.by(version.by),
                    ExplanationWords.versionWords(version.state.rawValue),
                    .plain("\(version.findings.count)")), by: version.by)
        }
        let events = try view.events(of: expected.subject)
            .filter { !["accepted", "rejected", "nil"].contains($0.what) }
            .map { words.line($0, of: expected.subject) }
        let record = try view.deadline(
            code: expected.code, occurrence: expected.period.description)
        let signOff = try view.deadlines(code: expected.signOffCode)
        return try Explanation.sorted(
            versions + events + messages(about: expected.subject)
                + ([record].compactMap(\.self) + signOff).flatMap {
                    try DeadlineExplanation(
                        $0, view: view, office: office, history: history, now: now
                    ).lines()
                })
    }

    func messages(about subject: Subject) throws -> [Line] {
        let notices = NoticeExplanation(view: view, words: words)
        return try view.notices(about: subject).flatMap { notice in
            try notices.lines(of: notice, where: { $0.item.subject == subject })
        }
    }
}
