import Almanac
import Coordination
import Ledger
import Post
import Sheets

/// Takes a team's file for a period: checks it by its type's rules, keeps it as a version with its
/// findings, and tells the team at once what is wrong.
struct SubmissionIntake {
    let office: Office
    let by: String?
    let markedCopies: MarkedCopies
    var isDryRun = false
    /// Who dropped the file, beside the team; nil of one whose sender has the answer already.
    var sender: Person?
    /// What the sender said beside the file; nil where the file speaks for itself.
    var statedTeam: String?
    var statedPeriod: Period?
    var statedType: String?

    func take(
        _ reading: SheetReading, content: [UInt8], into transaction: LedgerTransaction
    ) throws -> ImportReport {
        let origin = SubmissionOrigin(office: office, types: try types(of: reading))
        let team = try origin.team(of: reading, stated: statedTeam)
        let period = try origin.period(of: reading, stated: statedPeriod)
        let type = try origin.type(for: team, period)
        let expected = ExpectedSubmission(type: type, team: team, period: period)
        try refuseUnlessOpen(period, in: transaction.view)
        var reading = reading
        let check = SubmissionCheck(
            type: type, period: period, team: team.code, directory: office.directory,
            context: try transaction.view.checkContext(
                for: type, team: team, period: period, in: office, now: transaction.now))
        let latest = try transaction.view.latestSubmission(for: expected)
        let hash = Checksum.sha256(content)
        // The same file is judged by the day on which it came, whenever it is looked at again.
        let came = latest.flatMap { $0.hash == hash ? $0.receivedAt : nil } ?? transaction.now
        reading.findings =
            (check.findings(in: reading)
            + origin.disagreements(in: reading, team: team.code, period: period)
            + origin.strangers(in: reading, team: team.code)
            + origin.eventsToCome(
                in: reading, period: period, on: office.workingTime.zone.civil(came).date))
            .sorted(by: Finding.isBefore)
        let isTaken = !reading.isBlocked
        reading.findings = reading.findings.map { $0.wordedForSender(isTaken: isTaken) }
        var submission = version(
            after: latest, of: type, team: team, period: period, reading: reading, hash: hash,
            at: transaction.now)
        if submission.isNew, type.confirmBeyond != nil, !reading.isBlocked {
            let standing = try transaction.view.standingSubmission(for: expected)
            let size = { (record: SubmissionRecord) in
                type.size(rows: record.rows, totals: record.totals)
            }
            submission.record.isProvisional = type.asksWhy(
                size(submission.record), insteadOf: standing.map(size),
                findings: reading.findings)
        }
        var report = ImportReport(reading, isDryRun: isDryRun)
        report.team = team.code
        report.period = period.description
        // Whose it is, nobody knows: it is no version of what was right. The same file, judged again, is.
        if reading.isBlocked, let latest, latest.state != .rejected,
            latest.hash != submission.record.hash,
            origin.isMisnamed(reading, team: team.code, period: period)
        {
            report.reading.remarks.append(.keptFileWords(latest.file))
            return report
        }
        report.version = submission.record.version
        if submission.record.isProvisional {
            report.condition = try CloseProcess(office: office).awaitedWord(
                on: submission.record, expected, in: transaction)
        }
        guard submission.isNew else {
            report.difference.unchanged = reading.rows.count
            return report
        }
        report.difference.added =
            reading.isBlocked
            ? [] : reading.rows.map { "\($0.number)" }
        try transaction.keep(
            file: reading.file, content: content, hash: submission.record.hash)
        try transaction.insert(submission.record)
        if !reading.isBlocked, let kind = reading.kind {
            // Listed among the files that were taken, though a later version is what takes its place.
            _ = try transaction.addImport(
                of: kind, file: reading.file, by: by, saying: report.difference)
        }
        let subject = expected.subject
        try transaction.record(
            submission.record.state.rawValue, of: subject, by: by,
            detail: "version \(submission.record.version), \(reading.findings.count) findings")
        try transaction.withdrawItems(about: subject, because: "a newer version came")
        try CloseProcess(office: office).settle(expected, in: transaction)
        try transaction.tellAccepted(
            submission.record, after: latest, expected, office: office)
        if type.followsPromises, !reading.isBlocked {
            try PaymentPromises(office: office, team: team).follow(
                reading.rows,
                insteadOf: droppedRows(
                    by: reading, of: submission.record, kind: type.sheet, in: transaction.view),
                in: transaction)
        }
        if reading.isBlocked {
            report.replacesAccepted = latest.map { $0.state != .rejected } ?? false
            try tellTeam(
                of: submission.record, expected, reading, content: content,
                replaces: report.replacesAccepted, in: transaction)
        }
        return report
    }

