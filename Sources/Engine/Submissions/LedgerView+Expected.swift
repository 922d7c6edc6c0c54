import Coordination
import Ledger

extension LedgerView {
    /// The latest file that came for what is expected.
    func latestSubmission(for expected: ExpectedSubmission) throws -> SubmissionRecord? {
        try submission(
            type: expected.type.name, team: expected.team.code,
            period: expected.period.description)
    }

    /// The latest file for what is expected that is right, and that nobody has to say more about.
    func standingSubmission(for expected: ExpectedSubmission) throws -> SubmissionRecord? {
        let signed = Set(try signOffs(for: expected).map(\.hash))
        return try versions(
            type: expected.type.name, team: expected.team.code,
            period: expected.period.description
        ).last { $0.state != .rejected && (!$0.isProvisional || signed.contains($0.hash)) }
    }

    /// Every word on a file of what is expected.
    func signOffs(for expected: ExpectedSubmission) throws -> [SignOffRecord] {
        try signOffs(
            type: expected.type.name, team: expected.team.code, period: expected.period)
    }
}

extension SubmissionRecord {
    /// How many of its findings keep it from being accepted.
    var blockerCount: Int { findings.count { $0.severity == .blocker } }
}
