import Almanac
import Coordination
import Ledger

extension DeadlineIntake {
    /// What a row decides about all of what comes back, and none of it can take: it is said, not dropped.
    ///
    /// Cancelling ends all of it. That `done` names no day is found beside what else decisions lack.
    func seriesFindings(
        of row: SheetRow, in sheet: MergedSheet, office: Office, view: LedgerView
    ) throws -> [Finding] {
        let decision = RowDecision(row: row, office: office)
        let columns = ["status", "done_on", "snooze_until"]
        guard !decision.isNone, sheet.isKnown(row),
            let column = columns.first(where: { row[$0] != nil && sheet.isNew($0, of: row) }),
            let code = row.text("code"),
            case .series(let series) = try DeadlineTarget(row, code: code, in: view),
            series.endedAt == nil
        else { return [] }
        let all = try view.deadlines(code: series.code).map(\.deadline)
        guard let expected = expectation(of: decision, about: all, code: series.code, office)
        else { return [] }
        return [
            finding(
                .notPossible, .warning, at: column, of: row, in: sheet.reading, expected: expected)
        ]
    }

    /// What should stand there instead; nil where the decision can be taken.
    private func expectation(
        of decision: RowDecision, about all: [Deadline], code: String, _ office: Office
    ) -> BilingualText? {
        guard decision.end != .cancelled else { return nil }
        let open = all.first { $0.state == .open }
        let ended = all.last { $0.state != .open }
        if decision.isReopened {
            // Of what is open, `open` says nothing.
            guard decision.needsReason, open != nil else { return nil }
            return ended.map { .oneOfMany($0.identifier) }
        }
        guard let open else {
            return BilingualText(
                en: "one that is open: none of it is now; not taken",
                id: "kejadian yang masih terbuka: saat ini tidak ada; tidak dicatat")
        }
        guard decision.end != nil else { return nil }
        guard let day = decision.doneOn else {
            return decision.end == .waived ? .oneOfMany(open.identifier) : nil
        }
        let zone = office.profile.zone
        guard all.contains(where: { $0.finishedAt.map { zone.civil($0).date } == day }) else {
            return nil
        }
        return BilingualText(
            en:
                "another day, or which one is meant, in the column code: \(open.identifier); one of "
                + "it was ended on this day already; not taken",
            id:
                "tanggal lain, atau kejadian yang dimaksud pada kolom kode: \(open.identifier); satu "
                + "di antaranya sudah berakhir pada tanggal ini; tidak dicatat")
    }
}

extension BilingualText {
    /// Of a row that speaks of all of a series and means one.
    fileprivate static func oneOfMany(_ name: String) -> BilingualText {
        BilingualText(
            en: "which one is meant, in the column code: \(name); it comes back; not taken",
            id:
                "kejadian yang dimaksud pada kolom kode: \(name), karena tenggat ini berulang; tidak "
                + "dicatat")
    }
}