    /// Rows of the version that counted before a new one, of invoices that no file names any more: neither the
    /// new one nor what other teams handed in or other periods have. None while the new one is provisional.
    private func droppedRows(
        by reading: SheetReading, of submission: SubmissionRecord, kind: SheetKind,
        in view: LedgerView
    ) throws -> [SheetRow] {
        guard !submission.isProvisional else { return [] }
        let former = try view.versions(
            type: submission.type, team: submission.team, period: submission.period
        ).last { $0.version < submission.version && $0.state != .rejected && !$0.isProvisional }
        guard let former else { return [] }
        let invoice = { (row: SheetRow) in row.text("invoice")?.foldedCode }
        var named = Set(reading.rows.compactMap(invoice))
        let dropped = try rows(of: former, kind: kind, in: view).filter {
            invoice($0).map { !named.contains($0) } ?? false
        }
        guard !dropped.isEmpty else { return [] }
        // One that was never looked after takes files, too.
        let periods = try view.periods().filter { $0.state == .open }.map(\.period.description)
        for period in Set(periods).union([submission.period]).sorted() {
            for other in try view.submissions(for: period)
            where other.type == submission.type && other.state != .rejected
                && (other.team, other.period) != (submission.team, submission.period)
            {
                named.formUnion(try rows(of: other, kind: kind, in: view).compactMap(invoice))
            }
        }
        return dropped.filter { invoice($0).map { !named.contains($0) } ?? false }
    }

    /// The rows of a version, read once more from the file that is kept; none where its content was put away.
    private func rows(
        of submission: SubmissionRecord, kind: SheetKind, in view: LedgerView
    ) throws -> [SheetRow] {
        guard let content = try view.keptFile(submission.hash) else { return [] }
        return NamedCodes(office.directory).resolved(
            markedCopies.reader.read(content, fileName: submission.file, as: kind)
        ).rows
    }

    /// A period that was never looked after takes files, too: others are compared with them.
    private func refuseUnlessOpen(_ period: Period, in view: LedgerView) throws {
        guard let known = try view.period(period), known.state != .open else { return }
        let (english, indonesian) = (known.state.rawValue, known.state.words.indonesian)
        throw EngineError(
            .conflict,
            "\(period) is \(english) and takes no more files: have it opened again with "
                + "tenggatctl period reopen \(period)", field: "period",
            violation: Violation(
                of: "file", .periodClosed,
                expected: BilingualText(
                    en: "a file for an open period: \(period) is \(english), ask the coordinator "
                        + "to open it again",
                    id: "berkas untuk periode yang terbuka: \(period) sudah \(indonesian), minta "
                        + "koordinator membukanya lagi")))
    }

    private func types(of reading: SheetReading) throws -> [SubmissionType] {
        let types = office.profile.submissionTypes
        let known = types.map(\.name).joined(separator: ", ")
        if let statedType { return [try office.submissionType(named: statedType)] }
        let possible = types.filter { $0.sheet == reading.kind }
        guard !possible.isEmpty else {
            throw EngineError(
                .invalid,
                "\(reading.file) is \(reading.kind.map { "a sheet of \($0.rawValue)" } ?? "no known sheet"), "
                    + "which no submission of the settings takes; known: \(known)", field: "file",
                violation: Violation(
                    of: "file", .unrecognisedSheet,
                    expected: BilingualText(
                        en: "a sheet that a submission of the settings takes: \(known)",
                        id: "lembar untuk laporan yang ada dalam pengaturan: \(known)")))
        }
        return possible
    }

