package import Almanac
package import Coordination
package import Ledger

/// Answers why something was told, or was not.
package struct Explainer {
    let view: LedgerView
    let office: Office
    let now: Instant
    /// What of the service keeps mail from leaving.
    let service: ServiceStops
    private let words: ExplanationWords
    private let history: OfficeHistory

    package init(
        view: LedgerView, office: Office, now: Instant, service: ServiceStops = ServiceStops()
    ) throws {
        self.service = service
        self.view = view
        self.office = office
        self.now = now
        words = ExplanationWords(office)
        history = try OfficeHistory(view, present: office)
    }

    /// - Parameters:
    ///   - text: what is asked about; see ``SubjectFinder``.
    ///   - date: only what was, or was not, told a person on that day.
    /// - Throws: `EngineError` for what is not there, means several things, or is no person with a day.
    package func explanation(of text: String, on date: CivilDate? = nil) throws -> Explanation {
        let subject = try SubjectFinder(view: view, office: office).subject(named: text)
        guard date == nil || subject.kind == "person" else {
            throw EngineError(
                .invalid, "“\(text)” is no person: a day is asked about a person only", field: "on")
        }
        return try explanation(of: subject, on: date)
    }

    private func explanation(
        of subject: ExplainedSubject, on date: CivilDate?
    ) throws -> Explanation {
        let title: BilingualText
        let lines: [Explanation.Line]
        switch subject {
        case .deadline(let record):
            let deadline = DeadlineExplanation(
                record, view: view, office: office, history: history, now: now)
            (title, lines) = (deadline.title, try deadline.lines())
        case .order(let order, let line):
            let order = OrderExplanation(
                order, line: line, view: view, office: office, now: now)
            (title, lines) = (order.title, try order.lines())
        case .period(let period):
            title = period.words
            lines = try PeriodExplanation(view: view, office: office, history: history, now: now)
                .lines(of: period)
        case .submission(let expected):
            title = expected.words
            lines = try PeriodExplanation(view: view, office: office, history: history, now: now)
                .lines(of: expected)
        case .letter(let notice):
            (title, lines) = (letterTitle(notice), try letter(notice))
        case .person(let person):
            (title, lines) = try self.person(person, on: date)
        case .client(let client):
            title = words.who(client.code)
            lines = try ReaderExplanation(
                of: client.code, .client, view: view, office: office, history: history, now: now
            ).lines()
        case .file(let name):
            title = .plain(name)
            lines = try FileExplanation(view: view, office: office).lines(of: name)
        }
        return Explanation(
            subject: subject.subject, title: title,
            lines: Explanation.sorted(lines + (try stops(of: subject, on: date))))
    }

    private func person(
        _ person: Person, on date: CivilDate?
    ) throws -> (BilingualText, [Explanation.Line]) {
        guard let date else {
            return (
                words.who(person.code),
                try ReaderExplanation(
                    of: person.code, .office, view: view, office: office, history: history,
                    now: now
                ).lines()
            )
        }
        return (
            .sentence("{1} on {2}", "{1} pada {2}", words.who(person.code), words.date(date)),
            try DayExplanation(
                of: person, on: date, view: view, office: office, history: history, now: now
            ).lines()
        )
    }

    private func letterTitle(_ notice: NoticeRecord) -> BilingualText {
        .sentence(
            "notice {1} to {2}, {3}", "kiriman {1} kepada {2}, {3}", .plain("\(notice.id)"),
            words.who(notice.recipient), ExplanationWords.stateWords(notice.state))
    }

    private func letter(_ notice: NoticeRecord) throws -> [Explanation.Line] {
        let reasons = try StepReasons(of: [notice], view: view)
        var lines = try NoticeExplanation(view: view, words: words).lines(
            of: notice, reasons: { reasons.reasons(of: $0, in: notice) }, namesSubjects: true)
        lines += try ClientHours(view: view, office: office, words: words).lines(of: notice)
        for attempt in try view.attempts(of: notice.id) {
            lines.append(
                Explanation.Line(
                    at: attempt.claimedAt, .changed, ["attempt"],
                    .sentence(
                        "Attempt {1} by {2}: {3}{4}.", "Percobaan {1} lewat {2}: {3}{4}.",
                        .plain("\(attempt.number)"), .plain(attempt.courier),
                        ExplanationWords.outcomeWords(attempt.outcome), .afterColon(attempt.detail)),
                    notice: notice.id))
        }
        return Explanation.sorted(lines)
    }
}
