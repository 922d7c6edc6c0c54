import Almanac
import Coordination
import Ledger

/// What a row of the decisions sheet says of a team's figures: its id is the code under which their
/// sign-off is asked for (`sign-achievements-JKT-2026-11`), its hash the file's.
struct SignOffDecision {
    private let expected: ExpectedSubmission
    private let hash: String
    private let isApproval: Bool
    private let process: CloseProcess

    /// Nil when the row's id is no sign-off's.
    ///
    /// - Parameter by: for whom its sender acts.
    init?(row: SheetRow, by: String, office: Office) {
        guard let id = row.text("id"), let hash = row.text("hash"),
            let expected = office.submissionSignedAs(code: id)
        else { return nil }
        self.expected = expected
        self.hash = hash.lowercased()
        isApproval = row.text("decision") == "approve"
        process = CloseProcess(office: office, by: by)
    }

    /// What forbids taking it.
    func faults(in view: LedgerView, now: Instant) throws -> [Violation] {
        var faults: [Violation] = []
        // The same sheet may come again, also after the team's next file.
        if try isRepeated(in: view) { return [] }
        if !isApproval {
            faults.append(
                Violation(
                    of: "decision", .notPossible,
                    expected: BilingualText(
                        en:
                            "approve, or no row: figures that are not right, the team hands in anew",
                        id: "setuju, atau tanpa baris ini: angka yang keliru dikirim ulang oleh tim"
                    )))
        }
        if case .failure(let violation) = process.signer(of: expected, now: now) {
            faults.append(violation)
        }
        if try current(in: view) == nil {
            faults.append(
                Violation(
                    of: "hash", .stale,
                    expected: BilingualText(
                        en: "the hash of the team’s accepted file as it is now: read the file that "
                            + "came last, and give the hash that its question names",
                        id:
                            "hash berkas tim yang diterima saat ini: baca berkas terakhir, lalu isi "
                            + "hash yang tertera pada permintaannya")))
        }
        return faults
    }

    /// - Returns: whether the word is news.
    func carryOut(in transaction: LedgerTransaction) throws -> Bool {
        guard let current = try current(in: transaction.view) else { return false }
        return try process.sign(expected, version: current.version, in: transaction)
    }

    /// The team's accepted file, if it is the one that the row means.
    private func current(in view: LedgerView) throws -> SubmissionRecord? {
        guard let latest = try view.latestSubmission(for: expected), latest.state != .rejected,
            isNamed(latest.hash)
        else { return nil }
        return latest
    }

    /// Whether it says what was said already.
    func isRepeated(in view: LedgerView) throws -> Bool { try isApproval && isSigned(in: view) }

    private func isSigned(in view: LedgerView) throws -> Bool {
        try view.signOffs(for: expected).contains { isNamed($0.hash) }
    }

    private func isNamed(_ hash: String) -> Bool {
        self.hash.count >= 8 && hash.hasPrefix(self.hash)
    }
}

extension Office {
    fileprivate func submissionSignedAs(code id: String) -> ExpectedSubmission? {
        // Mails name the version behind the code: `sign-achievements-JKT-2026-11 v2`.
        guard let code = id.split(separator: " ").first.map(String.init),
            let period = Period(String(code.suffix(7)))
        else { return nil }
        return expectedSubmissions(for: period).first {
            $0.signOffCode.isCode(code)
        }
    }
}
