package import Almanac
package import Coordination

/// Reads a spreadsheet's file into typed rows, or says what is wrong with it: everything, never only
/// the first fault.
package struct SheetReader: Sendable {
    /// Further header names: by sheet, by column, each with its aliases.
    private let aliases: [SheetKind: [String: [String]]]
    private let isDayFirst: Bool

    /// What one file may hold.
    static let sizeLimit = 32 << 20

    /// - Parameter isDayFirst: whether `04/12/2026` is the fourth of December.
    package init(aliases: [SheetKind: [String: [String]]] = [:], isDayFirst: Bool = true) {
        self.aliases = aliases
        self.isDayFirst = isDayFirst
    }

    /// Reads a file, whatever its bytes are.
    ///
    /// - Parameters:
    ///   - fileName: as the sender gave it, without folders.
    ///   - kind: what it is, where it cannot be recognised; nil recognises it.
    ///   - today: due dates before it get a warning; nil leaves them be.
    package func read(
        _ bytes: [UInt8], fileName: String, as kind: SheetKind? = nil, today: CivilDate? = nil
    ) -> SheetReading {
        var reading = SheetReading(file: fileName)
        guard bytes.count <= Self.sizeLimit else {
            return reading.refused(.tooLarge, expected: "a file of at most 32 MiB")
        }
        // What every XLSX and every old XLS begins with.
        if bytes.starts(with: [0x50, 0x4B]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
            || fileName.lowercased().hasSuffix(".xlsx")
        {
            return reading.refused(
                .notAWorkbook,
                expected: "a CSV file: this version reads no workbooks; save the sheet as CSV UTF-8"
            )
        }
        guard let (text, remark) = SheetText.decode(bytes) else {
            return reading.refused(
                .unknownEncoding, expected: "a text file; save it as CSV UTF-8")
        }
        if let remark { reading.remarks.append(remark) }
        let (stated, body) = Self.separatorLine(of: text)
        do {
            let (grid, outcome) = try layout(body, separator: stated, as: kind)
            read(grid, as: outcome, today: today, into: &reading)
        } catch {
            reading = reading.refused(
                error.kind == .tooLarge ? .tooLarge : .unclosedQuote,
                cell: "A\(error.record)", expected: error.message)
        }
        return reading
    }

    /// Splits the text with the separator under which most of it makes sense.
    private func layout(
        _ text: [UInt8], separator: UInt8?, as kind: SheetKind?
    ) throws(CSVParser.Fault) -> (Grid, Recognition.Outcome) {
        var best: (separator: UInt8, score: Int)?
        for candidate in separator.map({ [$0] }) ?? CSVParser.separators {
            let head = Grid(
                records: (try? CSVParser(separator: candidate).parse(text, limit: 20)) ?? [])
            let score = Self.score(
                Recognition.recognise(head, as: kind, extra: aliases), of: head)
            if score > best?.score ?? -1 { best = (candidate, score) }
        }
        let grid = Grid(
            records: try CSVParser(separator: best?.separator ?? 0x3B).parse(text))
        return (grid, Recognition.recognise(grid, as: kind, extra: aliases))
    }

    /// A recognised sheet beats any that is not; among the others, more columns are better.
    private static func score(_ outcome: Recognition.Outcome, of grid: Grid) -> Int {
        switch outcome {
        case .recognised(let recognition): 10_000 + recognition.explained
        case .ambiguous: 5_000
        case .missing, .unrecognised: grid.records.map(\.count).max() ?? 0
        }
    }

    /// A first line `sep=;` names the separator; records are counted from the line after it.
    private static func separatorLine(of text: [UInt8]) -> (separator: UInt8?, body: [UInt8]) {
        guard text.count > 4, text.prefix(4).elementsEqual("sep=".utf8) else { return (nil, text) }
        let rest = text.dropFirst(5).drop { $0 != 0x0A }
        return (text[4], Array(rest.dropFirst()))
    }

    private func read(
        _ grid: Grid, as outcome: Recognition.Outcome, today: CivilDate?,
        into reading: inout SheetReading
    ) {
        switch outcome {
        case .recognised(let recognition):
            var rows = RowReader(
                grid: grid, recognition: recognition, cells: CellReader(isDayFirst: isDayFirst),
                today: today)
            rows.read(into: &reading)
        case .ambiguous(let kinds, let header):
            reading = reading.refused(
                .ambiguousSheet, cell: "A\(grid.number(ofRecord: header))",
                value: grid.records[header].first ?? "",
                expected: "a sheet of one kind; this could be "
                    + kinds.map(\.rawValue).joined(separator: " or ") + ": say which with --as")
        case .missing(let columns, let kind):
            reading.kind = kind
            reading = reading.refused(
                .missingColumns, cell: "A1", value: grid.records.first?.first ?? "",
                expected: "a \(kind.rawValue) sheet with the columns "
                    + columns.joined(separator: ", "))
        case .unrecognised:
            reading = reading.refused(
                .unrecognisedSheet, cell: "A1", value: grid.records.first?.first ?? "",
                expected: "a header row with all the required columns of one of the sheets: "
                    + SheetKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
    }
}

extension SheetReading {
    /// The reading of a file that nothing can be taken from.
    fileprivate func refused(
        _ code: Finding.Code, cell: String = "", value: String = "", expected: String
    ) -> SheetReading {
        var reading = self
        reading.findings.append(
            Finding(file: file, cell: cell, code: code, value: value, expected: expected))
        return reading
    }
}
