import Almanac
import Coordination
import Ledger

extension DeadlineIntake {
    func findings(
        in sheet: MergedSheet, office: Office, view: LedgerView
    ) throws -> [Finding] {
        let reading = sheet.reading
        var findings: [Finding] = []
        for row in reading.rows where !sheet.isIdle(row) {
            findings += try occurrenceFindings(of: row, in: sheet, office: office, view: view)
            findings += try scopeFindings(of: row, in: sheet, view: view)
            findings += try wordFindings(of: row, in: sheet, office: office, view: view)
            findings += try decisionFindings(of: row, in: reading, office: office, view: view)
            let noted = try notedProof(of: row, in: sheet, office: office, view: view)
            findings += noted.map { [$0] } ?? []
            findings += idleDecisions(
                of: row, in: sheet, office: office, except: noted == nil ? [] : ["proof"])
            findings += try seriesFindings(of: row, in: sheet, office: office, view: view)
            if let fault = actorFinding(
                of: row, in: reading, .warning, from: sender, office: office, at: now)
            {
                findings.append(fault)
            }
        }
        return findings + (try dependencyFindings(in: sheet, view: view))
    }

    /// People, kinds, ladders, zones and recurrences, which the office knows.
    private func wordFindings(
        of row: SheetRow, in sheet: MergedSheet, office: Office, view: LedgerView
    ) throws -> [Finding] {
        let reading = sheet.reading
        var recurrence = row.text("repeat")
        var findings: [Finding] = []
        if recurrence != nil, let code = row.text("code"),
            case .single = try DeadlineTarget(code, in: view)
        {
            recurrence = nil
            findings.append(
                finding(
                    .invalidRecurrence, at: "repeat", of: row, in: reading,
                    expected: BilingualText(
                        en: "nothing: the deadline is known as one that does not come back; give "
                            + "what comes back a code of its own",
                        id:
                            "kosong: tenggat ini tercatat tidak berulang; beri kode lain untuk yang "
                            + "berulang")))
        }
        let violations = office.violations(
            owner: row.text("owner"), client: row.text("client"), kind: row.text("kind"),
            ladder: row.text("ladder"), zone: row.text("time_zone"), recurrence: recurrence,
            waits: row.text("after") != nil)
        for violation in violations {
            // What is known and stays is no cell's fault.
            let pair = ["repeat", "after"]
            let columns = pair.contains(violation.field) ? pair : [violation.field]
            guard columns.contains(where: { sheet.isNew($0, of: row) }) else { continue }
            findings.append(finding(violation, of: row, in: reading))
        }
        if ["due_date", "due_time", "repeat"].contains(where: { sheet.isNew($0, of: row) }),
            let violation = NewDeadline(row: row, office: office).flatMap(office.strayStart)
        {
            findings.append(finding(violation, of: row, in: reading))
        }
        return findings
    }

    /// Decisions that lack what they need.
    private func decisionFindings(
        of row: SheetRow, in reading: SheetReading, office: Office, view: LedgerView
    ) throws -> [Finding] {
        let decision = RowDecision(row: row, office: office)
        var findings: [Finding] = []
        let wantsReason = decision.needsReason || decision.end.map { $0 != .done } ?? false
        if wantsReason, let violation = Office.missingReason(decision.reason) {
            findings.append(
                finding(violation, at: place(of: violation, in: row), of: row, in: reading))
        }
        guard !decision.isNone, let code = row.text("code"),
            let new = NewDeadline(row: row, office: office)
        else { return findings }
        let target = try DeadlineTarget(row, code: code, in: view)
        var record: DeadlineRecord?
        var isKnownSeries = false
        switch target {
        case .series:
            record = try view.openDeadlines(code: code).first
            isKnownSeries = true
        case .single(let found), .occurrence(let found): record = found
        case .unknown, .missing: break
        }
        // What the row will make of the deadline, before it decides about it.
        let draft = office.newDeadline(new, now: .distantPast)
        let dueAt = isKnownSeries ? record?.dueAt : office.dueInstant(of: draft)
        let asked = record?.deadline.evidence ?? draft.evidence
        let isSeries = isKnownSeries || record == nil && new.recurrence != nil
        if decision.end == .done, isSeries, decision.doneOn == nil {
            findings.append(
                finding(
                    .required, .warning, at: "status", of: row, in: reading,
                    expected: BilingualText(
                        en:
                            "the day on which it was done, in the column done_on: it comes back, and "
                            + "one day ends one of it; not taken",
                        id:
                            "tanggal selesai pada kolom tgl_selesai, karena tenggat ini berulang dan "
                            + "satu tanggal menyelesaikan satu di antaranya; tidak dicatat")))
        }
        var missing =
            decision.end == .done
            ? Office.missingProof(decision.proof, wanted: asked, shown: record?.deadline.proof)
            : nil
        if missing != nil, !isSeries || record != nil,
            (record?.deadline ?? draft).isShown(more: decision.proof)
        {
            missing?.severity = .warning
            missing?.inSheet = nil
            missing?.ifTaken = .partOnly
        }
        let violations = [
            missing,
            decision.snoozedUntil.flatMap { until in
                dueAt.flatMap { Office.lateSnooze(until: until, due: $0) }
            },
        ].compactMap(\.self)
        findings += violations.map {
            finding($0, at: place(of: $0, in: row), of: row, in: reading)
        }
        return findings
    }

