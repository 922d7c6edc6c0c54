import Almanac
import CXLSXWriter

/// One worksheet of a workbook while it is written: row by row, from the top.
@safe final class WorksheetFile {
    /// Excel's own bounds (Excel specifications and limits).
    static let rows = 1_048_576
    static let textLength = 32_767

    private let worksheet: UnsafeMutablePointer<lxw_worksheet>
    private let workbook: WorkbookFile
    /// The longest text of each column, in characters.
    private var lengths: [Int: Int] = [:]
    private var last = (row: 0, column: 0)

    @unsafe init(_ worksheet: UnsafeMutablePointer<lxw_worksheet>, of workbook: WorkbookFile) {
        unsafe self.worksheet = worksheet
        self.workbook = workbook
    }

    /// - Parameters:
    ///   - row: from 0, never above the row that was written before.
    ///   - isMeasured: whether its column becomes wide enough for it.
    func write(
        _ cell: WorkbookCell, row: Int, column: Int, style: WorkbookStyle = .plain,
        isMeasured: Bool = true
    ) throws(WorkbookFile.Failure) {
        let (at, beside) = (UInt32(row), UInt16(column))
        last = (max(last.row, row), max(last.column, column))
        switch cell {
        case .blank:
            let format = unsafe workbook.format(style, number: "")
            // Only a look makes a blank cell worth writing.
            guard unsafe format != nil else { return }
            try check(unsafe worksheet_write_blank(worksheet, at, beside, format))
        case .text(let text):
            let text = WorkbookText.fitting(text)
            let lines = text.split(whereSeparator: \.isNewline)
            if isMeasured { measure(lines.map(\.count).max() ?? 0, column) }
            var style = style
            // Lines that are not wrapped run into the cells above.
            if lines.count > 1 { style.isWrapped = true }
            let format = unsafe workbook.format(style, number: "")
            try check(unsafe worksheet_write_string(worksheet, at, beside, text, format))
        case .number(let number, let format):
            if isMeasured { measure(style.isGrouped ? 15 : 10, column) }
            try write(
                number, at, beside, style, as: format ?? (style.isGrouped ? "#,##0" : ""))
        case .date(let date):
            guard let serial = Self.serial(date) else {
                return try write(
                    .text(date.description), row: row, column: column, style: style)
            }
            measure(10, column)
            try write(serial, at, beside, style, as: "yyyy\\-mm\\-dd")
        case .time(let time):
            measure(8, column)
            try write(
                Self.serial(time), at, beside, style,
                as: time.second == 0 ? "hh:mm" : "hh:mm:ss")
        case .moment(let date, let time):
            guard let serial = Self.serial(date) else {
                return try write(
                    .text("\(date) \(time)"), row: row, column: column, style: style)
            }
            measure(16, column)
            try write(
                serial + Self.serial(time), at, beside, style,
                as: time.second == 0 ? "yyyy\\-mm\\-dd\\ hh:mm" : "yyyy\\-mm\\-dd\\ hh:mm:ss")
        }
    }

    private func write(
        _ number: Double, _ row: UInt32, _ column: UInt16, _ style: WorkbookStyle,
        as format: String
    ) throws(WorkbookFile.Failure) {
        let format = unsafe workbook.format(style, number: format)
        try check(unsafe worksheet_write_number(worksheet, row, column, number, format))
    }

    /// A note that shows when somebody points at the cell.
    func comment(_ text: String, row: Int, column: Int) throws(WorkbookFile.Failure) {
        let text = WorkbookText.fitting(text)
        let lines = text.split(separator: "\n").reduce(0) { $0 + 1 + $1.count / 44 }
        try check(
            unsafe cxlsxwriter_comment(
                worksheet, UInt32(row), UInt16(column), text, 290,
                UInt16(min(400, 14 + 16 * lines))))
    }

    /// Has a cell offer what may be written into it; other words are taken, too.
    ///
    /// - Parameter choices: dropped where they are more than a cell can offer.
    func offer(_ choices: [String], row: Int, column: Int) throws(WorkbookFile.Failure) {
        let text = choices.joined(separator: "\n")
        guard !choices.isEmpty, choices.count <= 24, text.utf8.count <= Self.offerLength else {
            return
        }
        try check(unsafe cxlsxwriter_offer(worksheet, UInt32(row), UInt16(column), text))
    }

    /// What one cell offers, in all (Excel specifications and limits).
    private static let offerLength = 255

    /// Hides a row; before its cells are written.
    func hide(row: Int) throws(WorkbookFile.Failure) {
        try check(unsafe cxlsxwriter_hide_row(worksheet, UInt32(row)))
    }

    /// Keeps everything down to a header in sight, with a filter on its columns where that is wanted.
    ///
    /// - Parameter columns: how many the filter covers; nil is all that were written.
    func keepHeader(
        row: Int, isFiltered: Bool, columns: Int? = nil
    ) throws(WorkbookFile.Failure) {
        unsafe worksheet_freeze_panes(worksheet, UInt32(row + 1), 0)
        guard isFiltered else { return }
        try check(
            unsafe worksheet_autofilter(
                worksheet, UInt32(row), 0, UInt32(max(row, last.row)),
                UInt16(columns.map { $0 - 1 } ?? last.column)))
    }

