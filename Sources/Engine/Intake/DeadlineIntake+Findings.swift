import Almanac
import Coordination
import Ledger

extension DeadlineIntake {
    func findings(
        in sheet: MergedSheet, office: Office, view: LedgerView
    ) throws -> [Finding] {
        let reading = sheet.reading
        var findings = unknownCodes(references, in: sheet, office: office)
        for row in reading.rows where !sheet.isIdle(row) {
            findings += try occurrenceFindings(of: row, in: sheet, view: view)
            findings += settingsFindings(of: row, in: reading, office: office)
            findings += try recurrenceFindings(of: row, in: reading, office: office, view: view)
            findings += try decisionFindings(of: row, in: reading, office: office, view: view)
            findings += idleDecisions(of: row, in: sheet, office: office)
            if let fault = actorFinding(
                of: row, in: reading, .warning, from: sender, office: office, at: now)
            {
                findings.append(fault)
            }
        }
        return findings + (try dependencyFindings(in: sheet, view: view))
    }

    private func references(of row: SheetRow) -> [Reference] {
        var references: [Reference] = []
        if let owner = row.text("owner") {
            references.append(Reference(column: "owner", in: [.people, .teams], code: owner))
        }
        if let client = row.text("client") {
            references.append(Reference(column: "client", in: [.clients], code: client))
        }
        return references
    }

    /// Ladders, kinds and zones, which the settings and the system know.
    private func settingsFindings(
        of row: SheetRow, in reading: SheetReading, office: Office
    ) -> [Finding] {
        var findings: [Finding] = []
        if let ladder = row.text("ladder"), office.ladder(ladder) == nil {
            let known = office.profile.ladders.keys.sorted()
            let names = known.joined(separator: ", ")
            findings.append(
                finding(
                    .unknownCode, at: "ladder", of: row, in: reading,
                    expected: BilingualText(
                        en: "a ladder of the settings: \(names)",
                        id: "pola pengingat dari pengaturan: \(names)"),
                    suggestion: CodeSuggestion.nearest(to: ladder, among: known)))
        }
        if let kind = row.text("kind"), office.kind(kind) == nil {
            findings.append(
                finding(
                    .unknownWord, .warning, at: "kind", of: row, in: reading,
                    expected: BilingualText(
                        en: "a kind of the settings; taken as task",
                        id: "jenis dari pengaturan; dicatat sebagai tugas"),
                    suggestion: CodeSuggestion.nearest(
                        to: kind, among: office.profile.kinds.keys.sorted())))
        }
        if let zone = row.text("time_zone"), office.profile.zones(zone) == nil {
            findings.append(
                finding(
                    .unknownWord, at: "time_zone", of: row, in: reading,
                    expected: .expectedTimeZone))
        }
        return findings
    }

    private func recurrenceFindings(
        of row: SheetRow, in reading: SheetReading, office: Office, view: LedgerView
    ) throws -> [Finding] {
        guard let text = row.text("repeat"), let code = row.text("code") else { return [] }
        if case .single = try DeadlineTarget(code, in: view) {
            return [
                finding(
                    .invalidRecurrence, at: "repeat", of: row, in: reading,
                    expected: BilingualText(
                        en: "nothing: the deadline is known as one that does not come back; give "
                            + "what comes back a code of its own",
                        id:
                            "kosong: tenggat ini tercatat tidak berulang; beri kode lain untuk yang "
                            + "berulang"))
            ]
        }
        if row.text("after") != nil {
            return [
                finding(
                    .invalidRecurrence, at: "after", of: row, in: reading,
                    expected: BilingualText(
                        en: "nothing: what comes back waits for nothing",
                        id: "kosong: tenggat yang berulang tidak menunggu tenggat lain"))
            ]
        }
        do {
            _ = try Recurrence(
                text, in: office.zone(row.text("time_zone")), zones: office.profile.zones)
            return []
        } catch {
            return [
                finding(
                    .invalidRecurrence, at: "repeat", of: row, in: reading,
                    expected: .expectedRecurrence(error))
            ]
        }
    }

    /// Decisions that lack what they need.
    private func decisionFindings(
        of row: SheetRow, in reading: SheetReading, office: Office, view: LedgerView
    ) throws -> [Finding] {
        let decision = RowDecision(row: row, office: office)
        var findings: [Finding] = []
        if let end = decision.end, end != .done, decision.reason == nil {
            findings.append(
                finding(
                    .required, at: "status", of: row, in: reading,
                    expected: BilingualText(
                        en: "a reason beside it, in the column reason",
                        id: "alasan di sebelahnya, pada kolom alasan")))
        }
        if decision.needsReason, decision.reason == nil {
            findings.append(
                finding(
                    .required, at: "status", of: row, in: reading,
                    expected: BilingualText(
                        en: "a reason beside it, in the column reason",
                        id: "alasan di sebelahnya, pada kolom alasan")))
        }
        guard let code = row.text("code"), let new = NewDeadline(row: row, office: office) else {
            return findings
        }
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
        if let evidence = asked, decision.end == .done, decision.proof == nil {
            findings.append(
                finding(
                    .required, at: "status", of: row, in: reading,
                    expected: BilingualText(
                        en: "what was shown (\(evidence)), in the column proof",
                        id: "bukti (\(evidence)) pada kolom bukti")))
        }
        if let until = decision.snoozedUntil, let dueAt, until >= dueAt {
            findings.append(
                finding(
                    .outOfRange, at: "snooze_until", of: row, in: reading,
                    expected: BilingualText(
                        en: "a day before it is due", id: "tanggal sebelum jatuh tempo")))
        }
        return findings
    }

