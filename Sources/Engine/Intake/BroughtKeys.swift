import Coordination
import Sheets

/// What rows whole sheets of one import bring, so that a short one beside them may speak of them.
struct BroughtKeys {
    private var keys: [SheetKind: Set<String>] = [:]

    /// - Parameters:
    ///   - readings: those that may bring anything; short ones bring nothing.
    ///   - all: those of the import: without a short one among them nobody asks.
    init(_ readings: [SheetReading], among all: [SheetReading]) {
        guard all.contains(where: { !$0.leftOut.isEmpty || !$0.shortSheets.isEmpty }) else {
            return
        }
        for reading in readings where reading.leftOut.isEmpty && reading.shortSheets.isEmpty {
            guard let kind = reading.kind, !kind.isSubmission else { continue }
            keys[kind, default: []].formUnion(reading.rows.compactMap { Self.key(of: $0, kind) })
        }
    }

    func contain(_ row: SheetRow, of kind: SheetKind?) -> Bool {
        guard let kind, let known = keys[kind], let key = Self.key(of: row, kind) else {
            return false
        }
        return known.contains(key)
    }

    private static func key(of row: SheetRow, _ kind: SheetKind) -> String? {
        let parts = SheetDefinition.of(kind).key.map { row[$0]?.word ?? "" }
        guard parts.first?.isEmpty == false else { return nil }
        return parts.joined(separator: "\u{1F}").foldedCode
    }
}

extension MergedSheet {
    /// Rows of a short sheet of which nothing is known.
    var orphans: [SheetRow] {
        reading.leftOut.isEmpty ? [] : reading.rows.filter { !isKnown($0) }
    }

    /// Findings on rows that another sheet of the import would have brought, and cannot.
    ///
    /// - Parameters:
    ///   - brought: what the sheets bring that may be taken.
    ///   - all: what all of them would.
    func findings(ofRowsBeside brought: BroughtKeys, among all: BroughtKeys) -> [Finding] {
        guard let kind = reading.kind else { return [] }
        let columns = reading.leftOut.joined(separator: ", ")
        let lost = orphans.filter {
            all.contain($0, of: kind) && !brought.contain($0, of: kind)
        }
        return lost.compactMap { row in
            guard let column = SheetDefinition.of(kind).key.last(where: { row[$0] != nil }) else {
                return nil
            }
            return Finding(
                file: reading.file, worksheet: reading.worksheet, cell: row.address(of: column),
                code: .unknownCode, value: row.cell(column)?.raw ?? "",
                expected: .expectedCode(in: [kind]).followed(
                    en: "; what is new needs the columns that are left out: \(columns)",
                    id: "; yang baru memerlukan kolom yang tidak ada di sini: \(columns)"))
        }
    }
}