    /// Has cells of a column offer what stands in other cells; other words are taken, too.
    ///
    /// - Parameters:
    ///   - formula: names them: `='Columns'!$A$2:$A$9`.
    ///   - rows: from 0.
    func offer(
        from formula: String, rows: ClosedRange<Int>, column: Int
    ) throws(WorkbookFile.Failure) {
        try check(
            unsafe cxlsxwriter_offer_from(
                worksheet, UInt32(rows.lowerBound), UInt32(rows.upperBound), UInt16(column),
                formula))
    }

    /// Writes a cell that nobody sees into the header, and hides its column.
    ///
    /// - Parameter row: from 0.
    func hide(
        _ cell: WorkbookCell, row: Int = 0, inHeaderOf column: Int
    ) throws(WorkbookFile.Failure) {
        try write(cell, row: row, column: column, isMeasured: false)
        try check(unsafe cxlsxwriter_hide_column(worksheet, UInt16(column)))
    }

    /// Sets the columns' widths by what was written; the printed page is as wide as the sheet.
    ///
    /// - Parameter widest: in characters; longer texts are cut by the next cell.
    func finish(widest: Int = 44) throws(WorkbookFile.Failure) {
        for (column, length) in lengths.sorted(by: { $0.key < $1.key }) {
            try check(
                unsafe worksheet_set_column(
                    worksheet, UInt16(column), UInt16(column),
                    Double(min(widest, max(6, length)) + 3), nil))
        }
        // Codes and telephone numbers are texts; Excel need not complain of each.
        let (rows, columns) = (last.row + 1, CellName.letters(last.column))
        try check(
            unsafe worksheet_ignore_errors(
                worksheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:\(columns)\(rows)")
        )
        unsafe worksheet_set_landscape(worksheet)
        unsafe worksheet_set_paper(worksheet, 9)
        unsafe worksheet_fit_to_pages(worksheet, 1, 0)
    }

    private func measure(_ length: Int, _ column: Int) {
        lengths[column] = max(lengths[column] ?? 0, length)
    }

    private func check(_ outcome: lxw_error) throws(WorkbookFile.Failure) {
        guard outcome == LXW_NO_ERROR else {
            throw WorkbookFile.Failure(
                description: "a cell could not be written: \(WorkbookFile.words(of: outcome))")
        }
    }

    /// Excel's number of a day; nil before 1900, which it cannot show. Its first two months are one
    /// off, since it holds 1900 for a leap year.
    private static func serial(_ date: CivilDate) -> Double? {
        let serial = date.dayNumber + 25_569
        guard serial > 1, date.year < 10_000 else { return nil }
        return Double(serial < 61 ? serial - 1 : serial)
    }

    private static func serial(_ time: CivilTime) -> Double { Double(time.secondOfDay) / 86_400 }
}

/// Texts as a workbook can hold them.
enum WorkbookText {
    /// At most as long as a cell can hold, and nothing in it that readers would take for an escaped
    /// character (ECMA-376 part 1, 22.9.2.19).
    static func fitting(_ text: String) -> String {
        var text = text
        if text.utf8.count > WorksheetFile.textLength {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: text.unicodeScalars.prefix(WorksheetFile.textLength / 2))
            text = String(view)
        }
        guard text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        for index in bytes.indices {
            if isEscape(bytes[index...].prefix(7)) { result += Array("_x005F".utf8) }
            result.append(bytes[index])
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// `_x000D_`.
    private static func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count == 7, let first = bytes.first, let last = bytes.last else { return false }
        let isHexadecimal = { (byte: UInt8) in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                UInt8(ascii: "A")...UInt8(ascii: "F"):
                true
            default: false
            }
        }
        return first == UInt8(ascii: "_") && bytes.dropFirst().first == UInt8(ascii: "x")
            && last == UInt8(ascii: "_") && bytes.dropFirst(2).dropLast().allSatisfy(isHexadecimal)
    }
}

/// What a worksheet may be called.
enum WorksheetName {
    /// The nearest name that Excel takes: at most 31 characters, none of `[]:*?/\`, no apostrophe at
    /// either end.
    static func fitting(_ text: String) -> String {
        let plain = text.map { "[]:*?/\\".contains($0) || $0.isNewline ? "-" : $0 }
        var name =
            String(plain.prefix(31)).utf16.count > 31
            ? String(plain.prefix(15)) : String(plain.prefix(31))
        while name.hasPrefix("'") || name.hasPrefix(" ") { name.removeFirst() }
        while name.hasSuffix("'") || name.hasSuffix(" ") { name.removeLast() }
        return name.isEmpty || name.lowercased() == "history" ? "Data" : name
    }
}
