import Almanac
import Coordination

/// Reads one cell by its column's type: a value, nothing, or what is wrong with it.
struct CellReader: Sendable {
    let conventions: SheetConventions

    /// - Returns: nil when the cell is blank and may be.
    func read(_ cell: GridCell, of column: SheetColumn) throws(CellFault) -> SheetValue? {
        switch cell.content {
        case .text: return try read(cell.text, of: column)
        case .number: return try number(cell, of: column)
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
        let text =
            CellText.isBlank(raw) ? "" : try CellText.cleaned(raw, for: column.type.purpose)
        guard !text.isEmpty else { return try blank(column) }
        if text.utf8.first == UInt8(ascii: "#"), Self.errors.contains(text.uppercased()) {
            throw errorValue(of: column)
        }
        // A dash fills a cell that has nothing to say; among numbers it is zero.
        if text == "-" || text == "–", !column.isNumber { return try blank(column) }
        // Fewer bytes than characters are allowed are fewer characters, too.
        if text.utf8.count > column.length, text.count > column.length {
            throw CellFault(code: .tooLong, expected: TextBounds.tooLong(column.length))
        }
        let value = try value(text, of: column)
        guard !CellText.isTurned(raw, for: column.type.purpose) else {
            throw CellFault(
                code: .controlCharacter, severity: .warning,
                expected: BilingualText(
                    en:
                        "text without marks that turn the direction of writing: what it was shown as is "
                        + "not what stands there",
                    id: "teks tanpa tanda pembalik arah tulisan: yang tampak bukan yang tertulis"),
                ifTaken: BilingualText(
                    en: "; taken without them", id: "; dicatat tanpa tanda itu"),
                value: value)
        }
        return value
    }

    private func blank(_ column: SheetColumn) throws(CellFault) -> SheetValue? {
        guard column.isRequired else { return nil }
        throw CellFault(
            code: .required,
            expected: expectation(of: column)
                .followed(
                    en: " for “\(column.names.english)”; it may not be blank",
                    id: " untuk “\(column.names.indonesian)”; tidak boleh kosong"))
    }

    private func value(_ text: String, of column: SheetColumn) throws(CellFault) -> SheetValue {
        switch column.type {
        case .text, .note: return .text(text)
        case .code:
            guard !Self.isScientific(text) else { throw .digitsLost }
            guard let likeness = LookAlikes.likeness(of: text) else { return .text(text) }
            throw CellFault(
                code: .lookAlike, severity: .warning,
                expected: BilingualText(
                    en: "a code of one alphabet: this one has letters that only look like Latin "
                        + "ones, and is another code",
                    id: "kode dari satu abjad: kode ini memuat huruf yang hanya mirip huruf Latin, "
                        + "jadi bukan kode yang sama"),
                ifTaken: .asItStands, suggestion: likeness, value: .text(text))
        case .date:
            return .date(
                try DateReader(isDayFirst: conventions.isDayFirst, zone: conventions.zone)
                    .read(text))
        case .time: return try TimeReader.read(text)
        case .period:
            return .period(try PeriodReader(isDayFirst: conventions.isDayFirst).read(text))
        case .count, .quantity, .money:
            return try bounded(try numbers(of: column).read(text), column)
        case .phone:
            guard !Self.isScientific(text) else {
                var fault = CellFault.digitsLost
                fault.severity = .warning
                throw fault
            }
            return try PhoneReader(plan: conventions.phones).read(text)
        case .address: return .text(try MailAddressReader.read(text))
        case .addresses: return .text(try MailAddressReader.readSeveral(text))
        case .zone: return .text(try zone(text))
        case .word(let words):
            guard let word = words.word(for: text) else { throw unknownWord(text, words) }
            return .word(word)
        case .wordOrText(let words): return words.word(for: text).map { .word($0) } ?? .text(text)
        }
    }

    /// How numbers of a column are written: amounts in the office's currency.
    private func numbers(of column: SheetColumn) -> NumberReader {
        NumberReader(
            style: conventions.numbers, currency: column.isMoney ? conventions.currency : nil,
            decimals: column.isQuantity ? Quantity.decimals : 0)
    }

    /// `8.96213E+12`: what a spreadsheet shows and saves of a number that is long.
    private static func isScientific(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count < 30, let mark = bytes.lastIndex(where: { $0 == 0x45 || $0 == 0x65 })
        else { return false }
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let exponent = bytes[bytes.index(after: mark)...]
        guard exponent.count >= 3, exponent.dropFirst().allSatisfy(isDigit) else { return false }
        let parts = bytes[..<mark].split(omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
        }
        // Without a fraction, 2E-04 may be the name of a room.
        guard
            exponent.first == UInt8(ascii: "+")
                || exponent.first == UInt8(ascii: "-") && parts.count == 2
        else { return false }
        return parts.count <= 2 && parts[0].count == 1
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    /// A number that the file itself holds as one: no question of points and commas.
    private func number(_ cell: GridCell, of column: SheetColumn) throws(CellFault) -> SheetValue? {
        switch column.type {
        case .count, .quantity, .money:
            return try bounded(try numbers(of: column).stored(cell.text), column)
        // Excel counts days from an epoch and shows them as dates only where it is told to.
        case .date: throw bareNumber(.invalidDate, column)
        case .time: throw bareNumber(.invalidTime, column)
        case .code, .phone:
            // More digits than a spreadsheet's number holds.
            guard let number = Double(cell.text), number.magnitude < 1e15 else {
                throw .digitsLost
            }
            return try read(cell.shown, of: column)
        default: return try read(cell.shown, of: column)
        }
    }

    /// A date or time that the file itself holds as one.
    private func moment(
        _ date: CivilDate?, _ time: CivilTime?, _ text: String, of column: SheetColumn
    ) throws(CellFault) -> SheetValue? {
        switch (column.type, date, time) {
        case (.date, let date?, _): return .date(try DateReader.plausible(date))
        case (.time, _, let time?): return .time(time, zone: nil)
        // `2026-11` typed into a cell becomes the first of the month.
        case (.period, let date?, _) where date.day == 1:
            return .period(Period(.month, containing: date).description)
        case (.code, _, _): throw .codeAsMoment
        default: return try read(text, of: column)
        }
    }

    private func bounded(
        _ number: Int64, _ column: SheetColumn
    ) throws(CellFault) -> SheetValue {
        let range = column.range
        let value =
            column.isQuantity
            ? SheetValue.quantity(Quantity(thousandths: number)) : .number(number)
        guard !range.contains(number) else { return value }
        throw number < range.lowerBound
            ? .below(written(range.lowerBound, column), value: value)
            : .above(written(range.upperBound, column), value: value)
    }

    /// A number as somebody would write it into the column.
    func written(_ number: Int64, _ column: SheetColumn) -> String {
        if column.isQuantity {
            return Quantity(thousandths: number).plain(in: conventions.numbers)
        }
        return column.isMoney && conventions.currency.decimals > 0
            ? conventions.numbers.amount(number, of: conventions.currency) : String(number)
    }

    /// What a cell must hold, in words ready to show.
    func expectation(of column: SheetColumn) -> BilingualText {
        switch column.type {
        case .money: NumberReader.expectation(of: conventions.currency, conventions.numbers)
        case .quantity: NumberReader.expectedQuantity(conventions.numbers)
        case .phone: PhoneReader.expectation(conventions.phones)
        default: column.expectation
        }
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
            expected: expectation(of: column)
                .followed(en: ", not a bare number", id: ", bukan angka saja"))
    }

    private func errorValue(of column: SheetColumn) -> CellFault {
        let code: Finding.Code =
            switch column.type {
            case .count, .quantity, .money: .notANumber
            case .date, .period: .invalidDate
            case .time: .invalidTime
            default: .formulaWithoutValue
            }
        return CellFault(
            code: code,
            expected: expectation(of: column)
                .followed(en: ", not a formula's error", id: ", bukan kesalahan rumus"))
    }

    private static let errors: Set<String> = [
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    ]
}
