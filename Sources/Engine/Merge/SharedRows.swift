import Coordination
import Sheets

/// Finds rows of which two files of one import say different things: whichever came last would win.
struct SharedRows {
    /// For each file, in their order.
    private(set) var findings: [[Finding]]

    init(
        _ sheets: [MergedSheet], lookup: (SheetKind) throws -> (any RowLookup)?
    ) rethrows {
        findings = sheets.map { _ in [] }
        let kinds = Dictionary(grouping: sheets.indices, by: { sheets[$0].reading.kind })
        for (kind, indexes) in kinds where indexes.count > 1 {
            guard let kind, let lookup = try lookup(kind) else { continue }
            compare(indexes, of: sheets, lookup: lookup, kind: kind)
        }
    }

    private mutating func compare(
        _ indexes: [Int], of sheets: [MergedSheet], lookup: any RowLookup, kind: SheetKind
    ) {
        let keys = Set(SheetDefinition.of(kind).key)
        var first: [String: (sheet: MergedSheet, row: SheetRow)] = [:]
        for index in indexes {
            let sheet = sheets[index]
            for merged in sheet.reading.rows {
                let row = sheet.said(merged)
                guard let whole = lookup.whole(of: row) else { continue }
                let key = "\(whole)\u{1F}\(lookup.name(of: row))"
                guard let (other, earlier) = first[key] else {
                    first[key] = (sheet, row)
                    continue
                }
                let differing = row.columns.names.first { column in
                    !keys.contains(column)
                        && Self.differ(column, of: row, in: sheet, and: earlier, in: other)
                }
                guard let differing else { continue }
                let (file, said) = (other.reading.file, earlier[differing]?.written.excerpt ?? "")
                findings[index].append(
                    Finding(
                        file: sheet.reading.file, worksheet: sheet.reading.worksheet,
                        cell: row.address(of: differing), code: .duplicateKey,
                        value: row.cell(differing)?.raw ?? "",
                        expected: BilingualText(
                            en:
                                "what \(file) says of \(lookup.label(of: row)), which comes with it, in "
                                + "row \(earlier.number): “\(said)”",
                            id: "isi yang sama dengan \(file) yang datang bersamanya, untuk "
                                + "\(lookup.label(of: row)) pada baris \(earlier.number): “\(said)”"
                        ))
                )
            }
        }
    }

    /// Whether two rows say different things in one column, whichever is new. A blank cell says something
    /// where it takes something back.
    private static func differ(
        _ column: String, of row: SheetRow, in sheet: MergedSheet, and other: SheetRow,
        in otherSheet: MergedSheet
    ) -> Bool {
        switch (row.content(of: column), other.content(of: column)) {
        case (.value(let one), .value(let another)): one != another
        case (.blank, .value): sheet.takesBack(column, of: row)
        case (.value, .blank): otherSheet.takesBack(column, of: other)
        default: false
        }
    }
}
