import Coordination
import Ledger

/// Finds out what a sheet that lacks required columns is: the one kind that knows all its codes.
struct ShortSheets {
    let view: LedgerView

    func resolved(_ readings: [SheetReading]) throws -> [SheetReading] {
        try readings.map { reading in
            let meant = try reading.shortSheets.filter(knowsAll)
            switch meant.count {
            case 0: return withRemedy(reading)
            case 1: return meant[0]
            default: return ambiguous(reading, meant)
            }
        }
    }

    /// Whether a sheet has rows, and all of them speak of what is known.
    private func knowsAll(_ sheet: SheetReading) throws -> Bool {
        guard let kind = sheet.kind, !sheet.rows.isEmpty else { return false }
        if let type = RegisterTypes.type(of: kind) { return try knowsAll(sheet.rows, in: type) }
        switch kind {
        case .deadlines:
            return try sheet.rows.allSatisfy { row in
                guard let code = row.text("code") else { return false }
                return try DeadlineTarget(code, in: view).isKnown
            }
        case .orders:
            let book = try OrderBook(view: view)
            return try sheet.rows.allSatisfy { row in
                guard let whole = book.whole(of: row) else { return false }
                return try book.find([row], whole: whole).standings.allSatisfy { $0 != nil }
            }
        default: return false
        }
    }

    private func knowsAll<Entry: RegisterEntry>(
        _ rows: [SheetRow], in type: Entry.Type
    ) throws -> Bool {
        let book = RegisterBook(try view.entries(of: type))
        return rows.allSatisfy { row in
            book.whole(of: row).map { !book.find([row], whole: $0).isNew } ?? false
        }
    }

    /// A sheet that could be short, if its codes were known, says so beside what it lacks.
    private func withRemedy(_ reading: SheetReading) -> SheetReading {
        guard !reading.shortSheets.isEmpty else { return reading }
        var reading = reading
        for index in reading.findings.indices
        where [.unrecognisedSheet, .missingColumns].contains(reading.findings[index].code) {
            reading.findings[index].expected = reading.findings[index].expected.followed(
                en: "; columns may be left out only where every code is known",
                id: "; kolom hanya boleh tidak ada bila semua kodenya sudah tercatat")
        }
        return reading
    }

    private func ambiguous(_ reading: SheetReading, _ meant: [SheetReading]) -> SheetReading {
        let kinds = meant.compactMap(\.kind)
        let names = kinds.map { kind in
            BilingualText(en: kind.rawValue, id: "\(kind.words.indonesian) (\(kind.rawValue))")
        }.joined(en: " or ", id: " atau ")
        var reading = reading
        reading.findings = [
            Finding(
                file: reading.file, worksheet: reading.worksheet,
                cell: reading.findings.first?.cell ?? "", code: .ambiguousSheet,
                expected: BilingualText(
                    en: "a sheet of one kind: its codes are known as \(names.english); say which, "
                        + "with --as or by the folder inbox/KIND",
                    id: "lembar satu jenis: kodenya tercatat sebagai \(names.indonesian); sebutkan "
                        + "jenisnya dengan --as atau melalui folder inbox/JENIS"))
        ]
        return reading
    }
}
