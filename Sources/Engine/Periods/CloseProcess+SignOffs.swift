import Almanac
import Coordination
import Ledger

/// Waivers and sign-offs.
extension CloseProcess {
    /// What is meant by a type's and a team's names.
    ///
    /// - Throws: `EngineError` `.invalid` for a name that nobody knows, `.conflict` for what the team
    ///   does not owe.
    func expected(type: String, team: String, period: Period) throws -> ExpectedSubmission {
        let type = try office.submissionType(named: type)
        let team = try office.team(named: team)
        guard type.every == period.kind, type.isOwed(by: team.code) else {
            throw EngineError(
                .conflict, "team \(team.code) owes no \(type.name) for \(period)", field: "team")
        }
        return ExpectedSubmission(type: type, team: team, period: period)
    }

    /// Lets a team off what it owes.
    func waive(
        _ expected: ExpectedSubmission, because reason: String, in transaction: LedgerTransaction
    ) throws {
        if let violation = Office.missingReason(reason) { throw EngineError(violation) }
        try refuseWhereClosed(expected.period, in: transaction.view)
        let record = try openDeadline(of: expected, in: transaction.view)
        try end(record, as: .waived, by: by, reason: reason, in: transaction)
        try transaction.withdrawItems(about: expected.subject, because: "it was waived")
        try transaction.record("waived", of: expected.subject, by: by, detail: reason)
    }

    /// Asks again for what was waived.
    func withdrawWaiver(
        of expected: ExpectedSubmission, because reason: String,
        in transaction: LedgerTransaction
    ) throws {
        if let violation = Office.missingReason(reason) { throw EngineError(violation) }
        try refuseWhereClosed(expected.period, in: transaction.view)
        guard let record = try deadline(of: expected, in: transaction.view),
            record.deadline.state == .waived
        else {
            throw EngineError(
                .conflict, "\(expected.words.english) is not waived",
                indonesian: "\(expected.words.indonesian) tidak sedang dikecualikan")
        }
        try askAgain(record, expected, because: reason, by: by, in: transaction)
        try transaction.record("asked again", of: expected.subject, by: by, detail: reason)
    }

    /// What was closed stays as it was.
    private func refuseWhereClosed(_ period: Period, in view: LedgerView) throws {
        guard try view.period(period)?.state == .closed else { return }
        throw EngineError(
            .conflict,
            "\(period) is closed: have it opened again first, with tenggatctl period reopen "
                + "\(period)", field: "period",
            indonesian: "\(period.words.indonesian) sudah ditutup: buka lagi lebih dahulu")
    }

    private func openDeadline(
        of expected: ExpectedSubmission, in view: LedgerView
    ) throws -> DeadlineRecord {
        guard let record = try deadline(of: expected, in: view) else {
            throw EngineError(
                .conflict,
                "\(expected.words.english) is not asked for: "
                    + "\(expected.period) is not looked after", field: "period")
        }
        guard record.deadline.state == .open else {
            throw EngineError(
                .conflict,
                "\(expected.words.english) is \(record.deadline.state.rawValue) already",
                indonesian: "\(expected.words.indonesian) sudah "
                    + record.deadline.state.words.indonesian)
        }
        return record
    }

    // MARK: Signing

    /// Notes a manager's word on a team's figures.
    ///
    /// - Parameters:
    ///   - version: the one that was read; nil is the latest.
    ///   - reason: why figures that changed much are right.
    /// - Returns: whether it is news.
    @discardableResult
    func sign(
        _ expected: ExpectedSubmission, version: Int?, because reason: String? = nil,
        in transaction: LedgerTransaction
    ) throws -> Bool {
        let view = transaction.view
        try refuseWhereClosed(expected.period, in: view)
        let signer = try signer(of: expected, now: transaction.now)
            .mapError { EngineError($0) }.get()
        guard let latest = try view.latestSubmission(for: expected), latest.state != .rejected
        else {
            throw EngineError(
                .conflict, "there is no accepted \(expected.words.english) to sign",
                indonesian: "belum ada \(expected.words.indonesian) yang diterima untuk disahkan")
        }
        if let version, version != latest.version {
            throw EngineError(
                .conflict,
                "version \(version) of \(expected.words.english) is no more: read version "
                    + "\(latest.version) (\(latest.file)) and sign that", field: "version")
        }
        let reason = reason.flatMap { Office.missingReason($0) == nil ? $0 : nil }
        if latest.isProvisional, reason == nil { throw EngineError(Self.missingWhy(expected)) }
        let isNew = try transaction.insert(
            SignOffRecord(
                type: expected.type.name, team: expected.team.code, hash: latest.hash,
                at: transaction.now, by: signer.code, reason: reason), for: expected.period)
        guard isNew else { return false }
        try transaction.record(
            "signed", of: expected.subject, by: signer.code,
            detail: "version \(latest.version), \(latest.hash)"
                + (reason.map { ": \($0)" } ?? ""))
        try askForSignOff(of: latest, expected, in: transaction)
        return true
    }