    /// Warnings of cells that decide nothing, or hardly what they say.
    private func idleDecisions(
        of row: SheetRow, in sheet: MergedSheet, office: Office
    ) -> [Finding] {
        let decision = RowDecision(row: row, office: office)
        let isNew = { (column: String) in row[column] != nil && sheet.isNew(column, of: row) }
        var findings: [Finding] = []
        let warn = { (code: Finding.Code, column: String, expected: BilingualText) in
            findings.append(
                finding(code, .warning, at: column, of: row, in: sheet.reading, expected: expected))
        }
        if decision.end == nil {
            let isMoved = sheet.isKnown(row) && DeadlineBook.due.contains(where: isNew)
            for column in ["done_on", "proof", "reason"] where isNew(column) {
                if column == "reason", decision.isReopened || isMoved { continue }
                warn(.required, column, .decidesNothing)
            }
        }
        if isNew("done_on"), let date = decision.doneOn, date > today, decision.end != nil {
            warn(.implausibleDate, "done_on", .byToday(today))
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
        of row: SheetRow, in sheet: MergedSheet, view: LedgerView
    ) throws -> [Finding] {
        let reading = sheet.reading
        // What the row itself says is due: of what ends, the merged one has what is so.
        guard let code = row.text("code") else { return [] }
        let said = sheet.said(row)
        switch try DeadlineTarget(said, code: code, in: view) {
        case .missing(let open):
            return [finding(.unknownCode, at: "code", of: row, in: reading, expected: .oneOf(open))]
        case .series(let series) where row.isFinishing:
            guard let date = said.date("due_date"), date != series.start.date else { return [] }
            let open = try view.openDeadlines(code: series.code).map(\.deadline)
            return [
                finding(.unknownCode, at: "due_date", of: row, in: reading, expected: .oneOf(open))
            ]
        case .series, .single, .occurrence, .unknown: return []
        }
    }

    /// What a deadline waits for must be there, in the sheet or in the ledger, and must not wait for it.
    private func dependencyFindings(
        in sheet: MergedSheet, view: LedgerView
    ) throws -> [Finding] {
        let reading = sheet.reading
        let new = reading.rows.filter { !sheet.isIdle($0) && sheet.isNew("after", of: $0) }
        guard new.contains(where: { $0.text("after") != nil }) else { return [] }
        var waits: [String: [String]] = [:]
        for row in new {
            guard let code = row.text("code") else { continue }
            waits[Directory.fold(code)] = row.codeList("after").map(Directory.fold)
        }
        let inSheet = waits
        // Only whoever waits for something can wait in vain: all that is open is not read for the others.
        guard inSheet.contains(where: { !$0.value.isEmpty }) else { return [] }
        for record in try view.deadlines(in: .open) {
            let code = Directory.fold(record.deadline.code)
            if waits[code]?.isEmpty ?? true {
                waits[code] = record.deadline.dependencies.map(Directory.fold)
            }
        }
        let graph = DependencyGraph(waits)
        return try new.compactMap { row in
            guard let code = row.text("code").map(Directory.fold) else { return nil }
            for wanted in inSheet[code] ?? [] {
                let isKnown = try waits[wanted] != nil || !view.deadlines(code: wanted).isEmpty
                guard isKnown else {
                    return finding(
                        .unknownCode, at: "after", of: row, in: reading,
                        expected: BilingualText(
                            en: "codes of deadlines, in this sheet or known: \(wanted) is neither",
                            id: "kode tenggat di lembar ini atau yang sudah tercatat: \(wanted) "
                                + "bukan keduanya"))
                }
                guard !graph.leads(from: wanted, to: code) else {
                    return finding(
                        .dependencyLoop, at: "after", of: row, in: reading,
                        expected: BilingualText(
                            en:
                                "deadlines that do not themselves wait for this one: \(wanted) does",
                            id: "tenggat yang tidak menunggu tenggat ini: \(wanted) menunggunya"))
                }
            }
            return nil
        }
    }
}

extension BilingualText {
    /// Of a cell that should name one of a series.
    fileprivate static func oneOf(_ open: [Deadline]) -> BilingualText {
        let names = open.prefix(10).map { deadline in
            deadline.occurrence.isEmpty ? "\(deadline.code) \(deadline.due)" : deadline.identifier
        }.joined(separator: ", ")
        return names.isEmpty
            ? BilingualText(
                en: "one that is known; none of it is open",
                id: "salah satu yang tercatat; tidak ada yang masih terbuka")
            : BilingualText(
                en: "one that is open: \(names)", id: "salah satu yang masih terbuka: \(names)")
    }
}
