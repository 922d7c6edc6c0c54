import Almanac
import Coordination

/// Reads one cell by its column's type: a value, nothing, or what is wrong with it.
struct CellReader: Sendable {
    let conventions: SheetConventions

    /// - Returns: nil when the cell is blank and may be.
    func read(_ cell: GridCell, of column: SheetColumn) throws(CellFault) -> SheetValue? {
        switch cell.content {
        case .text: return try read(cell.text, of: column)
        case .number: return try number(cell.text, of: column)
        case .moment(let date, let time): return try moment(date, time, cell.text, of: column)
        case .error: throw errorValue(of: column)
        case .formulaWithoutValue:
            throw CellFault(
                code: .formulaWithoutValue,
                expected: BilingualText(
                    en: "a value: open the workbook in Excel and save it, so that it stores one",
                    id: "nilai: buka buku kerja di Excel, lalu simpan agar nilainya tersimpan"))
        }
    }

    private func read(
        _ raw: String, of column: SheetColumn
    ) throws(CellFault) -> SheetValue? {
        let isNote = if case .note = column.type { true } else { false }
        let text = CellText.isBlank(raw) ? "" : try CellText.cleaned(raw, allowsLines: isNote)
        guard !text.isEmpty else { return try blank(column) }
        if text.utf8.first == UInt8(ascii: "#"), Self.errors.contains(text.uppercased()) {
            throw errorValue(of: column)
        }
        // A dash fills a cell that has nothing to say; among numbers it is zero.
        if text == "-" || text == "–", !column.isNumber { return try blank(column) }
        return try value(text, of: column)
    }

    private func blank(_ column: SheetColumn) throws(CellFault) -> SheetValue? {
        guard column.isRequired else { return nil }
        throw CellFault(
            code: .required,
            expected: column.expectation
                .followed(en: "; it may not be blank", id: "; tidak boleh kosong"))
    }

    private func value(_ text: String, of column: SheetColumn) throws(CellFault) -> SheetValue {
        switch column.type {
        case .text, .code, .note: return .text(text)
        case .date: return .date(try DateReader(isDayFirst: conventions.isDayFirst).read(text))
        case .time: return try TimeReader.read(text)
        case .period:
            return .period(try PeriodReader(isDayFirst: conventions.isDayFirst).read(text))
        case .count, .money:
            let isMoney = if case .money = column.type { true } else { false }
            let marks = isMoney ? conventions.currencyMarks : []
            return try bounded(
                try NumberReader(isMoney: isMoney, currencyMarks: marks).read(text), column)
        case .phone: return try PhoneReader(callingCode: conventions.callingCode).read(text)
        case .address: return .text(try MailAddressReader.read(text))
        case .addresses: return .text(try MailAddressReader.readSeveral(text))
        case .zone: return .text(try zone(text))
        case .word(let words):
            guard let word = words.word(for: text) else { throw unknownWord(text, words) }
            return .word(word)
        case .wordOrText(let words): return words.word(for: text).map { .word($0) } ?? .text(text)
        }
    }

    /// A number that the file itself holds as one: no question of points and commas.
    private func number(_ text: String, of column: SheetColumn) throws(CellFault) -> SheetValue? {
        switch column.type {
        case .count, .money: return try bounded(try NumberReader.stored(text), column)
        // Excel counts days from an epoch and shows them as dates only where it is told to.
        case .date: throw bareNumber(.invalidDate, column)
        case .time: throw bareNumber(.invalidTime, column)
        default: return try read(text, of: column)
        }
    }

    /// A date or time that the file itself holds as one.
    private func moment(
        _ date: CivilDate?, _ time: CivilTime?, _ text: String, of column: SheetColumn
    ) throws(CellFault) -> SheetValue? {
        switch (column.type, date, time) {
        case (.date, let date?, nil): return .date(date)
        case (.date, let date?, let time?) where time.secondOfDay == 0: return .date(date)
        case (.time, _, let time?): return .time(time, zone: nil)
        // `2026-11` typed into a cell becomes the first of the month.
        case (.period, let date?, _) where date.day == 1:
            return .period(Period(.month, containing: date).description)
        default: return try read(text, of: column)
        }
    }

    private func bounded(
        _ number: Int64, _ column: SheetColumn
    ) throws(CellFault) -> SheetValue {
        guard !column.range.contains(number) else { return .number(number) }
        throw number < column.range.lowerBound
            ? .below(column.range.lowerBound, value: .number(number))
            : .above(column.range.upperBound, value: .number(number))
    }

    private func zone(_ text: String) throws(CellFault) -> String {
        if let zone = TimeReader.zones[text.uppercased()] { return zone }
        guard conventions.knowsZone(text) else {
            throw CellFault(code: .unknownWord, expected: .expectedTimeZone)
        }
        return text
    }

    private func unknownWord(_ text: String, _ words: AllowedWords) -> CellFault {
        CellFault(
            code: .unknownWord, expected: words.wording,
            suggestion: CodeSuggestion.nearest(to: text, among: words.spellings)
                .flatMap(words.word(for:)))
    }

    private func bareNumber(_ code: Finding.Code, _ column: SheetColumn) -> CellFault {
        CellFault(
            code: code,
            expected: column.expectation
                .followed(en: ", not a bare number", id: ", bukan angka saja"))
    }

    private func errorValue(of column: SheetColumn) -> CellFault {
        let code: Finding.Code =
            switch column.type {
            case .count, .money: .notANumber
            case .date, .period: .invalidDate
            case .time: .invalidTime
            default: .formulaWithoutValue
            }
        return CellFault(
            code: code,
            expected: column.expectation
                .followed(en: ", not a formula's error", id: ", bukan galat rumus"))
    }

    private static let errors: Set<String> = [
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    ]
}
