import Coordination
import Ledger

/// What came for a period, and what was said of it, read at once.
struct PeriodFiles {
    let latest: [SubmissionKey: SubmissionRecord]
    private let signOffs: [SubmissionKey: [SignOffRecord]]

    init(of period: Period, in view: LedgerView) throws {
        latest = Dictionary(
            try view.submissions(for: period.description).map { ($0.key, $0) },
            uniquingKeysWith: { first, _ in first })
        signOffs = Dictionary(grouping: try view.signOffs(for: period), by: \.key)
    }

    func signOffs(for expected: ExpectedSubmission) -> [SignOffRecord] {
        signOffs[SubmissionKey(expected)] ?? []
    }

    /// Whether a manager's word on a file is wanted that is not there.
    func lacksWord(on latest: SubmissionRecord, _ expected: ExpectedSubmission) -> Bool {
        (expected.type.signOff == .required || latest.isProvisional) && latest.state != .rejected
            && !signOffs(for: expected).contains { $0.hash == latest.hash }
    }
}

/// Whose submission of which type, within a period.
struct SubmissionKey: Hashable {
    var type: String
    var team: Code

    init(_ expected: ExpectedSubmission) {
        self.init(type: expected.type.name, team: Code(expected.team.code))
    }

    init(type: String, team: Code) {
        self.type = type
        self.team = team
    }
}

extension SubmissionRecord {
    fileprivate var key: SubmissionKey { SubmissionKey(type: type, team: Code(team)) }
}

extension SignOffRecord {
    fileprivate var key: SubmissionKey { SubmissionKey(type: type, team: Code(team)) }
}
