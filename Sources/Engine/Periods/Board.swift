package import Almanac
package import Coordination
package import Ledger

/// Where a period stands: what each team owes, and what came of it.
package struct Board: Sendable {
    package var period: Period
    /// Nil for a period that is not looked after.
    package var record: PeriodRecord?
    package var rows: [Row]
    package var hasEnded: Bool
    /// When it is to be closed.
    package var dueAt: Instant
    /// Periods that must be closed before.
    package var waitsFor: [Period]

    /// One team's one submission.
    package struct Row: Sendable {
        package var expected: ExpectedSubmission
        package var state: State
        package var submission: SubmissionRecord?
        /// Nil in a period that is not looked after.
        package var deadline: DeadlineStatus?
        package var cutOff: Instant
        /// The working time that the team has left; nil where nothing is asked, or none is left.
        package var timeLeft: Duration?
        /// The team's target, where salespeople of it have one.
        package var target: Int64?
        package var signOff: SignOff
    }

    /// How what a team owes stands.
    package enum State: String, Sendable, Hashable, CaseIterable {
        case accepted
        case nilReport = "nil"
        case rejected
        /// Not here although the period has ended.
        case missing
        /// Not here, and the period has not ended.
        case expected
        case waived
    }

    /// Whether a manager has signed what came last.
    package enum SignOff: Sendable, Hashable {
        case none
        /// The settings ask for it.
        case wanted
        case signed(SignOffRecord)
        /// The file has changed since.
        case suspended
        /// The figures changed so much that somebody has to say why: until then they are provisional.
        case unconfirmed
    }

    package init(period: Period, view: LedgerView, office: Office, now: Instant) throws {
        self.period = period
        let today = office.workingTime.zone.civil(now).date
        let hasEnded = today > period.lastDay
        self.hasEnded = hasEnded
        let periods = try view.periods()
        record = periods.first { $0.period == period }
        waitsFor = periods.filter { other in
            other.state != .closed
                && (other.period.kind == period.kind && other.period < period
                    || period.holds(other.period))
        }.map(\.period)
        let deadlines = Dictionary(
            try view.deadlineStatuses(occurrence: period.description)
                .map { (Code($0.code), $0) }, uniquingKeysWith: { first, _ in first })
        dueAt =
            deadlines[Code(DeadlineKind.close)]?.dueAt
            ?? office.profile.closeCalendar.dueInstant(of: period, in: office)
        let files = try PeriodFiles(of: period, in: view)
        let targets = office.targets(for: period)
        rows = office.expectedSubmissions(for: period).map { expected in
            Row(
                expected, submission: files.latest[SubmissionKey(expected)],
                deadline: deadlines[Code(expected.code)],
                signOffs: files.signOffs(for: expected),
                target: targets[Code(expected.team.code)],
                hasEnded: hasEnded, office: office, now: now)
        }
    }

    /// How many are accepted for good, nil reports included: what is provisional is counted by itself.
    package var acceptedCount: Int { count(.accepted, .nilReport) - provisionalCount }

    /// How many are accepted while nobody has said why their figures changed so much.
    package var provisionalCount: Int { rows.count(where: \.isProvisional) }

    /// How many of what is owed stand so.
    package func count(_ states: State...) -> Int {
        rows.count { states.contains($0.state) }
    }
}

extension Board.Row {
    fileprivate init(
        _ expected: ExpectedSubmission, submission: SubmissionRecord?,
        deadline: DeadlineStatus?,
        signOffs: [SignOffRecord], target: Int64?, hasEnded: Bool, office: Office, now: Instant
    ) {
        self.expected = expected
        self.submission = submission
        self.deadline = deadline
        self.target = target
        cutOff =
            deadline?.dueAt
            ?? expected.type.cutOffInstant(of: expected.period, in: office)
        let isWaived = deadline?.state == .waived
        state =
            switch submission?.state {
            case .accepted: .accepted
            case .nilReport: .nilReport
            case .rejected: isWaived ? .waived : .rejected
            case nil: isWaived ? .waived : hasEnded ? .missing : .expected
            }
        let left = office.workingTime(of: expected.team).worked(from: now, to: cutOff)
        timeLeft = state.isGood || left <= .zero ? nil : left
        signOff = .none
        guard let submission, state == .accepted || state == .nilReport else { return }
        if let signed = signOffs.last(where: { $0.hash == submission.hash }) {
            signOff = .signed(signed)
        } else if submission.isProvisional {
            signOff = .unconfirmed
        } else if !signOffs.isEmpty {
            signOff = .suspended
        } else if expected.type.signOff == .required {
            signOff = .wanted
        }
    }
}

extension Board.State {
    /// Whether nothing more is asked of the team.
    var isGood: Bool {
        switch self {
        case .accepted, .nilReport, .waived: true
        case .rejected, .missing, .expected: false
        }
    }

    var words: BilingualText {
        switch self {
        case .accepted: BilingualText(en: "accepted", id: "diterima")
        case .nilReport: BilingualText(en: "accepted, nil", id: "diterima, nihil")
        case .rejected: BilingualText(en: "rejected", id: "ditolak")
        case .missing: BilingualText(en: "missing", id: "belum ada")
        case .expected: BilingualText(en: "expected", id: "ditunggu")
        case .waived: BilingualText(en: "waived", id: "dikecualikan")
        }
    }
}
