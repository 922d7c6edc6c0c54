import Almanac
package import Coordination

/// Writes CSV that spreadsheets open and this program reads again (RFC 4180).
package struct CSVWriter: Sendable {
    private let style: WritingStyle

    /// - Parameter style: how amounts are written.
    package init(style: WritingStyle = WritingStyle()) { self.style = style }

    /// Cells separated by semicolons, lines ended by CRLF, UTF-8 with a byte order mark, as Excel in
    /// Indonesia expects it.
    ///
    /// A text that a spreadsheet would take for a formula gets an apostrophe before it, which
    /// ``SheetReader`` takes away again (OWASP, "CSV Injection"). Whole numbers are left as they are.
    package func write(_ records: [[String]]) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        for record in records {
            for (index, text) in record.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ";")) }
                Self.append(text, to: &bytes)
            }
            bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        }
        return bytes
    }

    /// A sheet of rows as the reader gives them, headed by the columns' English names.
    ///
    /// - Parameters:
    ///   - further: columns behind the sheet's own, which a reader remarks and ignores.
    ///   - mark: what ties an edited copy to what was exported, behind all columns.
    package func write(
        _ rows: [SheetRow], of kind: SheetKind, further: [String] = [], mark: ExportMark? = nil
    ) -> [UInt8] {
        let definition = SheetDefinition.of(kind)
        let names = definition.columnNames + further
        let amounts = Set(definition.columns.filter(\.isMoney).map(\.name))
        return write(
            [names + (mark.map { [$0.text] } ?? [])]
                + rows.map { row in
                    names.map { name in
                        if case .number(let amount)? = row[name], amounts.contains(name) {
                            return style.cell(amount)
                        }
                        return row[name].map(text) ?? ""
                    }
                })
    }

    private func text(of value: SheetValue) -> String {
        switch value {
        case .text(let text), .word(let text), .period(let text): text
        case .date(let date): date.description
        case .time(let time, let zone):
            zone.map { "\(time) \(TimeReader.shortName(of: $0))" } ?? time.description
        case .number(let number): String(number)
        case .quantity(let quantity): quantity.plain(in: style.cells)
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        let isGuarded = FormulaGuard.isNeeded(for: text)
        // Quoted for every separator, since a spreadsheet may split by another than ours.
        guard isGuarded || text.utf8.contains(where: isSpecial) else {
            bytes += text.utf8
            return
        }
        let quote = UInt8(ascii: "\"")
        bytes.append(quote)
        if isGuarded { bytes.append(UInt8(ascii: "'")) }
        for byte in text.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "\""),
            UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            true
        default: false
        }
    }
}
