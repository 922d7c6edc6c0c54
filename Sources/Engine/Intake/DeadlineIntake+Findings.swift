import Almanac
import Coordination
import Ledger

extension DeadlineIntake {
    func findings(
        in reading: SheetReading, office: Office, view: LedgerView
    ) throws -> [Finding] {
        var findings = unknownCodes(references, in: reading, office: office)
        for row in reading.rows {
            findings += settingsFindings(of: row, in: reading, office: office)
            findings += recurrenceFindings(of: row, in: reading, office: office)
            findings += try decisionFindings(of: row, in: reading, office: office, view: view)
        }
        return findings + (try dependencyFindings(in: reading, view: view))
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
                        id: "jenis dari pengaturan; dicatat sebagai tugas")))
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
        of row: SheetRow, in reading: SheetReading, office: Office
    ) -> [Finding] {
        guard let text = row.text("repeat") else { return [] }
        do {
            _ = try Recurrence(
                text, in: office.zone(row.text("time_zone")), zones: office.profile.zones)
            return []
        } catch {
            return [
                finding(
                    .invalidRecurrence, at: "repeat", of: row, in: reading,
                    expected: BilingualText(
                        en: "daily, weekly, monthly, quarterly, yearly, or a calendar expression "
                            + "such as *-*-20 (\(error))",
                        id:
                            "harian, mingguan, bulanan, triwulanan, tahunan, atau ekspresi kalender "
                            + "seperti *-*-20 (\(error))"))
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
        guard let code = row.text("code") else { return findings }
        let record = try view.openDeadlines(code: code).first
        if decision.end == .done, row.text("repeat") != nil, decision.doneOn == nil {
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
        if let evidence = record?.deadline.evidence, decision.end == .done, decision.proof == nil {
            findings.append(
                finding(
                    .required, at: "status", of: row, in: reading,
                    expected: BilingualText(
                        en: "what was shown (\(evidence)), in the column proof",
                        id: "bukti (\(evidence)) pada kolom bukti")))
        }
        if let until = decision.snoozedUntil, let record, until >= record.dueAt {
            findings.append(
                finding(
                    .outOfRange, at: "snooze_until", of: row, in: reading,
                    expected: BilingualText(
                        en: "a day before it is due", id: "tanggal sebelum jatuh tempo")))
        }
        return findings
    }

    /// What a deadline waits for must be there, in the sheet or in the ledger, and must not wait for it.
    private func dependencyFindings(
        in reading: SheetReading, view: LedgerView
    ) throws -> [Finding] {
        var waits: [String: [String]] = [:]
        for row in reading.rows {
            guard let code = row.text("code") else { continue }
            waits[Directory.fold(code)] = row.codes("after").map(Directory.fold)
        }
        let inSheet = waits
        for record in try view.deadlines(in: .open) {
            let code = Directory.fold(record.deadline.code)
            if waits[code]?.isEmpty ?? true {
                waits[code] = record.deadline.dependencies.map(Directory.fold)
            }
        }
        return try reading.rows.compactMap { row in
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
                guard !DependencyGraph(waits).leads(from: wanted, to: code) else {
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
