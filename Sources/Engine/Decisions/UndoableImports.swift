import Coordination
import Ledger

/// Which of the files that were taken can be taken back as things stand: something of them would come back.
struct UndoableImports {
    let office: Office
    let view: LedgerView

    /// How far back it looks.
    private static let depth = 50

    /// The last so many, the latest first.
    func latest(_ count: Int) throws -> [ImportRecord] {
        var found: [ImportRecord] = []
        for record in try view.importRecords(limit: Self.depth)
        where found.count < count && record.undoneAt == nil && ImportUndo.canUndo(record.kind) {
            if try comesBack(record) { found.append(record) }
        }
        return found
    }

    private func comesBack(_ record: ImportRecord) throws -> Bool {
        let sheets = try view.importRecords(ofFile: record).filter { ImportUndo.canUndo($0.kind) }
        let stays = try view.staying(of: sheets, office: office)
        return try sheets.contains { sheet in
            switch sheet.kind {
            case .orders: try isAnyLineBack(sheet)
            case .deadlines: try isAnyDeadlineBack(sheet)
            default:
                try RegisterTypes.type(of: sheet.kind).map {
                    try isAnyEntryBack(sheet, of: $0, staying: stays[sheet.kind] ?? [:])
                } ?? false
            }
        }
    }

    private func isAnyEntryBack<Entry: RegisterEntry>(
        _ record: ImportRecord, of type: Entry.Type, staying: [Code: BilingualText]
    ) throws -> Bool {
        let entries = try view.entries(of: type)
        let touched = try view.keysTouched(after: record)
        let isGone = record.changes.added.contains { key in
            entries[Code(key)] != nil && !touched.contains(key.foldedCode)
                && staying[Code(key)] == nil
        }
        let isHandedBack = try record.changes.handovers?.contains { handover in
            try handover.moves.contains {
                try view.reasonToKeep($0, of: handover, since: record.at, office: office) == nil
            }
        }
        return isGone || isHandedBack ?? false
            || record.changes.changed.contains { change in
                entries[Code(change.key)].map {
                    $0.values[change.column]?.written == change.new
                } ?? false
            }
    }

    private func isAnyDeadlineBack(_ record: ImportRecord) throws -> Bool {
        let zone = office.profile.zone
        let isGone = try record.changes.added.contains { code in
            let all = try view.deadlines(code: code)
            return try all.contains { $0.deadline.state == .open }
                && view.touch(on: all, since: record, code: code, office: office) == nil
        }
        return try isGone
            || record.changes.changed.contains { change in
                switch try DeadlineTarget(change.key, in: view) {
                case .single(let known), .occurrence(let known):
                    guard known.deadline.state == .open || change.column == "status",
                        let now = CurrentDeadline.written(known.deadline, in: zone)[change.column]
                    else { return false }
                    return now == change.new
                case .series(let series): return series.endedAt == nil
                case .unknown, .missing: return false
                }
            }
    }

    private func isAnyLineBack(_ record: ImportRecord) throws -> Bool {
        let touched = try view.keysTouched(after: record)
        let isGone = try record.changes.added.contains { key in
            guard let (order, line) = try line(key), !line.isCancelled else { return false }
            return try !touched.contains(key.foldedCode)
                && !view.isCommanded(order.code, since: record)
        }
        return try isGone
            || record.changes.changed.contains { change in
                try line(change.key).map { $0.line.sheetColumns[change.column] == change.new }
                    ?? false
            }
    }

    private func line(_ key: String) throws -> (order: OrderRecord, line: OrderLine)? {
        guard let order = try view.order(ofLine: key) else { return nil }
        return order.lines.first { "\(order.code) \($0.line)".foldedCode == key.foldedCode }
            .map { (order, $0) }
    }
}
