import Coordination
import Ledger

/// What came for a period, and what was said of it, read at once.
struct PeriodFiles {
    let latest: [SubmissionKey: SubmissionRecord]
    private let signOffs: [SubmissionKey: [SignOffRecord]]
    /// Codes, folded, under which managers are asked for their word now.
    var questions: Set<String>

    init(of period: Period, in view: LedgerView) throws {
        latest = Dictionary(
            try view.submissions(for: period.description).map { ($0.key, $0) },
            uniquingKeysWith: { first, _ in first })
        signOffs = Dictionary(grouping: try view.signOffs(for: period), by: \.key)
        let suffix = "-\(period)"
        questions = Set(
            try view.openCodes(beginning: ExpectedSubmission.signOffPrefix)
                .filter { $0.hasSuffix(suffix) }.map(Directory.fold))
    }

    func signOffs(for expected: ExpectedSubmission) -> [SignOffRecord] {
        signOffs[SubmissionKey(expected)] ?? []
    }

    /// Whether a question about a file may have to be asked, changed or ended.
    func needsWord(on latest: SubmissionRecord, _ expected: ExpectedSubmission) -> Bool {
        let isSigned = signOffs(for: expected).contains { $0.hash == latest.hash }
        return questions.contains(Directory.fold(expected.signOffCode))
            || expected.type.signOff == .required && latest.state != .rejected && !isSigned
    }
}

/// Whose submission of which type, within a period.
struct SubmissionKey: Hashable {
    var type: String
    var team: String

    init(type: String, team: String) {
        self.type = type
        self.team = Directory.fold(team)
    }

    init(_ expected: ExpectedSubmission) {
        self.init(type: expected.type.name, team: expected.team.code)
    }
}

extension SubmissionRecord {
    fileprivate var key: SubmissionKey { SubmissionKey(type: type, team: team) }
}

extension SignOffRecord {
    fileprivate var key: SubmissionKey { SubmissionKey(type: type, team: team) }
}