    /// Of a word on figures that changed much which does not say why.
    static func missingWhy(_ expected: ExpectedSubmission) -> Violation {
        let limit = expected.type.confirmBeyond?.words ?? BilingualText(en: "", id: "")
        return Violation(
            of: "reason", .required,
            expected: BilingualText(
                en: "a sentence that says why: the figures changed by more than \(limit.english)",
                id: "satu kalimat alasan: angkanya berubah lebih dari \(limit.indonesian)"))
    }

    /// Whose word a file waits for whose figures changed much, and how it is given; nil where it was.
    func awaitedWord(
        on submission: SubmissionRecord, _ expected: ExpectedSubmission,
        in transaction: LedgerTransaction
    ) throws -> BilingualText? {
        let signOffs = try transaction.view.signOffs(for: expected)
        guard !signOffs.contains(where: { $0.hash == submission.hash }) else { return nil }
        let limit = expected.type.confirmBeyond?.words ?? BilingualText(en: "", id: "")
        let names = signers(of: expected, now: transaction.now).map(\.name)
        let approve = DecisionWord.approve.words
        let who = BilingualText(
            en: names.isEmpty ? "its manager" : names.joined(separator: " or "),
            id: names.isEmpty ? "manajer tim" : names.joined(separator: " atau "))
        return BilingualText(
            en:
                "PROVISIONAL: the figures changed by more than \(limit.english), and the period is not "
                + "closed until \(who.english) says why: “\(approve.english)” with a reason about "
                + "\(expected.signOffCode) in the decisions sheet of the mail that asks for it",
            id:
                "SEMENTARA: angkanya berubah lebih dari \(limit.indonesian), dan periode tidak ditutup "
                + "sebelum \(who.indonesian) menjelaskan: “\(approve.indonesian)” beserta alasan untuk "
                + "\(expected.signOffCode) pada lembar keputusan dalam surel yang memintanya")
    }

    /// Whoever may sign for a team: its manager, who stands in for them, and the director.
    func signers(of expected: ExpectedSubmission, now: Instant) -> [Person] {
        let manager = expected.team.manager.flatMap(office.directory.person)
        let heard = office.managers(of: expected.team, at: now)
            .compactMap { office.directory.person($0.key) }
        var signers: [Person] = []
        for person in [manager] + heard + [office.director] {
            guard let person, !signers.contains(where: { $0.code == person.code }) else { continue }
            signers.append(person)
        }
        return signers
    }

    /// Who of them speaks.
    func signer(of expected: ExpectedSubmission, now: Instant) -> Result<Person, Violation> {
        let signers = signers(of: expected, now: now)
        let name = by.map { Actor($0).name }
        if let name, let signer = signers.first(where: { $0.code.isCode(name) }) {
            return .success(signer)
        }
        let codes = signers.map(\.code)
        return .failure(
            Violation(
                of: "by", .notAllowed, value: name ?? "",
                expected: BilingualText(
                    en: "who may sign for team \(expected.team.code): "
                        + codes.joined(separator: " or "),
                    id: "yang boleh mengesahkan untuk tim \(expected.team.code): "
                        + codes.joined(separator: " atau "))))
    }

    /// Asks the team's manager for their word where it is wanted, and no more once it is there.
    func askForSignOff(
        of latest: SubmissionRecord, _ expected: ExpectedSubmission,
        in transaction: LedgerTransaction
    ) throws {
        let signOffs = try transaction.view.signOffs(for: expected)
        let isSigned = signOffs.contains { $0.hash == latest.hash }
        let isWanted =
            latest.state != .rejected && !isSigned
            && (expected.type.signOff == .required || !signOffs.isEmpty || latest.isProvisional)
        let words = expected.words
        _ = try transaction.ask(
            OfficeTask(
                topic: .signOff(expected.signOffCode),
                occurrence: isWanted ? "v\(latest.version)" : nil,
                title: (latest.isProvisional ? TaskTitle.changedFigures : .signOff).words([words]),
                owner: expected.team.manager.flatMap(office.directory.person)?.code,
                note: BilingualText(
                    en: "\(latest.file), version \(latest.version), hash \(latest.hash.prefix(12))",
                    id: "\(latest.file), versi \(latest.version), sidik \(latest.hash.prefix(12))"
                ).text(in: office.profile.language)),
            office: office, because: isSigned ? "signed" : "another version came")
    }
}
