import Almanac
import Coordination
import Ledger

/// Why somebody got, or did not get, a mail on a day: what went to them, and every step that belonged
/// there and did not.
struct DayExplanation {
    let person: Person
    let date: CivilDate
    let view: LedgerView
    let office: Office
    let words: ExplanationWords
    let now: Instant

    typealias Line = Explanation.Line

    init(
        of person: Person, on date: CivilDate, view: LedgerView, office: Office, now: Instant
    ) {
        self.person = person
        self.date = date
        self.view = view
        self.office = office
        self.now = now
        words = ExplanationWords(office)
    }

    private var time: WorkingTime { office.workingTime(of: person) }

    /// The day, where the person is.
    private var span: Range<Instant> {
        let midnight = CivilTime(secondOfDay: 0)
        let zone = time.zone
        let first = zone.instant(CivilDateTime(date: date, time: midnight))
        return
            first..<max(
                first, zone.instant(CivilDateTime(date: date.adding(days: 1), time: midnight)))
    }

    /// How far before a notice may have been opened that left on the day.
    private static let lookBack = Duration.seconds(14 * 86_400)
    private static let most = 500

    func lines() throws -> [Line] {
        let span = span
        let messages = try messages(within: span)
        let others = try steps(within: span).filter { line in
            // What was sent is among the messages.
            line.kind != .sent
        }
        var lines = messages + others + (try digest())
        if !time.calendar.isWorkingDay(date) { lines.append(dayOff()) }
        if messages.isEmpty {
            lines.append(
                Line(
                    at: span.lowerBound, .skipped, ["nothing-sent"],
                    .sentence(
                        "Nothing was sent to {1} on {2}{3}.",
                        "Tidak ada yang dikirim kepada {1} pada {2}{3}.", words.who(person.code),
                        words.date(date),
                        others.isEmpty
                            ? BilingualText(
                                en: ": nothing was planned for that day",
                                id: ": tidak ada yang direncanakan untuk hari itu")
                            : .plain("")), person: person.code))
        }
        return Explanation.sorted(lines)
    }

    private func messages(within span: Range<Instant>) throws -> [Line] {
        let reader = ReaderExplanation(
            of: person.code, .office, view: view, office: office, now: now)
        let wide = (span.lowerBound - Self.lookBack)..<span.upperBound
        let notices = try view.notices(
            to: person.code, audience: .office, openedIn: wide, limit: Self.most)
        return try reader.messages(in: notices).filter { span.contains($0.at) }
    }

    private func dayOff() -> Line {
        let reason =
            time.calendar.holiday(on: date).map {
                StepReason(.holiday, "\(date) \($0.kind.rawValue) \($0.name)")
            } ?? StepReason(.dayOff, "\(date)")
        return Line(
            at: span.lowerBound, .skipped, [reason.rule.rawValue], words.sentence(reason),
            person: person.code)
    }

    // MARK: Steps

    /// The lines of those steps that belonged to the day, by their ladder or by their plan, of deadlines
    /// that may concern the person.
    private func steps(within span: Range<Instant>) throws -> [Line] {
        try candidates(around: span).flatMap { record in
            let explanation = DeadlineExplanation(
                record, view: view, office: office, now: now)
            guard try belongs(record, to: span) else { return [Line]() }
            return try explanation.lines().filter { line in
                line.person.map(person.code.isCode) ?? true
                    && line.kind != .changed && line.kind != .sent
                    && concerns(line, of: record, span: span)
            }.map { line in
                var line = line
                line.words = .sentence(
                    "{1}: {2}", "{1}: {2}", .plain(record.deadline.identifier), line.words)
                return line
            }
        }
    }

    /// Whether a line stands on the day, or speaks of a step whose own moment does.
    private func concerns(_ line: Line, of record: DeadlineRecord, span: Range<Instant>) -> Bool {
        if span.contains(line.at) { return true }
        guard let step = line.step else { return false }
        return moments(of: record).contains { planned in
            planned.identity.when.description == step && span.contains(planned.nominal)
                && planned.at == line.at
        }
    }

    private func belongs(_ record: DeadlineRecord, to span: Range<Instant>) throws -> Bool {
        if moments(of: record).contains(where: {
            span.contains($0.at) || span.contains($0.nominal)
        }) {
            return true
        }
        return try view.steps(of: record.id).contains { _, step in
            span.contains(step.plannedAt) || step.nominalAt.map(span.contains) ?? false
                || span.contains(step.settledAt)
        }
    }

    private func moments(of record: DeadlineRecord) -> [PlannedStep] {
        var open = record.deadline
        open.state = .open
        return office.plan(open)
    }

    /// Deadlines due around the day whose owner is the person, or somebody whom the person answers for,
    /// stands in for or works beside.
    private func candidates(around span: Range<Instant>) throws -> [DeadlineRecord] {
        let around =
            (span.lowerBound - .seconds(30 * 86_400))..<(span.upperBound + .seconds(45 * 86_400))
        var found: [DeadlineRecord] = []
        for owner in owners() where found.count < Self.most {
            found += try view.deadlines(
                ownedBy: owner, dueIn: around, limit: Self.most - found.count)
        }
        return found
    }

    private func owners() -> [String] {
        let directory = office.directory
        let away = (directory.delegations + office.profile.delegations).filter {
            $0.standIn.isCode(person.code) && $0.from <= date && date <= $0.until
        }.map(\.person)
        let posts = Set(([person.code] + away).map { Code($0) })
        var owners = Set([person.code] + away)
        for other in directory.people.values {
            let superior = office.superior(of: other)?.code
            if superior.map({ posts.contains(Code($0)) }) ?? false { owners.insert(other.code) }
            if let team = other.team, let own = person.team, team.isCode(own) {
                owners.insert(other.code)
            }
        }
        for team in directory.teams.values
        where team.manager.map({ posts.contains(Code($0)) }) ?? false
            || person.team.map(team.code.isCode) ?? false
        {
            owners.insert(team.code)
        }
        // The person's own first, however many others have.
        return [person.code] + owners.subtracting([person.code]).sorted()
    }

    // MARK: The digest

    private func digest() throws -> [Line] {
        guard office.profile.digest != nil,
            let morning = try view.morning(of: person.code, on: date)
        else { return [] }
        let isSilent = morning.reader == nil
        guard isSilent || !(morning.reader ?? "").isCode(person.code) else { return [] }
        return [
            Line(
                at: morning.at, .skipped, [isSilent ? "digest-silent" : "stand-in"],
                isSilent
                    ? .sentence(
                        "There was nothing to say in the morning digest of {1}.",
                        "Tidak ada yang perlu disampaikan dalam ringkasan pagi {1}.",
                        words.who(person.code))
                    : .sentence(
                        "{2} read the morning digest in the place of {1}.",
                        "{2} menerima ringkasan pagi menggantikan {1}.", words.who(person.code),
                        words.who(morning.reader ?? "")), person: person.code)
        ]
    }
}
