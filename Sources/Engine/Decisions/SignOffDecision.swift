import Almanac
import Coordination
import Ledger

/// A manager's word on a team's figures, by the code under which it is asked for
/// (`sign-achievements-JKT-2026-11`). The word binds to the file that was read.
struct SignOffDecision: DecisionTarget {
    private let expected: ExpectedSubmission

    /// Nil when the code is no sign-off's.
    init?(code: String, office: Office) {
        // Mails name the version behind the code: `sign-achievements-JKT-2026-11 v2`.
        guard let code = code.split(separator: " ").first.map(String.init),
            let period = Period(String(code.suffix(7))),
            let expected = office.expectedSubmissions(for: period).first(where: {
                $0.signOffCode.isCode(code)
            })
        else { return nil }
        self.expected = expected
    }

    var subject: DecisionSubject { .signOff }

    var key: String { expected.signOffCode }

    func words(at _: DecisionDesk) -> BilingualText { expected.words }

    /// The same sheet may come again, also after the team's next file.
    func isSettled(
        _ decision: Decision, at _: DecisionDesk, in view: LedgerView
    ) throws -> Bool {
        guard let check = decision.check else { return false }
        return try view.signOffs(for: expected).contains {
            CheckValue.isNamed($0.hash, by: check)
        }
    }

    func faults(
        of decision: Decision, at desk: DecisionDesk, in view: LedgerView
    ) throws -> [Violation] {
        var faults: [Violation] = []
        let process = CloseProcess(office: desk.office, by: decision.by)
        if case .failure(let violation) = process.signer(of: expected, now: desk.now) {
            faults.append(violation)
        }
        guard let check = decision.check else { return faults }
        let latest = try current(named: check, in: view)
        if latest?.isProvisional ?? false, decision.reason == nil {
            faults.append(CloseProcess.missingWhy(expected))
        }
        if latest == nil {
            faults.append(
                Violation(
                    of: "check", .stale, value: check,
                    expected: BilingualText(
                        en:
                            "the check value of the team’s accepted file as it is now: read the file "
                            + "that came last, and give the value that stands with it",
                        id:
                            "nilai periksa berkas tim yang diterima saat ini: baca berkas terakhir, "
                            + "lalu isi nilai yang tertera bersamanya")))
        }
        return faults
    }

    func carryOut(
        _ decision: Decision, at desk: DecisionDesk, in transaction: LedgerTransaction
    ) throws -> DecisionOutcome? {
        guard let current = try current(named: decision.check ?? "", in: transaction.view) else {
            return nil
        }
        let process = CloseProcess(office: desk.office, by: decision.by)
        guard
            try process.sign(
                expected, version: current.version, because: decision.reason, in: transaction)
        else { return nil }
        return DecisionOutcome(
            new: decision.word.rawValue,
            answer: BilingualText(
                en: "signed: version \(current.version)",
                id: "disahkan: versi \(current.version)"))
    }

    /// The team's accepted file, if it is the one that was read.
    private func current(named check: String, in view: LedgerView) throws -> SubmissionRecord? {
        guard let latest = try view.latestSubmission(for: expected), latest.state != .rejected,
            CheckValue.isNamed(latest.hash, by: check)
        else { return nil }
        return latest
    }
}
