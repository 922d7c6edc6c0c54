import Coordination
import Ledger
import Sheets

/// Finds a column that a list had and has no more, while it has one of dates that nobody knows: read as it stands it
/// would say nothing new, and be taken, for as long as nobody looks.
struct RenamedColumns {
    let view: LedgerView
    let profile: OfficeProfile

    /// With a finding that asks for the column, and as a list whose columns somebody has to explain.
    func resolved(_ readings: [SheetReading]) throws -> [SheetReading] {
        try readings.map { reading in
            guard let kind = reading.kind, reading.mapping == nil, reading.exportMark == nil,
                let stranger = reading.strangers.first, !reading.isBlocked,
                let column = SheetDefinition.of(kind).newsColumn,
                try hadColumn(column, of: reading)
            else { return reading }
            let names = SheetDefinition.of(kind).names(of: column)
            var reading = reading
            reading.isForeign = true
            reading.findings.append(
                Finding(
                    file: reading.file, worksheet: reading.worksheet, cell: stranger.cell,
                    code: .missingColumns, value: stranger.heading,
                    expected: BilingualText(
                        en:
                            "the column \(names.english), which these lists had before: here none has its name, and "
                            + "nobody knows “\(stranger.heading)”, in which dates stand; give it its name again, or "
                            + "say in the mapping sheet what it is",
                        id:
                            "kolom \(names.indonesian) seperti pada daftar sebelumnya: di sini tidak ada yang bernama "
                            + "demikian, dan kolom “\(stranger.heading)” yang berisi tanggal belum dikenal; beri nama "
                            + "semula, atau jelaskan artinya dalam lembar pemetaan")))
            return reading
        }
    }

    /// Whether a sheet had the column before, of something that this one speaks of.
    private func hadColumn(_ column: String, of reading: SheetReading) throws -> Bool {
        guard reading.kind == .orders else { return false }
        let lookup = try OrderLookup(
            office: Office(profile: profile, directory: try view.directory()), view: view)
        var seen: Set<String> = []
        return try reading.rows.contains { row in
            guard let whole = lookup.whole(of: row), seen.insert(whole).inserted else {
                return false
            }
            let key = try lookup.find([row], whole: whole).key
            return try view.said(of: .orders, key: key)?.columns.contains(column) ?? false
        }
    }
}
