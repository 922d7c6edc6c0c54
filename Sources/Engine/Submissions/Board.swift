package import Almanac
package import Coordination
package import Ledger

/// Where a period stands: what each team owes, and what came of it.
package struct Board: Sendable {
    package var period: Period
    package var rows: [Row]

    /// One team's one submission.
    package struct Row: Sendable {
        package var team: Team
        package var type: SubmissionType
        package var state: State
        package var submission: SubmissionRecord?
        package var cutOff: Instant
        /// The team's target, where salespeople of it have one.
        package var target: Int64?
    }

    package enum State: String, Sendable, Hashable, CaseIterable {
        case accepted
        case nilReport = "nil"
        case rejected
        /// Not here although the period has ended.
        case missing
        /// Not here, and the period has not ended.
        case expected
    }

    package init(period: Period, view: LedgerView, office: Office, now: Instant) throws {
        self.period = period
        let submissions = try view.submissions(for: period.description)
        let hasEnded = office.workingTime.zone.civil(now).date > period.lastDay
        let types = office.profile.submissionTypes.filter { $0.every == period.kind }
        rows = office.directory.teams.values.sorted { $0.code < $1.code }.flatMap { team in
            types.map { type in
                let submission = submissions.first {
                    $0.type == type.name && Directory.fold($0.team) == Directory.fold(team.code)
                }
                return Row(
                    team: team, type: type,
                    state: submission.flatMap { State(rawValue: $0.state.rawValue) }
                        ?? (hasEnded ? .missing : .expected),
                    submission: submission, cutOff: type.cutOffInstant(of: period, in: office),
                    target: office.target(of: team, for: period))
            }
        }
    }

    package func count(_ states: State...) -> Int {
        rows.count { states.contains($0.state) }
    }
}
