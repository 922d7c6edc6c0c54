import Coordination
import Sheets

/// Finds rows of which two files of one import say different things: whichever came last would win.
struct SharedRows {
    /// For each file, in their order.
    private(set) var findings: [[Finding]]

    init(
        _ sheets: [MergedSheet], book: (SheetKind) throws -> (any RowBook)?
    ) rethrows {
        findings = sheets.map { _ in [] }
        let kinds = Dictionary(grouping: sheets.indices, by: { sheets[$0].reading.kind })
        for (kind, indexes) in kinds where indexes.count > 1 {
            guard let kind, let book = try book(kind) else { continue }
            compare(indexes, of: sheets, book: book, kind: kind)
        }
    }

    private mutating func compare(
        _ indexes: [Int], of sheets: [MergedSheet], book: any RowBook, kind: SheetKind
    ) {
        let keys = Set(SheetDefinition.of(kind).key)
        var first: [String: (file: String, row: SheetRow)] = [:]
        for index in indexes {
            let sheet = sheets[index]
            for row in sheet.reading.rows where !sheet.isIdle(row) {
                guard let whole = book.whole(of: row) else { continue }
                let key = "\(whole)\u{1F}\(book.name(of: row))"
                guard let (file, other) = first[key] else {
                    first[key] = (sheet.reading.file, row)
                    continue
                }
                let differing = row.columns.names.first { column in
                    !keys.contains(column) && row.cell(column) != nil
                        && other.cell(column) != nil && row[column] != other[column]
                }
                guard let differing, let cell = row.cell(differing) else { continue }
                findings[index].append(
                    Finding(
                        file: sheet.reading.file, worksheet: sheet.reading.worksheet,
                        cell: cell.address, code: .duplicateKey, value: cell.raw,
                        expected: BilingualText(
                            en:
                                "what \(file) says of \(book.label(of: row)), which comes with it, in "
                                + "row \(other.number): “\(other[differing]?.written ?? "")”",
                            id: "isi yang sama dengan \(file) yang datang bersamanya, untuk "
                                + "\(book.label(of: row)) pada baris \(other.number): "
                                + "“\(other[differing]?.written ?? "")”")))
            }
        }
    }
}
