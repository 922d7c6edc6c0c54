package import Almanac
package import Coordination
import FoundationEssentials

/// Writes rows of a sheet as an Excel workbook that this program reads again: dates as dates, numbers
/// as numbers, and every text as a text, whatever it begins with.
package struct WorkbookWriter: Sendable {
    let createdAt: Instant
    private let currency: Currency

    /// - Parameters:
    ///   - createdAt: what the workbook's properties say; of equal rows and instants come equal bytes.
    ///   - currency: of the amounts.
    package init(createdAt: Instant, currency: Currency = Currency(code: "IDR")) {
        self.createdAt = createdAt
        self.currency = currency
    }

    /// A worksheet headed by the columns' English names.
    ///
    /// - Parameters:
    ///   - further: columns behind the sheet's own, which a reader remarks and ignores.
    ///   - mark: what ties an edited copy to what was exported, in a hidden column behind all others.
    /// - Throws: an error in words when the temporary folder takes no file.
    package func write(
        _ rows: [SheetRow], of kind: SheetKind, further: [String] = [], mark: ExportMark? = nil
    ) throws -> [UInt8] {
        let columns = SheetDefinition.of(kind).columns
        let names = columns.map(\.name) + further
        // Pieces stay plain: saved as CSV in another country, 1,200 would have two readings.
        let grouped = Set(columns.indices.filter { columns[$0].isMoney })
        let file = try WorkbookFile(in: Self.folder, createdAt: createdAt)
        let sheet = try file.addWorksheet(kind.rawValue)
        for (column, name) in names.enumerated() {
            try sheet.write(.text(name), row: 0, column: column, style: .header)
        }
        if let mark { try sheet.hide(.text(mark.text), inHeaderOf: names.count) }
        for (index, row) in rows.enumerated() {
            for (column, name) in names.enumerated() {
                guard let value = row[name] else { continue }
                let isAmount = grouped.contains(column)
                try sheet.write(
                    isAmount ? amount(value) : WorkbookCell(value), row: index + 1, column: column,
                    style: WorkbookStyle(isGrouped: isAmount))
            }
        }
        try sheet.keepHeader(row: 0, isFiltered: true, columns: names.count)
        try sheet.finish()
        return try file.bytes()
    }

    /// In the currency's whole units, as people read it.
    private func amount(_ value: SheetValue) -> WorkbookCell {
        guard currency.decimals > 0, case .number(let number) = value else {
            return WorkbookCell(value)
        }
        let unit = (0..<currency.decimals).reduce(1.0) { unit, _ in unit * 10 }
        let noughts = String(repeating: "0", count: currency.decimals)
        return .number(Double(number) / unit, format: "#,##0.\(noughts)")
    }

    static var folder: String {
        let folder = FileManager.default.temporaryDirectory.path
        return folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }
}
