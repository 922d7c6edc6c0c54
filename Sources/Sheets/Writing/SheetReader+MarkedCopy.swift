package import Almanac
package import Coordination

extension SheetReader {
    /// A rejected file as a workbook whose faulty cells show, ready to be mended and sent again.
    ///
    /// - Parameters:
    ///   - bytes: the file as it came.
    ///   - reading: what was made of it, with everything that was found since.
    ///   - kind: as it was read, where somebody said what it is.
    ///   - language: the reader's, `id` or `en`.
    ///   - createdAt: what the workbook's properties say.
    /// - Returns: the copy and its name, `orders (marked).xlsx`.
    package func markedCopy(
        of bytes: [UInt8], reading: SheetReading, as kind: SheetKind? = nil, language: String,
        createdAt: Instant
    ) throws -> (name: String, content: [UInt8]) {
        let copy = MarkedCopy(language: language, createdAt: createdAt, reading: reading)
        return (copy.fileName, try copy.write(rows(of: bytes, as: reading, kind: kind)))
    }

    /// The rows that a reading was made of; nil when nothing could be read.
    private func rows(
        of bytes: [UInt8], as reading: SheetReading, kind: SheetKind?
    ) -> (any GridRows)? {
        guard bytes.count <= SheetLimits.bytes else { return nil }
        do throws(WorkbookFault) {
            if let book = try Self.book(of: bytes, name: reading.file) {
                let index = book.sheets.firstIndex { $0.name == reading.worksheet } ?? 0
                return try book.rows(of: index)
            }
        } catch {
            // The list of findings says why.
            return nil
        }
        guard let text = SheetText(bytes) else { return nil }
        return Self.layout(text.bytes, among: candidates(for: kind)).0
    }
}
