import Coordination
import Ledger
import Sheets

/// Finds out what a sheet that lacks required columns is: the one kind that knows all its codes, or, where
/// none does, the one that knows most of them, the others being findings.
struct ShortSheets {
    let view: LedgerView
    let profile: OfficeProfile

    /// A sheet as one kind would have it.
    private struct Reading {
        var sheet: SheetReading
        /// The column that names each row of which nothing is known.
        var unknown: [(row: SheetRow, column: String)]
        /// Codes that could be meant.
        var codes: [String]

        var known: Int { sheet.rows.count - unknown.count }

        /// Whether it is rather a list of another program, with a word or two that we have, too.
        var isForeign: Bool {
            known == 0 && sheet.rows.count > 2 && sheet.ignoredColumns > 1
                && sheet.ignoredColumns * 2 >= sheet.rows[0].columns.names.count
        }
    }

    /// - Parameter readings: of one import, whose sheets may speak of what others of it bring.
    func resolved(_ readings: [SheetReading]) throws -> [SheetReading] {
        let brought = BroughtKeys(readings, among: readings)
        return try readings.map { reading in
            guard !reading.shortSheets.isEmpty else { return reading }
            let sheets = try reading.shortSheets.compactMap { sheet in
                var judged = try judged(sheet)
                judged?.unknown.removeAll { brought.contain($0.row, of: sheet.kind) }
                return judged
            }
            let most = sheets.filter { $0.known > 0 }.map(\.known).max()
            // Of what can be but one kind, not one code need be known.
            let meant =
                most.map { most in sheets.filter { $0.known == most } } ?? Self.widest(sheets)
            switch meant.count {
            case 1: return named(meant[0])
            case 2... where most != nil: return ambiguous(reading, meant.map(\.sheet))
            default: return withRemedy(reading, lacking: sheets.first)
            }
        }
    }

    /// Those that explain most of a sheet's columns.
    private static func widest(_ sheets: [Reading]) -> [Reading] {
        let widths = sheets.map { $0.sheet.rows.first?.columns.names.count ?? 0 }
        let most = widths.max()
        return zip(sheets, widths).filter { $0.1 == most }.map(\.0)
    }

    private func judged(_ sheet: SheetReading) throws -> Reading? {
        guard let kind = sheet.kind, !sheet.rows.isEmpty else { return nil }
        if let type = RegisterTypes.type(of: kind) { return try judged(sheet, in: type) }
        switch kind {
        case .deadlines:
            let unknown = try sheet.rows.filter { row in
                // One of a series that is none is named beside those that are.
                guard let code = row.text("code") else { return false }
                if case .unknown = try DeadlineTarget(code, in: view) { return true }
                return false
            }
            return Reading(
                sheet: sheet, unknown: unknown.map { ($0, "code") },
                codes: try view.sheetDeadlineCodes(except: TaskTopic.prefixesWithoutOccurrence))
        case .orders: return try judgedOrders(sheet)
        default: return nil
        }
    }

    private func judgedOrders(_ sheet: SheetReading) throws -> Reading {
        let lookup = try OrderLookup(
            office: Office(profile: profile, directory: try view.directory()), view: view)
        let unknown = try sheet.rows.compactMap { row -> (SheetRow, String)? in
            guard let whole = lookup.whole(of: row) else { return nil }
            let found = try lookup.find([row], whole: whole)
            if found.isNew { return (row, "order") }
            return found.current.contains { $0 == nil } ? (row, "line") : nil
        }
        return Reading(sheet: sheet, unknown: unknown, codes: try view.orderCodes())
    }

    private func judged<Entry: RegisterEntry>(
        _ sheet: SheetReading, in type: Entry.Type
    ) throws -> Reading {
        let lookup = RegisterLookup(try view.entries(of: type), profile: profile)
        let column = SheetDefinition.of(Entry.sheet).key[0]
        let unknown = sheet.rows.filter { row in
            lookup.whole(of: row).map { lookup.find([row], whole: $0).isNew } ?? false
        }
        return Reading(
            sheet: sheet, unknown: unknown.map { ($0, column) },
            codes: lookup.entries.values.map(\.key))
    }

    /// The sheet, with a finding on each code that is not known.
    private func named(_ reading: Reading) -> SheetReading {
        var sheet = reading.sheet
        guard let kind = sheet.kind, !reading.unknown.isEmpty else { return sheet }
        sheet.isForeign = reading.isForeign
        let columns = sheet.leftOut.joined(separator: ", ")
        for (row, column) in reading.unknown {
            let value = row.cell(column)?.raw ?? ""
            sheet.findings.append(
                Finding(
                    file: sheet.file, worksheet: sheet.worksheet, cell: row.address(of: column),
                    code: .unknownCode, value: value,
                    expected: .expectedCode(in: [kind]).followed(
                        en: "; what is new needs the columns that are left out: \(columns)",
                        id: "; yang baru memerlukan kolom yang tidak ada di sini: \(columns)"),
                    suggestion: column == "line"
                        ? nil : CodeSuggestion.nearest(to: value, among: reading.codes)))
        }
        return sheet
    }

    /// A sheet that could be short, if its codes were known, says so beside what it lacks.
    private func withRemedy(_ reading: SheetReading, lacking short: Reading?) -> SheetReading {
        let codes = (short?.unknown ?? []).prefix(3).compactMap { $0.row.cell($0.column)?.raw }
            .map { "“\($0)”" }.joined(separator: ", ")
        var reading = reading
        for index in reading.findings.indices
        where [.unrecognisedSheet, .missingColumns].contains(reading.findings[index].code) {
            reading.findings[index].expected = reading.findings[index].expected.followed(
                en: "; columns may be left out only where every code is known"
                    + (codes.isEmpty ? "" : ": nothing is known of \(codes)"),
                id: "; kolom hanya boleh tidak ada bila semua kodenya sudah tercatat"
                    + (codes.isEmpty ? "" : ": \(codes) belum tercatat"))
        }
        return reading
    }

    private func ambiguous(_ reading: SheetReading, _ meant: [SheetReading]) -> SheetReading {
        let kinds = meant.compactMap(\.kind)
        let names = kinds.map { kind in
            BilingualText(en: kind.rawValue, id: "\(kind.words.indonesian) (\(kind.rawValue))")
        }.joined(en: " or ", id: " atau ")
        var reading = reading
        reading.isForeign = false
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
