import Coordination
import Ledger

extension LedgerView {
    /// The latest file that came for what is expected.
    func latestSubmission(for expected: ExpectedSubmission) throws -> SubmissionRecord? {
        try submission(
            type: expected.type.name, team: expected.team.code,
            period: expected.period.description)
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
