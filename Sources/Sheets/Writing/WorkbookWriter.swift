package import Almanac
package import Coordination
import FoundationEssentials

/// Writes rows of a sheet as an Excel workbook that this program reads again: dates as dates, numbers
/// as numbers, and every text as a text, whatever it begins with.
package struct WorkbookWriter: Sendable {
    private let createdAt: Instant

    /// - Parameter createdAt: what the workbook's properties say; of equal rows and instants come
    ///   equal bytes.
    package init(createdAt: Instant) {
        self.createdAt = createdAt
    }

    /// A worksheet headed by the columns' English names.
    ///
    /// - Parameters:
    ///   - further: columns behind the sheet's own, which a reader remarks and ignores.
    /// - Throws: an error in words when the temporary folder takes no file.
    package func write(
        _ rows: [SheetRow], of kind: SheetKind, further: [String] = []
    ) throws -> [UInt8] {
        let columns = SheetDefinition.of(kind).columns
        let names = columns.map(\.name) + further
        let grouped = Set(columns.indices.filter { columns[$0].isNumber })
        let file = try WorkbookFile(in: Self.folder, createdAt: createdAt)
        let sheet = try file.addWorksheet(kind.rawValue)
        for (column, name) in names.enumerated() {
            try sheet.write(.text(name), row: 0, column: column, style: .header)
        }
        for (index, row) in rows.enumerated() {
            for (column, name) in names.enumerated() {
                guard let value = row[name] else { continue }
                try sheet.write(
                    WorkbookCell(value), row: index + 1, column: column,
                    style: WorkbookStyle(isGrouped: grouped.contains(column)))
            }
        }
        try sheet.keepHeader(row: 0, isFiltered: true)
        try sheet.finish()
        return try file.bytes()
    }

    static var folder: String {
        let folder = FileManager.default.temporaryDirectory.path
        return folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }
}
