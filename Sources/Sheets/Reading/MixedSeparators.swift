import Coordination

/// Finds header cells that hold several columns' names with another separator between them than the file's:
/// nothing below them is read, and nobody shall have to find that out.
enum MixedSeparators {
    private static let others: Set<Character> = [";", ",", "\t", "|"]

    /// - Parameter ignored: where the header's cells stand that name no column.
    static func check(_ match: HeaderMatch, ignored: [Int], into findings: inout FindingList) {
        let names = Set(
            match.definition.columns.flatMap { [$0.name] + $0.aliases }.map(HeaderName.canonical))
        for index in ignored {
            let text = match.row.cells[index].text
            let parts = text.split { others.contains($0) }.map(String.init)
            let known = parts.filter { names.contains(HeaderName.canonical($0)) }
            guard parts.count > 1, !known.isEmpty else { continue }
            let list = known.map { "“\($0)”" }.joined(separator: ", ")
            findings.add(
                CellFault(
                    code: .mixedSeparators, severity: .warning,
                    expected: BilingualText(
                        en:
                            "one column's name: another separator than in the rest of the file hides "
                            + "\(list), and nothing below is read",
                        id:
                            "nama satu kolom: pemisahnya lain dari bagian lain berkas ini, sehingga "
                            + "\(list) dan isi di bawahnya tidak dibaca")),
                row: match.row.number, column: index, value: text)
        }
    }

    /// The header of a text that no separator makes a sheet and several together do (`code;name,role`); nil
    /// where there is none.
    ///
    /// - Parameter rows: the text's, split by one of them.
    static func header(of rows: some GridRows, among vocabularies: [Vocabulary]) -> GridRow? {
        var rows = rows
        var row = GridRow()
        var depth = 0
        while depth < SheetLimits.headerDepth, rows.next(&row) {
            depth += 1
            guard row.cells.count > 1 else { continue }
            var split = row
            split.cells = row.cells.flatMap { cell in
                cell.text.split(omittingEmptySubsequences: false) { others.contains($0) }
                    .map { GridCell(text: String($0)) }
            }
            guard split.cells.count > row.cells.count else { continue }
            let names = split.cells.map { HeaderName.canonical($0.text) }
            if vocabularies.contains(where: { $0.match(split, names: names).missing.isEmpty }) {
                return row
            }
        }
        return nil
    }

    /// Says of such a header what keeps it from being read.
    static func refuse(_ header: GridRow, in reading: inout SheetReading) {
        let column =
            header.cells.firstIndex { $0.text.contains { others.contains($0) } } ?? 0
        reading.reject(
            .mixedSeparators, cell: CellName.address(column: column, row: header.number),
            value: header.text(at: column),
            expected: BilingualText(
                en: "one separator between all cells: the header has several, so that no sheet's "
                    + "columns are found; save it as CSV anew",
                id: "satu pemisah untuk semua sel: judul kolom memakai beberapa pemisah, sehingga "
                    + "kolomnya tidak dikenali; simpan ulang sebagai CSV"))
    }
}
