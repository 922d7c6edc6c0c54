import Almanac
import Coordination
import Ledger

/// Deadlines as they were before a file.
extension ImportUndo {
    func undoDeadlines(
        _ record: ImportRecord, in transaction: LedgerTransaction, _ outcome: inout Outcome
    ) throws {
        let changes = DeadlineChanges(office: office, by: by)
        for code in record.changes.added {
            let all = try transaction.view.deadlines(code: code)
            if let why = try transaction.view.touch(
                on: all, since: record, code: code, office: office)
            {
                outcome.keep(code, because: why)
                continue
            }
            guard let found = all.first(where: { $0.deadline.state == .open }) else {
                // What the file itself said is over.
                if let ended = all.last?.deadline, ended.state != .cancelled {
                    outcome.keep(code, because: .ended(ended, in: office))
                }
                continue
            }
            _ = try changes.finish(
                DeadlineChanges.Name(found.deadline), as: .cancelled,
                reason: Self.reason(record.number), proof: nil, scope: .following,
                in: transaction)
            // What brings it again is news.
            try transaction.unsay(
                [:], forgetting: [""], of: .deadlines, key: code.foldedCode)
            outcome.restored.append(code)
        }
        let grouped = Dictionary(grouping: record.changes.changed, by: \.key)
        for (code, values) in grouped.sorted(by: { $0.key < $1.key }) {
            try putBack(values, into: code, of: record, in: transaction, &outcome)
        }
    }

    private func putBack(
        _ values: [ImportRecord.Change], into code: String, of record: ImportRecord,
        in transaction: LedgerTransaction, _ outcome: inout Outcome
    ) throws {
        let known: DeadlineRecord
        switch try DeadlineTarget(code, in: transaction.view) {
        case .single(let found), .occurrence(let found): known = found
        case .series(let series):
            try putBack(values, into: series, of: record, in: transaction, &outcome)
            return
        case .unknown, .missing:
            outcome.keep(code, because: .knownNoMore)
            return
        }
        // What ended since is nobody's to move; what the file ended itself is open again.
        if known.deadline.state != .open, !values.contains(where: { $0.column == "status" }) {
            outcome.keep(code, because: .ended(known.deadline, in: office))
            return
        }
        var deadline = known.deadline
        let zone = office.profile.zone
        let current = CurrentDeadline.written(deadline, in: zone)
        var kept: [String] = []
        var beyond: [String] = []
        var due: CivilDateTime?
        var columns: Set<String> = []
        let isOpenedAgain =
            deadline.state != .open
            && values.contains {
                $0.column == "status" && $0.old == "open" && $0.new == deadline.state.rawValue
            }
        let isMovedBack = values.contains { $0.column == "due" && $0.new == current["due"] }
        // How it ended goes with its end, and why it was moved with the move.
        let together: Set<String> =
            isOpenedAgain ? ["done_on", "proof", "reason"] : isMovedBack ? ["reason"] : []
        for value in values where !together.contains(value.column) {
            guard let now = current[value.column], now == value.new else {
                kept += value.sheetColumns.prefix(1)
                continue
            }
            switch value.column {
            case "title": if let old = value.old { deadline.title = old }
            case "owner": if let old = value.old { deadline.owner = old }
            case "kind": if let old = value.old { deadline.kind = old }
            case "ladder": if let old = value.old { deadline.ladder = old }
            case "time_zone": if let old = value.old { deadline.zone = old }
            case "client": deadline.client = value.old
            case "note": deadline.note = value.old
            case "evidence": deadline.evidence = value.old
            case "proof": deadline.proof = value.old
            case "after":
                deadline.dependencies =
                    value.old?.split { ", ".contains($0) }.map(String.init) ?? []
            case "snoozed", "acknowledged": deadline.rest(as: value, in: zone, at: transaction.now)
            case "due": due = value.old.flatMap { CivilDateTime($0) }
            case "status" where value.old == "open":
                deadline.reopen(because: Self.reason(record.number), at: transaction.now)
            default:
                beyond += value.sheetColumns.prefix(1)
                continue
            }
            columns.formUnion(value.sheetColumns)
        }
        if let due, due != deadline.due {
            deadline = deadline.rescheduled(
                to: due, reason: Self.reason(record.number), at: transaction.now)
        }
        let why = [
            kept.isEmpty ? nil : BilingualText.changed(kept, of: .deadlines),
            beyond.isEmpty ? nil : BilingualText.notTakenBack(beyond, of: .deadlines),
        ].compactMap(\.self)
        if !why.isEmpty { outcome.keep(code, because: why.joined(by: "; ")) }
        guard deadline != known.deadline else { return }
        try transaction.change(known, to: deadline, office: office, by: by)
        try transaction.unsay(
            ["": columns], of: .deadlines, key: known.deadline.identifier.foldedCode)
        outcome.restored.append(code)
    }
}

extension CurrentDeadline {
    /// What of a deadline's columns can be put back, as reports of changes write it.
    ///
    /// - Parameter zone: where the office is.
    static func written(
        _ deadline: Coordination.Deadline, in zone: Zone
    ) -> [String: String?] {
        let dependencies = deadline.dependencies
        return [
            "title": deadline.title, "owner": deadline.owner, "due": deadline.due.description,
            "time_zone": deadline.zone, "kind": deadline.kind, "ladder": deadline.ladder,
            "status": deadline.state.rawValue, "client": deadline.client, "note": deadline.note,
            "evidence": deadline.evidence, "proof": deadline.proof,
            "after": dependencies.isEmpty ? nil : dependencies.joined(separator: ", "),
            "snoozed": deadline.snoozedUntil.map(zone.text),
            "acknowledged": deadline.acknowledgedUntil.map(zone.text),
        ]
    }
}

extension ImportRecord.Change {
    /// The columns of the deadlines sheet that say what reports of changes write in one of theirs.
    var sheetColumns: [String] {
        switch column {
        case "due", "first due": ["due_date", "due_time"]
        case "snoozed": ["snooze_until"]
        case "acknowledged": ["status"]
        default: [column]
        }
    }
}

extension Coordination.Deadline {
    /// Has its reminders or escalations wait as they did before a file; what they waited for is over where its moment
    /// is past.
    mutating func rest(as value: ImportRecord.Change, in zone: Zone, at now: Instant) {
        // `2026-12-02 08:00 WIB`
        let before = value.old.flatMap { old in
            old.lastIndex(of: " ").flatMap { CivilDateTime(String(old[..<$0])) }
        }
        .map(zone.instant).flatMap { $0 > now ? $0 : nil }
        if value.column == "snoozed" {
            snoozedUntil = before
        } else {
            acknowledgedUntil = before
            if before == nil { acknowledgedBy = nil }
        }
    }
}

extension LedgerView {
    /// What somebody did since a file was taken about one that it brought, or about any of one that comes back: it is
    /// in use; nil where nobody did. What the service planned anew by itself is nobody's work.
    func touch(
        on all: [DeadlineRecord], since record: ImportRecord, code: String, office: Office
    ) throws -> BilingualText? {
        for known in all {
            let since = try events(of: Subject(.deadline, known.deadline.identifier)).filter {
                $0.what != "added" && $0.by != nil && $0.at > record.at
            }
            guard !since.isEmpty else { continue }
            return known.deadline.state == .open
                ? .changedSince : .ended(known.deadline, in: office)
        }
        let isChanged = try events(of: Subject(.deadline, code)).contains {
            $0.what != "added" && $0.by != nil && $0.at > record.at
        }
        return isChanged ? .changedSince : nil
    }
}
