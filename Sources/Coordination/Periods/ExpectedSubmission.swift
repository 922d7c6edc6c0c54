package import Almanac

/// What one team owes for one period.
package struct ExpectedSubmission: Hashable, Sendable {
    package var type: SubmissionType
    package var team: Team
    package var period: Period

    package init(type: SubmissionType, team: Team, period: Period) {
        self.type = type
        self.team = team
        self.period = period
    }

    /// The code of its deadline, whose occurrence is the period: `achievements-JKT`.
    package var code: String { "\(type.name)-\(team.code)" }

    /// The code under which its sign-off is asked for.
    package var signOffCode: String { "\(Self.signOffPrefix)\(code)-\(period)" }

    package static let signOffPrefix = "sign-"

    package var subject: Subject { Subject(.submission, "\(type.name) \(team.code) \(period)") }

    /// What people call it: `achievement report of team Jakarta for November 2026`.
    package var words: BilingualText {
        BilingualText(
            en: "\(report.english) of team \(team.name) for \(period.words.english)",
            id: "\(report.indonesian) tim \(team.name) untuk \(period.words.indonesian)")
    }

    package var report: BilingualText { type.report }
}

extension SubmissionType {
    /// What people call it.
    package var report: BilingualText {
        BilingualText(en: words["en"] ?? name, id: words["id"] ?? name)
    }
}

extension Office {
    /// What is owed for a period, by team and then by type.
    package func expectedSubmissions(for period: Period) -> [ExpectedSubmission] {
        let types = profile.submissionTypes.filter { $0.every == period.kind }
        return directory.teams.values.sorted { $0.code < $1.code }.flatMap { team in
            types.filter { $0.isOwed(by: team.code) }.map {
                ExpectedSubmission(type: $0, team: team, period: period)
            }
        }
    }

    /// What a deadline stands for; nil when it is no submission's.
    package func expectedSubmission(of deadline: Deadline) -> ExpectedSubmission? {
        guard deadline.kind == DeadlineKind.submission, let period = Period(deadline.occurrence),
            let team = directory.team(deadline.owner)
        else { return nil }
        return profile.submissionTypes
            .map { ExpectedSubmission(type: $0, team: team, period: period) }
            .first { $0.code.isCode(deadline.code) }
    }

    /// A team's promise to hand something in.
    package func deadline(of expected: ExpectedSubmission, now: Instant) -> Deadline {
        periodDeadline(
            code: expected.code, kind: DeadlineKind.submission, title: expected.words,
            owner: expected.team.code, ladder: expected.type.ladder, period: expected.period,
            due: expected.type.cutOffInstant(of: expected.period, in: self), now: now)
    }

    /// The coordinator's promise to close a period; nil without a coordinator.
    package func closingDeadline(of period: Period, now: Instant) -> Deadline? {
        coordinator == nil ? nil : closingPromise(of: period, now: now)
    }

    /// The same, though nobody may be there to make it.
    package func closingPromise(of period: Period, now: Instant) -> Deadline {
        periodDeadline(
            code: DeadlineKind.close, kind: DeadlineKind.close,
            title: Self.closing(of: period),
            owner: coordinator?.code ?? "", ladder: profile.closeCalendar.ladder, period: period,
            due: profile.closeCalendar.dueInstant(of: period, in: self), now: now)
    }

    /// What people call the closing of a period.
    package static func closing(of period: Period) -> BilingualText {
        BilingualText(
            en: "close \(period.words.english)", id: "penutupan \(period.words.indonesian)")
    }

    /// What a message calls a deadline: of one that a period or the service made in the office's language, the words of
    /// its reader's; nobody else's title is translated.
    package func title(of deadline: Deadline) -> Fact {
        let words = wordedTitle(of: deadline)
        return words.english == words.indonesian ? .text(deadline.title) : .texts(words.texts)
    }

    /// The same in both languages.
    package func wordedTitle(of deadline: Deadline) -> BilingualText {
        var words: BilingualText?
        if let expected = expectedSubmission(of: deadline) {
            words = expected.words
        } else if followsPeriod(deadline), let period = Period(deadline.occurrence) {
            words = Self.closing(of: period)
        } else if let kind = TaskKind(rawValue: deadline.kind) {
            words = TaskTitle.words(
                ofKept: deadline.title, containing: wordedParts(of: deadline, asking: kind),
                naming: namedParts(of: deadline))
        }
        guard let words, [words.english, words.indonesian].contains(deadline.title) else {
            return BilingualText(en: deadline.title, id: deadline.title)
        }
        return words
    }

    /// What a question's title names: its client, whom one asks for there, and what its code says that it is about.
    private func namedParts(of deadline: Deadline) -> Set<String> {
        let client = deadline.client.flatMap(directory.client)
        let subject = deadline.code.firstIndex(of: "-").map {
            String(deadline.code[deadline.code.index(after: $0)...])
        }
        return Set(
            [client?.name, client?.addressee, deadline.client, subject].compactMap(\.self))
    }

    /// What stands in a question's title in the office's language, too.
    private func wordedParts(of deadline: Deadline, asking kind: TaskKind) -> [BilingualText] {
        switch kind {
        case .signOff:
            return profile.submissionTypes.flatMap { type in
                directory.teams.values.flatMap { team in
                    signedPeriod(under: deadline.code, type, team).map {
                        [ExpectedSubmission(type: type, team: team, period: $0).words]
                    } ?? []
                }
            }
        case .paymentPromise:
            return [CivilDate(String(deadline.occurrence.prefix { $0 != "." }))?.words]
                .compactMap(\.self)
        default: return []
        }
    }

    /// Of which period a report is that is signed off under a code.
    private func signedPeriod(
        under code: String, _ type: SubmissionType, _ team: Team
    ) -> Period? {
        let count = code.reversed().prefix { $0 != "-" }.count
        return [count, code.dropLast(count + 1).reversed().prefix { $0 != "-" }.count + count + 1]
            .compactMap { Period(String(code.suffix($0))) }
            .first {
                ExpectedSubmission(type: type, team: team, period: $0).signOffCode.isCode(code)
            }
    }

    /// Whether a deadline follows a period's files and its close, and is not ended by hand.
    package func followsPeriod(_ deadline: Deadline) -> Bool {
        Period(deadline.occurrence) != nil
            && [DeadlineKind.submission, DeadlineKind.close].contains(deadline.kind)
    }

    private func periodDeadline(
        code: String, kind: String, title: BilingualText, owner: String, ladder: String,
        period: Period, due: Instant, now: Instant
    ) -> Deadline {
        Deadline(
            code: code, occurrence: period.description, title: title.text(in: profile.language),
            owner: owner, due: profile.zone.civil(due), zone: profile.zone.identifier, kind: kind,
            ladder: ladder, armedAt: now, createdAt: now)
    }
}

extension DeadlineKind {
    /// The kinds that periods make deadlines of.
    package static let submission = "submission"
    package static let close = "close"
}
