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
    private var offered: OfferedLetters
    /// Whether letters to clients are to be looked at once the stages rest.
    private var mayOffer = true

    /// How often jobs may work at one moment: more is one that never comes to rest.
    private static let mostTurns = 2_000
    /// How often whoever waits hears of days: a year has more than anybody reads, and each is on its way for a while.
    private static let pause = Duration.milliseconds(100)
    /// How many letters one play may see.
    static let mostLetters = 200_000

    init(
        _ stages: Stages, clock: RehearsalClock, couriers: [RecordingCourier],
        assuming assumptions: Set<RehearsalAssumption>, composesOffers: Bool = false
    ) {
        self.stages = stages
        self.clock = clock
        self.couriers = couriers
        people = AssumedPeople(assumptions: assumptions)
        start = clock.now
        offered = OfferedLetters(areComposed: composesOffers)
        jobs = stages.jobs.map { PlayedJob($0, wakes: stages.wakes) }
    }

    /// Lets time pass until `end`, waking exactly when a job asks for it.
    ///
    /// - Parameters:
    ///   - limit: when this must have come to its end, by a clock that nobody plays.
    ///   - progress: told of days, some times a second.
    func advance(
        to end: Instant, within limit: ContinuousClock.Instant,
        progress: Rehearsal.Progress = { _ in }
    ) async throws {
        let zone = stages.store.office.profile.zone
        var today = zone.civil(clock.now).date
        var told: ContinuousClock.Instant?
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
                let moment = ContinuousClock.now
                if told.map({ moment - $0 >= Self.pause }) ?? true {
                    told = moment
                    try await progress(date)
                }
            }
            if !people.isIdle {
                try await people.act(at: clock.now, in: stages)
                mayOffer = true
            }
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
        mayOffer = true
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
                return try await collect()
            }
            if try await job.work(at: clock.now) { mayOffer = true }
        }
        throw EngineError(
            .conflict, "the rehearsed office does not come to rest: \(clock.now.rfc3339)")
    }

    private func collect() async throws {
        handed += couriers.flatMap { $0.takeLetters() }
        guard handed.count <= Self.mostLetters else { throw EngineError.rehearsalTooLong }
        guard mayOffer else { return }
        mayOffer = false
        let (known, writer, now) = (offered, stages.writer, clock.now)
        offered = try await stages.store.read { view, office in
            var offered = known
            try offered.look(in: view, by: writer, office: office, at: now)
            return offered
        }
    }

    /// What left, and what waits for a person at the end, in the order of their moments; what waited before begins
    /// to with the play. What waits is as it was offered first: at the end its dates may have passed.
    ///
    /// - Parameters:
    ///   - wantsTexts: with whole letters.
    ///   - wordingsUntil: so that other words are told, of what waits all that it said until then; nil where that is
    ///     not asked.
    func messages(
        wantsTexts: Bool, wordingsUntil end: Instant? = nil
    ) async throws -> [RehearsedMessage] {
        let (handed, start, offered) = (handed, start, offered)
        let wantsWordings = end != nil
        return try await stages.store.read { view, office in
            func message(
                _ notice: NoticeRecord, at moment: Instant, _ letter: LetterRecord?,
                subject: String,
                saying sayings: RehearsedMessage.Sayings?
            ) -> RehearsedMessage {
                RehearsedMessage(
                    notice, at: moment, subject: letter?.subject ?? subject,
                    text: wantsTexts ? letter?.text : nil, saying: sayings, office: office)
            }
            let left = try handed.compactMap { letter -> RehearsedMessage? in
                guard let notice = try view.notice(letter.notice) else { return nil }
                let sent = wantsTexts || wantsWordings ? try view.letter(of: letter.notice) : nil
                return message(
                    notice, at: letter.at, sent,
                    subject: try view.letterHead(of: letter.notice)?.subject ?? "",
                    saying: wantsWordings ? RehearsedMessage.Sayings([(notice, sent)]) : nil)
            }
            let waiting = try view.notices(in: [.held], limit: Self.mostLetters)
                .filter { $0.audience == .client }
                .map { notice in
                    let first = offered.first(of: notice)
                    return message(
                        first?.notice ?? notice, at: max(notice.createdAt, start), first?.letter,
                        subject: "",
                        saying: end.map {
                            RehearsedMessage.Sayings(offered.all(of: notice, until: $0))
                        })
                }
            return (left + waiting).sorted { ($0.at, $0.recipient) < ($1.at, $1.recipient) }
        }
    }
}

extension EngineError {
    static let rehearsalTooLong = EngineError(
        .conflict,
        "the rehearsal took longer, or saw more letters, than it may: rehearse a shorter time",
        field: "until")
}
