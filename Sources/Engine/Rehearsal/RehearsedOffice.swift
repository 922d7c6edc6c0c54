import Almanac
import Coordination
import Host
import Ledger

/// An office on a copy of the ledger, played forward by the very stages and jobs that run live.
final class RehearsedOffice {
    let stages: Stages
    let clock: RehearsalClock
    private let couriers: [RecordingCourier]
    private let people: AssumedPeople
    private let jobs: [PlayedJob]
    private let start: Instant
    private(set) var handed: [RecordingCourier.Handed] = []

    /// How often jobs may work at one moment: more is one that never comes to rest.
    private static let mostTurns = 2_000
    /// How many letters one play may see.
    static let mostLetters = 200_000

    init(
        _ stages: Stages, clock: RehearsalClock, couriers: [RecordingCourier],
        assuming assumptions: Set<RehearsalAssumption>
    ) {
        self.stages = stages
        self.clock = clock
        self.couriers = couriers
        people = AssumedPeople(assumptions: assumptions)
        start = clock.now
        jobs = stages.jobs.map { PlayedJob($0, wakes: stages.wakes) }
    }

    /// Lets time pass until `end`, waking exactly when a job asks for it.
    ///
    /// - Parameters:
    ///   - limit: when this must have come to its end, by a clock that nobody plays.
    ///   - progress: told of each day.
    func advance(
        to end: Instant, within limit: ContinuousClock.Instant,
        progress: Rehearsal.Progress = { _ in }
    ) async throws {
        let zone = stages.store.office.profile.zone
        var today = zone.civil(clock.now).date
        try await settle()
        while true {
            try Task.checkCancellation()
            guard ContinuousClock.now < limit else { throw EngineError.rehearsalTooLong }
            var moments = jobs.compactMap { $0.next(after: clock.now) }
            if !people.isIdle,
                let moment = try await people.nextInstant(after: clock.now, in: stages)
            {
                moments.append(moment)
            }
            guard let next = moments.min(), next <= end else { break }
            clock.pass(until: next)
            let date = zone.civil(clock.now).date
            if date != today {
                today = date
                try await progress(date)
            }
            if !people.isIdle { try await people.act(at: clock.now, in: stages) }
            try await settle()
        }
        clock.pass(until: end)
    }

    /// Takes sheets now; what of them is refused is told and keeps nothing else back.
    ///
    /// - Returns: a sentence for each file that was not taken.
    func take(
        _ files: [Rehearsal.DatedFile], from sender: Sender
    ) async throws -> [BilingualText] {
        let reports = try await stages.intake.take(
            files.map(\.file), as: nil, isDryRun: false, isPartial: true, from: sender,
            at: clock.now)
        try await settle()
        // A file may have several sheets: those of one name stand behind each other.
        let paths = Dictionary(grouping: files, by: \.file.name).mapValues { $0.map(\.path) }
        let same = Dictionary(grouping: reports.indices) { reports[$0].reading.file }
        return reports.indices.filter { !reports[$0].isTaken }.map { index in
            let report = reports[index]
            let name = report.reading.file
            let own = paths[name] ?? [name]
            let all = same[name] ?? [index]
            let place = (all.firstIndex(of: index) ?? 0) * own.count / all.count
            let first = report.reading.findings.first.map { finding in
                BilingualText.plain("\(finding.cell) ").followed(by: finding.expected)
            }
            return .sentence(
                "{1} was not taken: {2}", "{1} tidak diterima: {2}", .plain(own[place]),
                first ?? BilingualText(en: "nothing is in it", id: "tidak ada isinya"))
        }
    }

    /// Has every job work that was woken or whose moment has come, until none is.
    func settle() async throws {
        for _ in 0..<Self.mostTurns {
            guard let job = jobs.first(where: { $0.isDue(at: clock.now) }) else {
                return try collect()
            }
            try await job.work(at: clock.now)
        }
        throw EngineError(
            .conflict, "the rehearsed office does not come to rest: \(clock.now.rfc3339)")
    }

    private func collect() throws {
        handed += couriers.flatMap { $0.takeLetters() }
        guard handed.count <= Self.mostLetters else { throw EngineError.rehearsalTooLong }
    }

    /// What a letter that waits would say; nil of one that cannot be composed.
    private static func letter(
        of notice: NoticeRecord, by writer: LetterWriter, _ view: LedgerView, _ office: Office,
        now: Instant
    ) throws -> LetterRecord? {
        do {
            return try writer.shown(notice, view: view, office: office, now: now).letter
        } catch is EngineError {
            return nil
        }
    }

    /// What left, and what waits for a person at the end, in the order of their moments; what waited before begins
    /// to with the play.
    ///
    /// - Parameters:
    ///   - wantsTexts: with whole letters.
    ///   - wantsWordings: so that other words are told, those of letters that waited before, too.
    func messages(
        wantsTexts: Bool, wantsWordings: Bool = false
    ) async throws -> [RehearsedMessage] {
        let (handed, start) = (handed, start)
        let (writer, now) = (stages.writer, clock.now)
        return try await stages.store.read { view, office in
            func message(
                _ notice: NoticeRecord, at moment: Instant, _ letter: LetterRecord?, subject: String
            ) -> RehearsedMessage {
                RehearsedMessage(
                    notice, at: moment, subject: letter?.subject ?? subject,
                    text: wantsTexts ? letter?.text : nil,
                    wording: wantsWordings ? letter.map(\.wording) : nil, office: office)
            }
            let left = try handed.compactMap { letter -> RehearsedMessage? in
                guard let notice = try view.notice(letter.notice) else { return nil }
                return message(
                    notice, at: letter.at,
                    wantsTexts || wantsWordings ? try view.letter(of: letter.notice) : nil,
                    subject: try view.letterHead(of: letter.notice)?.subject ?? "")
            }
            let waiting = try view.notices(in: [.held], limit: Self.mostLetters)
                .filter { $0.audience == .client }
                .map { notice in
                    message(
                        notice, at: max(notice.createdAt, start),
                        wantsTexts || wantsWordings
                            ? try Self.letter(of: notice, by: writer, view, office, now: now) : nil,
                        subject: "")
                }
            return (left + waiting).sorted { ($0.at, $0.recipient) < ($1.at, $1.recipient) }
        }
    }
}

extension LetterRecord {
    /// What tells its words from others, within one run of the program.
    fileprivate var wording: Int {
        var hasher = Hasher()
        hasher.combine(subject)
        hasher.combine(text)
        hasher.combine(html)
        return hasher.finalize()
    }
}

extension EngineError {
    static let rehearsalTooLong = EngineError(
        .conflict,
        "the rehearsal took longer, or saw more letters, than it may: rehearse a shorter time",
        field: "until")
}
