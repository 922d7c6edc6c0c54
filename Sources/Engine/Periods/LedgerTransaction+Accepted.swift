import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Answers a team whose file was taken: how many rows, its figures, beside the version before and the
    /// target, so that a wrong file is noticed while its sender still remembers.
    ///
    /// - Parameter former: the version before, if it was right.
    func tellAccepted(
        _ submission: SubmissionRecord, after former: SubmissionRecord?,
        _ expected: ExpectedSubmission, office: Office
    ) throws {
        guard expected.type.isAnswered || submission.isProvisional,
            submission.state != .rejected
        else { return }
        let team = expected.team
        guard let recipient = office.answerer(for: team, at: now) else { return }
        let currency = office.profile.style.currency.code
        var facts: Facts = [
            "file": .text(submission.file), "team": .text(team.name),
            "period": .texts(expected.period.words.texts),
            "version": .number(Int64(submission.version)),
            "lines": .number(Int64(submission.rows)),
        ]
        if !expected.type.words.isEmpty { facts["report"] = .texts(expected.type.words) }
        if submission.state == .nilReport { facts["nil"] = .flag(true) }
        let warnings = submission.findings.filter { $0.severity == .warning }
        if !warnings.isEmpty {
            facts["warnings"] = .number(Int64(warnings.count))
            // Whoever reads it may not see the report beside the file.
            let found = FindingGroup.facts(of: warnings, shown: 10)
            facts["findings"] = found["findings"]
            facts["more"] = found["more"]
        }
        if submission.isProvisional, let limit = expected.type.confirmBeyond {
            facts["confirm_beyond"] = .texts(limit.words.texts)
            let confirmer = office.managers(of: team, at: now).first?.key
            if let person = confirmer.flatMap(office.directory.person) {
                facts["confirmer"] = .text(person.name)
            }
        }
        let amount = expected.type.size(rows: submission.rows, totals: submission.totals).amount
        if let amount { facts["amount"] = .money(amount, currency: currency) }
        if let former, former.state != .rejected {
            facts["former_version"] = .number(Int64(former.version))
            facts["former_lines"] = .number(Int64(former.rows))
            if let amount = expected.type.size(rows: former.rows, totals: former.totals).amount {
                facts["former_amount"] = .money(amount, currency: currency)
            }
        }
        if let target = office.targets(for: expected.period)[Code(team.code)], target > 0,
            expected.type.figures != nil
        {
            facts["target"] = .money(target, currency: currency)
            if let amount {
                facts["percent"] = .number(Int64(clamping: Int128(amount) * 100 / Int128(target)))
            }
        }
        try collect(
            Item(
                cause: "\(expected.subject) v\(submission.version) accepted",
                kind: "submission-accepted", subject: expected.subject, facts: facts),
            for: recipient.key, office: office)
    }
}
