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
    let history: OfficeHistory
    /// The office as it was at the day's noon.
    private let then: Office
    /// As it was in the course of the day, the latest last: who is away, or answers for whom, may have changed.
    private let offices: [Office]
    let words: ExplanationWords
    let now: Instant

    typealias Line = Explanation.Line

    init(
        of person: Person, on date: CivilDate, view: LedgerView, office: Office,
        history: OfficeHistory, now: Instant
    ) throws {
        self.person = person
        self.date = date
        self.view = view
        self.office = office
        self.history = history
        self.now = now
        words = ExplanationWords(office)
        let zone = office.workingTime(of: person).zone
        let moments = [(0, 0), (0, 12), (1, 0)].map { days, hour in
            zone.instant(
                CivilDateTime(
                    date: date.adding(days: days), time: CivilTime(secondOfDay: hour * 3_600)))
        }
        then = moments[1] < now ? try history.office(at: moments[1]) : office
        offices = try history.offices(at: moments.map { min($0, now) })
        let shared = offices.flatMap {
            ConcernedDeadlines(of: person, view: view, office: $0).sharedAddresses
        }
        keys = [person.code] + Set(shared).sorted()
    }

    private var time: WorkingTime {
        then.workingTime(of: then.directory.person(person.code) ?? person)
    }

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
        let messages = try messages(within: span) + redirected(within: span)
        let others = try steps(within: span) + occurrences(within: span)
        var lines = messages + others + (try digest())
        if !time.calendar.isWorkingDay(date) { lines.append(dayOff()) }
        // A sheet may have named them in the course of the day.
        if let known = ([then] + offices.reversed()).lazy.compactMap({
            $0.directory.person(person.code)
        }).first {
            if known.address == nil {
                let isPast = span.upperBound <= now
                lines.append(
                    isPast
                        ? ReaderExplanation.noAddress(
                            of: known, on: date,
                            in: then.directory.holds(known.code, in: .people)
                                ? then : offices.last ?? then,
                            at: span.lowerBound, words)
                        : ReaderExplanation.noAddress(of: known, at: span.lowerBound, words))
            }
        } else {
            lines.append(notKnown(at: span.lowerBound))
        }
        let isToCome = lines.contains { $0.kind == .planned || $0.kind == .waiting }
        if !messages.contains(where: { $0.kind == .sent }), span.lowerBound <= now || !isToCome {
            lines.append(nothing(wasPlanned: !lines.isEmpty, within: span))
        }
        return Explanation.sorted(lines)
    }

    /// No people's sheet had brought the person yet.
    private func notKnown(at moment: Instant) -> Line {
        Line(
            at: moment, .skipped, ["not-known"],
            .sentence(
                "{1} was not known on {2}: no sheet of people had named them yet.",
                "{1} belum tercatat pada {2}: belum ada daftar orang yang menyebutnya.",
                words.who(person.code), words.date(date)), person: person.code)
    }

    /// Nothing went on the day, has gone yet, or is to go.
    private func nothing(wasPlanned: Bool, within span: Range<Instant>) -> Line {
        let (english, indonesian) =
            span.upperBound <= now
            ? (
                "Nothing was sent to {1} on {2}{3}.",
                "Tidak ada yang dikirim kepada {1} pada {2}{3}."
            )
            : span.lowerBound <= now
                ? (
                    "Nothing has been sent to {1} on {2} so far{3}.",
                    "Sejauh ini belum ada yang dikirim kepada {1} pada {2}{3}."
                )
                : (
                    "Nothing is to be sent to {1} on {2}{3}.",
                    "Tidak ada yang akan dikirim kepada {1} pada {2}{3}."
                )
        let why =
            wasPlanned
            ? .plain("")
            : span.upperBound <= now
                ? BilingualText(
                    en: ": nothing was planned for that day",
                    id: ": tidak ada yang direncanakan untuk hari itu")
                : BilingualText(
                    en: ": nothing is planned for that day",
                    id: ": belum ada yang direncanakan untuk hari itu")
        return Line(
            at: span.lowerBound, .skipped, ["nothing-sent"],
            .sentence(english, indonesian, words.who(person.code), words.date(date), why),
            person: person.code)
    }

    private func messages(within span: Range<Instant>) throws -> [Line] {
        let reader = ReaderExplanation(
            of: person.code, .office, view: view, office: office, history: history, now: now)
        let wide = (span.lowerBound - Self.lookBack)..<span.upperBound
        return try keys.flatMap { key in
            try reader.messages(
                in: view.notices(to: key, audience: .office, openedIn: wide, limit: Self.most))
        }.filter { span.contains($0.at) }
    }

    /// Whatever reaches the person: what is for them, and what goes to their team's own address.
    private let keys: [String]

    private var concerned: [ConcernedDeadlines] {
        offices.map { ConcernedDeadlines(of: person, view: view, office: $0) }
    }

    /// What came to the person's mailbox on the day that was for others: a trial's mail goes to one address.
    private func redirected(within span: Range<Instant>) throws -> [Line] {
        let addresses = Set(offices.compactMap { $0.directory.person(person.code)?.address })
        let wide = (span.lowerBound - Self.lookBack)..<span.upperBound
        return try addresses.sorted().flatMap { address in
            try view.redirectedNotices(to: address, openedIn: wide, limit: Self.most)
        }.compactMap { notice in
            guard let at = notice.finishedAt, span.contains(at) else { return nil }
            return Line(
                at: at, .sent, ["redirected"],
                .sentence(
                    "Notice {1} for {2} came to {3}: a trial's mail goes there, and {2} was told nothing.",
                    "Kiriman {1} untuk {2} masuk ke kotak surat {3}: surel uji coba dikirim ke sana, dan {2} "
                        + "tidak diberi tahu.", .plain("\(notice.id)"), words.who(notice.recipient),
                    words.who(person.code)), person: person.code, notice: notice.id)
        }
    }

    private func isOwnKey(_ key: String) -> Bool { keys.contains { $0.isCode(key) } }

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
                record, view: view, office: office, history: history, now: now)
            guard try belongs(record, to: span) else { return [Line]() }
            let isOwn = person.code.isCode(record.deadline.owner)
            return try explanation.lines().filter { line in
                // What went to the person, or was to, is among the messages.
                if line.notice != nil, line.person.map(isOwnKey) ?? false { return false }
                guard line.kind != .changed else { return false }
                let readers = line.readers + [line.person].compactMap(\.self)
                let isConcerned =
                    readers.isEmpty ? isOwn : readers.contains(where: isOwnKey)
                return isConcerned && concerns(line, of: record, span: span)
            }.map { line in
                var line = line
                line.words = .sentence(
                    "{1}: {2}", "{1}: {2}", .plain(record.deadline.identifier), line.words)
                // It stands on the day that is asked about.
                line.at = line.missed.first(where: span.contains) ?? line.at
                return line
            }
        }
    }

    /// What occurrences bring that are no deadlines yet.
    private func occurrences(within span: Range<Instant>) throws -> [Line] {
        guard span.upperBound > now else { return [] }
        return try ComingOccurrences(view: view, office: office, words: words)
            .lines(of: ConcernedDeadlines(of: person, view: view, office: office), within: span)
            .filter { line in
                (line.readers + [line.person].compactMap(\.self)).contains(where: isOwnKey)
            }
    }

    /// Whether a line stands on the day, or speaks of a step whose own moment does.
    private func concerns(_ line: Line, of record: DeadlineRecord, span: Range<Instant>) -> Bool {
        guard line.missed.isEmpty else { return line.missed.contains(where: span.contains) }
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
        return offices.flatMap { $0.plan(open) }
    }

    /// Deadlines due around the day that may concern the person.
    private func candidates(around span: Range<Instant>) throws -> [DeadlineRecord] {
        let around =
            (span.lowerBound - .seconds(30 * 86_400))..<(span.upperBound + .seconds(45 * 86_400))
        var known: Set<Int64> = []
        return try concerned.flatMap { try $0.records(dueIn: around, limit: Self.most) }
            .filter { known.insert($0.id).inserted }
    }

    // MARK: The digest

    /// Digests of the day, and the mail that begins the week, that had nothing to say or went to somebody else.
    private func digest() throws -> [Line] {
        let digest = try view.morning(of: person.code, on: date)
        let week = try view.morning(of: "week \(date.monday) \(person.code)", on: date.monday)
        return [
            digest.flatMap {
                line(
                    of: $0, silent: "digest-silent", in: "the morning digest",
                    "ringkasan pagi")
            },
            week.flatMap { span.contains($0.at) ? $0 : nil }.flatMap {
                line(
                    of: $0, silent: "week-silent", in: "the mail about the week",
                    "surel tentang minggu ini untuk")
            },
        ].compactMap(\.self)
    }

    private func line(
        of morning: (reader: String?, at: Instant), silent rule: String, in english: String,
        _ indonesian: String
    ) -> Line? {
        let isSilent = morning.reader == nil
        guard isSilent || !(morning.reader ?? "").isCode(person.code) else { return nil }
        return Line(
            at: morning.at, .skipped, [isSilent ? rule : "stand-in"],
            isSilent
                ? .sentence(
                    "There was nothing to say in \(english) of {1}.",
                    "Tidak ada yang perlu disampaikan dalam \(indonesian) {1}.",
                    words.who(person.code))
                : .sentence(
                    "{2} read \(english) in the place of {1}.",
                    "{2} menerima \(indonesian) menggantikan {1}.", words.who(person.code),
                    words.who(morning.reader ?? "")), person: person.code)
    }
}
