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
    ///   - limit: bytes beyond which a copy of values alone, which is smaller, takes its place.
    ///   - createdAt: what the workbook's properties say.
    /// - Returns: the copy and its name, `orders (marked).xlsx`.
    package func markedCopy(
        of bytes: [UInt8], reading: SheetReading, as kind: SheetKind? = nil, language: String,
        limit: Int = .max, createdAt: Instant
    ) throws -> (name: String, content: [UInt8]) {
        let copy = MarkedCopy(language: language, createdAt: createdAt, reading: reading)
        var refusal: SpliceRefusal?
        if bytes.count <= SheetLimits.bytes, FileForm(bytes, name: reading.file) == .package,
            !OpenDocumentTables.isOne(bytes)
        {
            do throws(SpliceRefusal) {
                let content = try copy.marked(bytes)
                guard content.count <= limit else { throw .tooLarge }
                return (copy.fileName, content)
            } catch {
                refusal = error
            }
        }
        let tables = markedTables(of: bytes, as: reading, kind: kind)
        return (
            copy.fileName, try copy.anew(tables, because: tables.isEmpty ? nil : refusal)
        )
    }

    /// The tables in which something was found or read; none when nothing could be read.
    private func markedTables(
        of bytes: [UInt8], as reading: SheetReading, kind: SheetKind?
    ) -> [any GridRows] {
        guard bytes.count <= SheetLimits.bytes else { return [] }
        do throws(WorkbookFault) {
            if let book = try Self.book(of: bytes, name: reading.file) {
                let names = Set(reading.findings.map { $0.worksheet ?? reading.worksheet })
                    .union([reading.worksheet])
                var wanted = book.sheets.indices.filter { names.contains(book.sheets[$0].name) }
                if wanted.isEmpty { wanted = [0] }
                var tables: [any GridRows] = []
                for index in wanted { tables.append(try book.rows(of: index)) }
                return tables
            }
        } catch {
            // The list of findings says why.
            return []
        }
        guard let text = SheetText(bytes) else { return [] }
        return [Self.layout(text.bytes, among: candidates(for: kind)).0]
    }
}