    /// Where the sheet has the column that is at fault, it shows there; else beside the word that asks for it.
    private func place(of violation: Violation, in row: SheetRow) -> String {
        let index = row.columns.index(of: violation.field)
        let isThere = index.map { !row.columns.letters[$0].isEmpty } ?? false
        return isThere || violation.field != "proof" && violation.field != "reason"
            ? violation.field : "status"
    }

    /// Warnings of cells that decide nothing, or say what is hardly meant.
    ///
    /// - Parameter taken: columns that are taken all the same.
    private func idleDecisions(
        of row: SheetRow, in sheet: MergedSheet, office: Office, except taken: Set<String>
    ) -> [Finding] {
        let decision = RowDecision(row: row, office: office)
        let isNew = { (column: String) in row[column] != nil && sheet.isNew(column, of: row) }
        var findings: [Finding] = []
        let warn = { (code: Finding.Code, column: String, expected: BilingualText) in
            findings.append(
                finding(code, .warning, at: column, of: row, in: sheet.reading, expected: expected))
        }
        if decision.end == nil {
            let isMoved = sheet.isKnown(row) && DeadlineLookup.due.contains(where: isNew)
            for column in ["done_on", "proof", "reason"]
            where isNew(column) && !taken.contains(column) {
                if column == "reason", decision.isReopened || isMoved { continue }
                warn(.required, column, .decidesNothing)
            }
        }
        if isNew("done_on"), decision.end != nil,
            let violation = decision.doneOn.flatMap({
                Office.dayToCome($0, of: "done_on", today: today)
            })
        {
            findings.append(finding(violation, of: row, in: sheet.reading))
        }
        if isNew("due_date"),
            let violation = row.date("due_date").flatMap({
                Office.farAhead($0, of: "due_date", today: today)
            })
        {
            findings.append(finding(violation, of: row, in: sheet.reading))
        }
        if isNew("snooze_until"), let date = row.date("snooze_until"), date <= today {
            warn(
                .pastDate, "snooze_until",
                BilingualText(
                    en: "a day to come: nothing waits until a day that is past",
                    id: "tanggal yang akan datang: tidak ada yang ditunda sampai tanggal yang "
                        + "sudah lewat"))
        }
        return findings
    }

    /// A code that is known with an occurrence that is not.
    private func occurrenceFindings(
        of row: SheetRow, in sheet: MergedSheet, office: Office, view: LedgerView
    ) throws -> [Finding] {
        let reading = sheet.reading
        // What the row itself says is due: of what ends, the merged one has what is so.
        guard let code = row.text("code") else { return [] }
        let said = sheet.said(row)
        switch try DeadlineTarget(said, code: code, in: view) {
        case .missing(let unnamed):
            // Where the code has the day itself, the code is what is wrong.
            let isByDate =
                unnamed.wanted == said.date("due_date")?.description
                && !code.hasSuffix(unnamed.wanted)
            return [
                finding(
                    .unknownCode, at: isByDate ? "due_date" : "code", of: row, in: reading,
                    expected: try unnamed.expected(office: office, in: view))
            ]
        case .series(let series) where row.isFinishing:
            guard let date = said.date("due_date"), date != series.start.date else { return [] }
            let unnamed = DeadlineTarget.unnamed(
                date.description, among: try view.deadlines(code: series.code))
            return [
                finding(
                    .unknownCode, at: "due_date", of: row, in: reading,
                    expected: try unnamed.expected(office: office, in: view))
            ]
        case .occurrence(let record) where row.isFinishing:
            return dayFindings(of: row, naming: record.deadline, in: sheet)
        case .series, .single, .occurrence, .unknown: return []
        }
    }