    /// The version that this file is: a new one, unless it equals the latest byte for byte.
    private func version(
        after latest: SubmissionRecord?, of type: SubmissionType, team: Team, period: Period,
        reading: SheetReading, hash: String, at now: Instant
    ) -> (record: SubmissionRecord, isNew: Bool) {
        let state: SubmissionRecord.State =
            reading.isBlocked ? .rejected : reading.isNilReport ? .nilReport : .accepted
        let record = SubmissionRecord(
            type: type.name, team: team.code, period: period.description,
            version: (latest?.version ?? 0) + 1, file: reading.file, hash: hash,
            receivedAt: now, by: by, state: state,
            rows: reading.isBlocked ? 0 : reading.rows.count, totals: reading.totals,
            findings: reading.findings)
        // The same bytes may be judged anew: a code that was unknown then may be known now.
        if let latest, latest.hash == hash, latest.state == state,
            latest.findings == reading.findings
        {
            return (latest, false)
        }
        return (record, true)
    }

    /// The findings to whoever answers for the team and to whoever sent the file, while they still remember
    /// the figures.
    ///
    /// - Parameter replaces: whether it takes the place of a file that was right.
    private func tellTeam(
        of submission: SubmissionRecord, _ expected: ExpectedSubmission, _ reading: SheetReading,
        content: [UInt8], replaces: Bool, in transaction: LedgerTransaction
    ) throws {
        let now = transaction.now
        let recipient = office.answerer(for: expected.team, at: now)
        // Whoever sent it has it open still.
        let direct = sender.flatMap { $0.address == nil ? nil : $0.code }
        let readers = [recipient?.key, direct].compactMap(\.self)
        guard !readers.isEmpty else { return }
        // Of what is wrong with a file as a whole no cell is marked.
        let marked = try transaction.keepMarked(
            reading.blamesCells ? markedCopies.copy(of: content, reading, at: now) : nil)
        let deadline = try CloseProcess(office: office).deadline(of: expected, in: transaction.view)
        var facts = SubmissionFacts(
            submission: submission, expected: expected,
            cutOff: deadline?.deadline.state == .waived
                ? nil
                : deadline?.dueAt
                    ?? expected.type.cutOffInstant(of: expected.period, in: office),
            office: office, now: now
        ).facts
        if !marked.isEmpty { facts["marked"] = .flag(true) }
        if replaces { facts["replaces"] = .flag(true) }
        var heard: Set<Code> = []
        for reader in readers where heard.insert(Code(reader)).inserted {
            let mark = reader == recipient?.key ? "" : " > \(reader)"
            try transaction.collect(
                Item(
                    cause: "\(expected.subject) v\(submission.version)\(mark)",
                    kind: "submission-invalid", subject: expected.subject, facts: facts,
                    attachments: marked),
                for: reader, office: office)
        }
    }
}

extension SheetReading {
    /// Whether any of what keeps it out is in a cell.
    var blamesCells: Bool {
        findings.contains { $0.severity == .blocker && !$0.cell.isEmpty }
    }
}

extension BilingualText {
    /// Of a file that is another's by its name or its rows, where a right one is there.
    fileprivate static func keptFileWords(_ file: String) -> BilingualText {
        BilingualText(
            en:
                "name and rows do not agree on whose file this is: “\(file)”, which was accepted before, "
                + "counts as it did",
            id:
                "nama dan isi berkas tidak sepakat milik siapa: “\(file)” yang sudah diterima tetap "
                + "berlaku")
    }
}
