import Coordination

/// One column that a sheet may have: its names, what its cells hold, and what they must keep to.
struct SheetColumn: Sendable {
    /// The English name, by which rows are asked.
    var name: String
    var aliases: [String]
    var type: CellType
    var isRequired = false
    /// What a number must lie in.
    var range: ClosedRange<Int64>?
    /// Whether its sum stands in a reading's totals.
    var isSummed = false

    /// What cells of a column hold.
    enum CellType: Sendable {
        /// One line of text; codes are read as text, too.
        case text
        /// Text that may have several lines.
        case note
        case date, time, period
        /// Pieces: grouping is only taken where it cannot be a decimal mark.
        case count
        /// The currency's smallest unit used.
        case money
        case phone, email, zone
        /// One of these words: the English one, and what else may be written for it.
        case word([String: [String]])
    }
}

/// One kind of sheet.
struct SheetDefinition: Sendable {
    var kind: SheetKind
    var columns: [SheetColumn]
    /// The columns that tell two rows apart.
    var key: [String]
    /// The column in which `NIHIL` alone means: nothing to report.
    var nilColumn: String?
}

extension SheetColumn {
    /// A column of text, required if it says so: `*` behind the name.
    init(_ name: String, _ aliases: String..., type: CellType = .text) {
        let isRequired = name.hasSuffix("*")
        self.init(
            name: isRequired ? String(name.dropLast()) : name, aliases: aliases, type: type,
            isRequired: isRequired)
    }

    func within(_ range: ClosedRange<Int64>) -> SheetColumn {
        var column = self
        column.range = range
        return column
    }

    /// Counted into the totals.
    var summed: SheetColumn {
        var column = self
        column.isSummed = true
        return column
    }
}