    /// That what a due date names beside the code of all of it is done today, where no day is said.
    private func dayFindings(
        of row: SheetRow, naming deadline: Deadline, in sheet: MergedSheet
    ) -> [Finding] {
        guard row.text("status") == Deadline.State.done.rawValue, row["done_on"] == nil,
            sheet.isNew("status", of: row), deadline.state == .open,
            row.text("code")?.isCode(deadline.code) ?? false,
            sheet.said(row).date("due_date") != nil
        else { return [] }
        return [
            finding(
                .required, .warning, at: "status", of: row, in: sheet.reading,
                expected: BilingualText(
                    en: "the day on which it was done, in the column done_on",
                    id: "tanggal selesai pada kolom tgl_selesai"),
                ifTaken: BilingualText(
                    en: "; \(deadline.identifier) is taken as done today",
                    id: "; \(deadline.identifier) dicatat selesai hari ini"))
        ]
    }

    /// A row that gives another day or hour to what comes back, and does not say that all of it is meant: a command is
    /// asked which, and a sheet as well.
    private func scopeFindings(
        of row: SheetRow, in sheet: MergedSheet, view: LedgerView
    ) throws -> [Finding] {
        let said = sheet.said(row)
        guard let code = row.text("code"), sheet.isKnown(row), !row.isFinishing,
            said.text("repeat") == nil,
            let column = ["due_date", "due_time"].first(where: {
                said[$0] != nil && sheet.isNew($0, of: row)
            }),
            case .series(let series) = try DeadlineTarget(said, code: code, in: view),
            series.endedAt == nil
        else { return [] }
        let ahead = try view.openDeadlines(code: series.code).first?.deadline
        let example = ahead?.identifier ?? "\(series.code) \(series.start)"
        return [
            finding(
                .required, at: column, of: row, in: sheet.reading,
                expected: BilingualText(
                    en: "which is meant, as \(series.code) comes back: its code with the date, "
                        + "“\(example)”, for that one alone, or “\(series.recurrence)” in the column "
                        + "repeat for all that follow",
                    id:
                        "mana yang dimaksud, karena \(series.code) berulang: kode dengan tanggalnya, "
                        + "“\(example)”, untuk satu itu saja, atau “\(series.recurrence)” pada kolom "
                        + "ulang untuk semua yang berikutnya"))
        ]
    }

    /// What a deadline waits for must be there, in the sheet or in the ledger, and must not wait for it.
    private func dependencyFindings(
        in sheet: MergedSheet, view: LedgerView
    ) throws -> [Finding] {
        let reading = sheet.reading
        let new = reading.rows.filter { !sheet.isIdle($0) && sheet.isNew("after", of: $0) }
        guard new.contains(where: { $0.text("after") != nil }) else { return [] }
        var waits: [Code: [Code]] = [:]
        for row in new {
            guard let code = row.text("code") else { continue }
            waits[Code(code)] = row.codeList("after").map(Code.init)
        }
        let inSheet = waits
        // Only whoever waits for something can wait in vain: all that is open is not read for the others.
        guard inSheet.contains(where: { !$0.value.isEmpty }) else { return [] }
        for record in try view.deadlines(in: .open) {
            let code = Code(record.deadline.code)
            if waits[code]?.isEmpty ?? true {
                waits[code] = record.deadline.dependencies.map(Code.init)
            }
        }
        let graph = DependencyGraph(waits)
        return try new.compactMap { row in
            guard let code = row.text("code").map(Code.init) else { return nil }
            for wanted in inSheet[code] ?? [] {
                let isKnown =
                    try waits[wanted] != nil || !view.deadlines(code: wanted.spelling).isEmpty
                guard isKnown else {
                    return finding(
                        Office.unknownDependency(wanted.spelling), of: row, in: reading)
                }
                guard !graph.leads(from: wanted, to: code) else {
                    return finding(
                        .dependencyLoop, at: "after", of: row, in: reading,
                        expected: BilingualText(
                            en:
                                "deadlines that do not themselves wait for this one: \(wanted.spelling) does",
                            id:
                                "tenggat yang tidak menunggu tenggat ini: \(wanted.spelling) menunggunya"
                        ))
                }
            }
            return nil
        }
    }
}
