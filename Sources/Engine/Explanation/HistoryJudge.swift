package import Almanac
package import Coordination
import Judgement
package import Ledger

/// Has the oracle say which steps of the ladders should have been told, and holds that against what was: of
/// deadlines whose whole course the history has, by the registers and settings that were in force then.
package struct HistoryJudge {
    private let view: LedgerView
    private let office: Office
    private let now: Instant

    /// How many deadlines are judged, the newest.
    private static let most = 1_000
    /// What is still on its way is judged another time.
    private static let margin = Duration.seconds(900)

    /// What came of it.
    package struct Verdict: Sendable {
        package var judged = 0
        /// How many were looked at and not judged, by what kept them from it; and how many were not looked at.
        package var gaps: [JudgementGap.Reason: Int] = [:]
        /// Nothing that was made before is judged; nil where nothing is.
        package var since: Instant?
        package var faults: [Fault] = []

        /// How many of those that were looked at were not judged.
        package var notJudged: Int {
            gaps.reduce(0) { $0 + ($1.key == .older ? 0 : $1.value) }
        }
    }

    /// A step that should have been told and was not, or was and should not have been.
    package struct Fault: Sendable {
        package var isMissing: Bool
        package var deadline: String
        /// When, to whom, which step.
        package var telling: String
    }

    package init(view: LedgerView, office: Office, now: Instant) {
        self.view = view
        self.office = office
        self.now = now
    }

    /// Judges the newest deadlines, each alone.
    package func verdict() throws -> Verdict {
        var verdict = Verdict()
        let end = now - Self.margin
        let known = try view.ifReadable { (try OfficeHistory(view, present: office), try stops()) }
        guard let (history, stops) = known else { return verdict }
        let newest = try view.newestDeadlines(limit: Self.most)
        verdict.since = history.begin
        if newest.count == Self.most {
            verdict.gaps[.older] = try max(0, view.deadlineIDs(in: nil).count - Self.most)
        }
        for id in newest {
            let judged: Void? = try view.ifReadable {
                try judge(id, by: history, stops, until: end, into: &verdict)
            }
            // Which cell that is, is said of the history.
            if judged == nil { verdict.gaps[.unreadable, default: 0] += 1 }
        }
        return verdict
    }

    /// Judges one deadline, or says what keeps it from being judged.
    private func judge(
        _ id: Int64, by history: OfficeHistory, _ stops: [ClosedRange<Instant>],
        until end: Instant, into verdict: inout Verdict
    ) throws {
        guard let begin = history.begin,
            let record = try view.deadlines(numbered: [id]).first,
            record.deadline.createdAt >= begin
        else {
            verdict.gaps[.before, default: 0] += 1
            return
        }
        let deadline = record.deadline
        let then = try history.office(at: deadline.createdAt)
        let course: JudgedDeadline
        switch try self.course(of: record, in: then) {
        case .whole(let whole): course = whole
        case .gap(let reason):
            verdict.gaps[reason, default: 0] += 1
            return
        }
        // Both up to now: what lies beside the end has its counterpart on either side of it.
        let wanted = JudgedOffice(then).tellings(of: course, until: now)
        let told = try tellings(of: deadline, until: now)
        let faults = Self.faults(of: deadline, wanted: wanted, told, until: end)
        // What was to go while nobody was at work went when somebody was again; what changed meanwhile may
        // have moved steps.
        let gap: JudgementGap.Reason? =
            stops.contains(where: deadline.lives(within:))
            ? .down
            : history.hasChanged(
                after: deadline.createdAt, by: deadline.finishedAt ?? end) ? .changed : nil
        if let gap, !faults.isEmpty {
            verdict.gaps[gap, default: 0] += 1
            return
        }
        verdict.judged += 1
        verdict.faults += faults
    }

    /// When nobody was at work.
    private func stops() throws -> [ClosedRange<Instant>] {
        try view.latestEvents(of: .service, limit: Self.most).compactMap { event in
            guard event.what == "started", let since = event.detail.flatMap({ Int64($0) }) else {
                return nil
            }
            return min(Instant(microseconds: since), event.at)...event.at
        }
    }

    private static func faults(
        of deadline: Deadline, wanted: [JudgedTelling], _ told: Told, until end: Instant
    ) -> [Fault] {
        func faults(_ tellings: [JudgedTelling], areMissing: Bool) -> [Fault] {
            tellings.filter { $0.minute <= end.seconds / 60 }.map {
                Fault(
                    isMissing: areMissing, deadline: deadline.identifier,
                    telling: $0.description)
            }
        }
        return faults(left(of: wanted, after: told.live + told.takenBack), areMissing: true)
            + faults(left(of: told.live, after: wanted), areMissing: false)
    }

    /// What has no counterpart within a minute.
    private static func left(
        of some: [JudgedTelling], after others: [JudgedTelling]
    ) -> [JudgedTelling] {
        var rest = others
        return some.filter { telling in
            let index = rest.firstIndex { other in
                abs(other.minute - telling.minute) <= 1 && other.isOf(telling)
            }
            if let index { rest.remove(at: index) }
            return index == nil
        }
    }

    // MARK: What was

    /// The steps that somebody was told, or was to be: what became of the mail is another matter.
    private struct Told {
        var live: [JudgedTelling] = []
        /// What waited for others within minutes, or for its way out, and was of no use any more before it left.
        var takenBack: [JudgedTelling] = []
    }

    private func tellings(of deadline: Deadline, until end: Instant) throws -> Told {
        let subject = Subject(.deadline, deadline.identifier)
        let words = ExplanationWords(office)
        var told = Told()
        for notice in try view.notices(about: subject) {
            let isOver = [.withdrawn, .expired].contains(notice.state)
            for record in notice.items
            where record.item.subject == subject && record.createdAt <= end {
                // Nor is what went on since that mail did not reach whoever was told.
                guard record.item.facts["meant_for"] == nil,
                    let step = words.step(ofCause: record.item.cause)
                else { continue }
                let mark = record.item.cause.split(separator: " ").last { $0.first == "#" }
                let repetition = mark.flatMap { Int($0.dropFirst()) } ?? 0
                let telling = JudgedTelling(
                    at: record.createdAt, recipient: notice.recipient,
                    step: String(step.prefix { $0 != " " }), time: repetition + 1)
                if isOver || record.withdrawnBecause != nil {
                    told.takenBack.append(telling)
                } else {
                    told.live.append(telling)
                }
            }
        }
        told.live.sort()
        told.takenBack.sort()
        return told
    }

    // MARK: What happened

    /// A deadline's course where all of it can be told to the oracle.
    private enum Course {
        case whole(JudgedDeadline)
        case gap(JudgementGap.Reason)
    }

    private func course(of record: DeadlineRecord, in office: Office) throws -> Course {
        let deadline = record.deadline
        if try wasUnheard(deadline) { return .gap(.trial) }
        guard deadline.occurrence.isEmpty, deadline.roll == nil,
            deadline.dependencies.isEmpty, !deadline.isWaiting,
            TaskKind(rawValue: deadline.kind) == nil, !office.followsPeriod(deadline),
            try hasPlainSteps(record)
        else { return .gap(.course) }
        let revisions = try view.revisions(of: record.id)
        guard let first = revisions.first else { return .gap(.forgotten) }
        var course = JudgedDeadline(
            code: deadline.code, owner: deadline.owner, due: first.due, zone: first.zone,
            ladder: deadline.ladder, kind: deadline.kind, isImported: try isImported(deadline),
            createdAt: deadline.createdAt)
        let events = try view.events(of: Subject(.deadline, deadline.identifier))
        // What has no begin may have been forgotten in part.
        guard events.first?.what == "added" else { return .gap(.forgotten) }
        for event in events {
            switch event.what {
            case "added": continue
            case "moved":
                guard let due = revisions.last(where: { $0.at == event.at })?.due else {
                    return .gap(.course)
                }
                course.events.append(.init(at: event.at, .moved(to: due)))
            case "done", "waived", "cancelled":
                course.events.append(.init(at: event.at, .ended))
            case "reopened": course.events.append(.init(at: event.at, .reopened))
            default: return .gap(.course)
            }
        }
        return .whole(course)
    }

    private func isImported(_ deadline: Deadline) throws -> Bool {
        try view.latestEvents(of: Subject(.sheet, SheetKind.deadlines.rawValue), limit: 1_000)
            .contains { $0.at == deadline.createdAt && $0.what == "imported" }
    }

    /// Whether something of it went to a trial's address only, and was owed to its readers once that was over.
    private func wasUnheard(_ deadline: Deadline) throws -> Bool {
        try view.notices(about: Subject(.deadline, deadline.identifier)).contains { notice in
            notice.items.contains(where: \.isUnheard)
        }
    }

    /// Whether nothing was late and nothing was planned anew.
    private func hasPlainSteps(_ record: DeadlineRecord) throws -> Bool {
        let odd: Set<StepReason.Rule> = [
            .late, .missed, .expired, .replanned, .pastWhenReplanned, .unreachable, .nobodyThere,
        ]
        return try view.steps(of: record.id).allSatisfy { _, step in
            step.nominalAt != nil && odd.isDisjoint(with: step.reasons.map(\.rule))
        }
    }
}

extension Deadline {
    /// Whether it was there, and had not ended, at some time of a span.
    fileprivate func lives(within span: ClosedRange<Instant>) -> Bool {
        createdAt <= span.upperBound && finishedAt ?? .distantFuture >= span.lowerBound
    }
}
