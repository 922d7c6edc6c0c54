import Coordination
import Ledger
import Sheets

/// Registers as they were before a file.
extension ImportUndo {
    /// Takes back what the sheets of a file changed of registers: what names each other goes together.
    ///
    /// - Returns: what came of each of them, in their order.
    func undoRegisters(
        _ records: [ImportRecord], in transaction: LedgerTransaction
    ) throws -> [Outcome] {
        var parts = records.map { _ in Outcome() }
        let sheets = records.compactMap { record in
            RegisterTypes.type(of: record.kind).map { (record, $0) }
        }
        var handovers: [(part: Int, undone: UndoneHandover)] = []
        for (index, (record, type)) in sheets.enumerated() {
            // What moved last goes back first, then what the file itself said.
            for handover in (record.changes.handovers ?? []).reversed() {
                var undone = UndoneHandover(handover, of: record, by: by)
                try undone.putBackRegisters(in: transaction, office: office, &parts[index])
                handovers.append((index, undone))
            }
            try putBack(record, of: type, in: transaction, &parts[index])
        }
        let present = Office(profile: office.profile, directory: try transaction.view.directory())
        for index in handovers.indices {
            let part = handovers[index].part
            try handovers[index].undone.putBackWork(
                in: transaction, office: present, &parts[part])
        }
        let stays = try transaction.view.staying(of: records, office: office)
        for (index, (record, type)) in sheets.enumerated() {
            try removeEntries(
                addedBy: record, of: type, staying: stays[record.kind] ?? [:], in: transaction,
                &parts[index])
        }
        guard parts.contains(where: { !$0.restored.isEmpty }) else { return parts }
        let changed = Office(
            profile: office.profile, directory: try transaction.view.directory())
        _ = try transaction.replanAll(from: office, office: changed)
        try transaction.reviewOrders(.all)
        for handover in handovers {
            try handover.undone.tell(in: transaction, office: changed)
        }
        return parts
    }

    private func putBack<Entry: RegisterEntry>(
        _ record: ImportRecord, of type: Entry.Type, in transaction: LedgerTransaction,
        _ outcome: inout Outcome
    ) throws {
        let entries = try transaction.view.entries(of: type)
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
            if !outcome.restored.contains(key) { outcome.restored.append(key) }
        }
    }

    /// - Parameter staying: entries that something goes by, and what that is.
    private func removeEntries<Entry: RegisterEntry>(
        addedBy record: ImportRecord, of type: Entry.Type, staying: [Code: BilingualText],
        in transaction: LedgerTransaction, _ outcome: inout Outcome
    ) throws {
        let touched = try transaction.view.keysTouched(after: record)
        var entries = try transaction.view.entries(of: type)
        for key in record.changes.added {
            guard let entry = entries.removeValue(forKey: Code(key)) else { continue }
            guard !touched.contains(key.foldedCode) else {
                outcome.keep(key, because: .changedByFile)
                continue
            }
            if let why = staying[Code(key)] {
                outcome.keep(key, because: why)
                continue
            }
            try transaction.remove(entry)
            try transaction.unsay([:], forgetting: [""], of: record.kind, key: key.foldedCode)
            outcome.restored.append(key)
        }
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

extension LedgerView {
    /// Keys of which later files of a file's kind said something, folded.
    func keysTouched(after record: ImportRecord) throws -> Set<String> {
        let later = try importRecords(of: record.kind, after: record.number)
        return Set(
            later.flatMap { $0.changes.added + $0.changes.changed.map(\.key) }.map(\.foldedCode))
    }

    /// What of the entries that sheets brought cannot go, since something that stays goes by it, by register.
    ///
    /// - Parameter office: for what it asks and where it is; its registers are read as they stand.
    func staying(
        of records: [ImportRecord], office: Office
    ) throws -> [SheetKind: [Code: BilingualText]] {
        var going: [SheetKind: [String]] = [:]
        for record in records where RegisterTypes.type(of: record.kind) != nil {
            let touched = try keysTouched(after: record)
            going[record.kind, default: []] += record.changes.added.filter {
                !touched.contains($0.foldedCode)
            }
        }
        let present = Office(profile: office.profile, directory: try directory())
        var use = try RegisterUse(office: present, view: self, without: going)
        return try use.stays()
    }
}
