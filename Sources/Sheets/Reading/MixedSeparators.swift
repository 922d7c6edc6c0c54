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
}
