import Coordination

/// Watches columns of one meaning that stand in a file twice (`Telepon` and `WA`).
///
/// Where they agree or one is empty nothing is lost; where they differ, taking one would be a guess.
struct TwinColumns {
    private let match: HeaderMatch
    /// The first row in which each twin says something else than the column it doubles.
    private var conflicts: [Int?]

    init(_ match: HeaderMatch) {
        self.match = match
        conflicts = Array(repeating: nil, count: match.twins.count)
    }

    mutating func note(_ row: GridRow) {
        for (index, twin) in match.twins.enumerated() where conflicts[index] == nil {
            let text = row.text(at: twin.second.position)
            if !CellText.isBlank(text), text != row.text(at: twin.first) {
                conflicts[index] = row.number
            }
        }
    }

    /// Telephone numbers are for people to call: there the first column is as good as the second.
    func check(into findings: inout FindingList) {
        for (twin, conflict) in zip(match.twins, conflicts) where !twin.second.isPhone {
            guard let conflict else { continue }
            let names = twin.second.column.names
            let first = CellName.letters(twin.first)
            findings.add(
                CellFault(
                    code: .duplicateKey,
                    expected: BilingualText(
                        en: "one column for \(names.english): \(first) is one, too, and row "
                            + "\(conflict) says different things",
                        id: "satu kolom saja untuk \(names.indonesian): kolom \(first) berarti "
                            + "sama, dan isi baris \(conflict) berbeda")),
                row: match.row.number, column: twin.second.position,
                value: match.row.text(at: twin.second.position))
        }
    }

    var remarks: [BilingualText] {
        match.twins.map { twin in
            let first = CellName.letters(twin.first)
            return BilingualText(
                en: "column \(twin.second.letters) is a second one for "
                    + "\(twin.second.column.name); \(first) was read",
                id: "kolom \(twin.second.letters) sama artinya dengan kolom \(first), yang dibaca")
        }
    }
}

extension HeaderMatch.Column {
    fileprivate var isPhone: Bool { if case .phone = column.type { true } else { false } }
}
