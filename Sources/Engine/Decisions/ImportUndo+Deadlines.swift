import Almanac
import Coordination
import Ledger
import Sheets

/// Deadlines and registers as they were before a file.
extension ImportUndo {
    func undoDeadlines(
        _ record: ImportRecord, in transaction: LedgerTransaction, _ outcome: inout Outcome
    ) throws {
        let changes = DeadlineChanges(office: office, by: by)
        for code in record.changes.added {
            let all = try transaction.view.deadlines(code: code)
            if let why = try touch(on: all, since: record, code: code, in: transaction.view) {
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

    /// What somebody did since about one that the file brought, or about any of one that comes back: it is in use;
    /// nil where nobody did.
    private func touch(
        on all: [DeadlineRecord], since record: ImportRecord, code: String, in view: LedgerView
    ) throws -> BilingualText? {
        for known in all {
            let since = try view.events(of: Subject(.deadline, known.deadline.identifier)).filter {
                $0.what != "added" && $0.at > record.at
            }
            guard !since.isEmpty else { continue }
            return known.deadline.state == .open
                ? .changedSince : .ended(known.deadline, in: office)
        }
        let isChanged = try view.events(of: Subject(.deadline, code)).contains {
            $0.what != "added" && $0.at > record.at
        }
        return isChanged ? .changedSince : nil
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
            outcome.keep(
                code,
                because: BilingualText(en: "it is known no more", id: "tidak tercatat lagi"))
            return
        }
        // What ended since is nobody's to move; what the file ended itself is open again.
        if known.deadline.state != .open, !values.contains(where: { $0.column == "status" }) {
            outcome.keep(code, because: .ended(known.deadline, in: office))
            return
        }
        var deadline = known.deadline
        let current = CurrentDeadline.written(deadline)
        var kept: [String] = []
        var due: CivilDateTime?
        var columns: Set<String> = []
        let isOpenedAgain =
            deadline.state != .open
            && values.contains {
                $0.column == "status" && $0.old == "open" && $0.new == deadline.state.rawValue
            }
        for value in values {
            // How it ended goes with its end.
            if isOpenedAgain, ["done_on", "proof", "reason"].contains(value.column) { continue }
            guard let now = current[value.column], now == value.new else {
                // What is no value that can be put back, such as a snooze, stays, too.
                kept.append(value.column == "due" ? "due_date" : value.column)
                continue
            }
            columns.formUnion(
                value.column == "due" ? ["due_date", "due_time"] : [value.column])
            switch value.column {
            case "title": if let old = value.old { deadline.title = old }
            case "owner": if let old = value.old { deadline.owner = old }
            case "kind": if let old = value.old { deadline.kind = old }
            case "ladder": if let old = value.old { deadline.ladder = old }
            case "time_zone": if let old = value.old { deadline.zone = old }
            case "client": deadline.client = value.old
            case "note": deadline.note = value.old
            case "evidence": deadline.evidence = value.old
            case "due": due = value.old.flatMap { CivilDateTime($0) }
            case "status":
                if value.old == "open" {
                    deadline.reopen(
                        because: Self.reason(record.number), at: transaction.now)
                } else {
                    kept.append(value.column)
                }
            default: break
            }
        }
        if let due, due != deadline.due {
            deadline = deadline.rescheduled(
                to: due, reason: Self.reason(record.number), at: transaction.now)
        }
        if !kept.isEmpty { outcome.keep(code, because: .changed(kept, of: .deadlines)) }
        guard deadline != known.deadline else { return }
        try transaction.change(known, to: deadline, office: office, by: by)
        try transaction.unsay(
            ["": columns], of: .deadlines, key: known.deadline.identifier.foldedCode)
        outcome.restored.append(code)
    }

    // MARK: Registers

    func undo<Entry: RegisterEntry>(
        _ record: ImportRecord, of type: Entry.Type, in transaction: LedgerTransaction,
        _ outcome: inout Outcome
    ) throws {
        let later = try transaction.view.importRecords(of: record.kind, after: record.number)
        let touched = Set(
            later.flatMap { $0.changes.added + $0.changes.changed.map(\.key) }.map(\.foldedCode))
        var entries = try transaction.view.entries(of: type)
        let grouped = Dictionary(grouping: record.changes.changed, by: \.key)
        for (key, values) in grouped.sorted(by: { $0.key < $1.key }) {
            guard let entry = entries[Code(key)] else { continue }
            var cells = entry.values.mapValues(\.written)
            var kept: [String] = []
            var columns: Set<String> = []
            for value in values {
                if cells[value.column] == value.new {
                    cells[value.column] = value.old
                    columns.insert(value.column)
                } else {
                    kept.append(value.column)
                }
            }
            if !kept.isEmpty { outcome.keep(key, because: .changed(kept, of: record.kind)) }
            guard let restored = Self.registered(type, cells), restored != entry else { continue }
            try transaction.put(restored)
            try transaction.unsay(["": columns], of: record.kind, key: key.foldedCode)
            outcome.restored.append(key)
        }
        let untouched = record.changes.added.filter { !touched.contains($0.foldedCode) }
        // As it is without what the file changed: that names none of what goes.
        let present = Office(
            profile: office.profile, directory: try transaction.view.directory())
        var use = try RegisterUse(office: present, view: transaction.view, without: untouched)
        let stays = try use.stays(in: record.kind)
        for key in record.changes.added {
            guard let entry = entries.removeValue(forKey: Code(key)) else { continue }
            guard !touched.contains(key.foldedCode) else {
                outcome.keep(key, because: .changedByFile)
                continue
            }
            if let why = stays[Code(key)] {
                outcome.keep(key, because: why)
                continue
            }
            try transaction.remove(entry)
            try transaction.unsay([:], forgetting: [""], of: record.kind, key: key.foldedCode)
            outcome.restored.append(key)
        }
        let changed = Office(
            profile: office.profile, directory: try transaction.view.directory())
        _ = try transaction.replanAll(from: office, office: changed)
        try transaction.reviewOrders(.all)
    }

    /// An entry of cells as they are written.
    private static func registered<Entry: RegisterEntry>(
        _ type: Entry.Type, _ cells: [String: String]
    ) -> Entry? {
        let names = cells.keys.sorted()
        let content = CSVWriter().write([names, names.map { cells[$0] ?? "" }])
        let rows = SheetReader().read(
            content, fileName: "\(type.sheet.rawValue).csv", as: type.sheet
        ).rows
        return rows.first.flatMap(Entry.init(row:))
    }
}

extension CurrentDeadline {
    /// What of a deadline's columns can be put back, as reports of changes write it.
    fileprivate static func written(_ deadline: Coordination.Deadline) -> [String: String?] {
        [
            "title": deadline.title, "owner": deadline.owner, "due": deadline.due.description,
            "time_zone": deadline.zone, "kind": deadline.kind, "ladder": deadline.ladder,
            "status": deadline.state.rawValue, "client": deadline.client, "note": deadline.note,
            "evidence": deadline.evidence,
        ]
    }
}
