import Coordination

/// One column that a sheet may have: its names, what its cells hold, and what they must keep to.
struct SheetColumn: Sendable {
    /// The English name, by which rows are asked.
    let name: String
    /// What else headers call it, Indonesian first.
    let aliases: [String]
    let type: CellType
    let isRequired: Bool
    /// What a number must lie in.
    private(set) var range = -limit...limit
    /// Whether its sum stands in a reading's totals.
    private(set) var isSummed = false
    /// The most characters of a cell.
    private(set) var length: Int

    /// The largest number that one row may hold: a whole sheet of them adds up within 64 bits.
    private static let limit: Int64 = 10_000_000_000_000

    /// What cells of a column hold.
    enum CellType: Sendable {
        /// One line of text.
        case text
        /// What something is called by others: text, too.
        case code
        /// Text that may have several lines.
        case note
        case date, time, period
        /// Pieces: no currency, no fraction.
        case count
        /// Of a unit that may have decimals.
        case quantity
        /// The currency's smallest unit used.
        case money
        case phone
        /// One mail address.
        case address
        /// Several of them.
        case addresses
        /// A time zone's name, or WIB, WITA, WIT.
        case zone
        case word(AllowedWords)
        /// One of the words, or text that somebody else understands.
        case wordOrText(AllowedWords)
    }

    /// A column as SHEETS writes it: a `*` behind the English name makes it required.
    init(_ name: String, _ aliases: String..., type: CellType = .text) {
        let isRequired = name.hasSuffix("*")
        self.init(
            isRequired ? String(name.dropLast()) : name, aliases: aliases, type: type,
            isRequired: isRequired)
    }

    init(_ name: String, aliases: [String], type: CellType, isRequired: Bool) {
        self.isRequired = isRequired
        self.name = name
        self.aliases = aliases
        self.type = type
        length = type.length
    }

    /// The same column, with room for a sentence or two.
    var ofSentences: SheetColumn {
        var column = self
        column.length = TextBounds.sentence
        return column
    }

    /// The same column, its numbers bounded.
    func within(_ range: ClosedRange<Int64>) -> SheetColumn {
        var column = self
        column.range = range
        return column
    }

    func atLeast(_ least: Int64) -> SheetColumn { within(least...Self.limit) }

    func atMost(_ most: Int64) -> SheetColumn { within(-Self.limit...most) }

    /// The same column, counted into a reading's totals.
    var summed: SheetColumn {
        var column = self
        column.isSummed = true
        return column
    }
}

extension SheetColumn {
    var isNumber: Bool {
        switch type {
        case .count, .quantity, .money: true
        default: false
        }
    }

    /// Whether it says when something is.
    var isMoment: Bool {
        switch type {
        case .date, .time, .period: true
        default: false
        }
    }

    var isZone: Bool { if case .zone = type { true } else { false } }

    var isMoney: Bool { if case .money = type { true } else { false } }

    var isQuantity: Bool { if case .quantity = type { true } else { false } }

    /// What a cell must hold, in words ready to show.
    var expectation: BilingualText { type.expectation }

    /// What messages call it: each name is one that a header may use.
    var names: BilingualText { BilingualText(en: name, id: aliases.first ?? name) }
}

extension SheetColumn.CellType {
    /// What its texts are for, which decides what of them is no more than dust.
    var purpose: CellText.Purpose {
        switch self {
        case .text: .line
        // Addresses stand below each other, too.
        case .note, .address, .addresses: .lines
        default: .code
        }
    }

    /// The most characters that a cell of the type has.
    fileprivate var length: Int {
        switch self {
        case .code: TextBounds.code
        case .note: TextBounds.note
        case .addresses: TextBounds.sentence * 4
        default: TextBounds.line
        }
    }

    var expectation: BilingualText {
        switch self {
        case .text, .note: BilingualText(en: "text", id: "teks")
        case .code: BilingualText(en: "a code", id: "kode")
        case .date:
            BilingualText(en: "a date, such as 2026-12-04", id: "tanggal, misalnya 2026-12-04")
        case .time:
            BilingualText(
                en: "a time, such as 15:00, 15.00 or 15.00 WITA",
                id: "jam, misalnya 15:00, 15.00, atau 15.00 WITA")
        case .period:
            BilingualText(
                en: "a period, such as 2026-11 or 2026-Q4",
                id: "periode, misalnya 2026-11 atau 2026-Q4")
        case .count:
            BilingualText(en: "a whole number, such as 12", id: "bilangan bulat, misalnya 12")
        case .quantity: NumberReader.expectedQuantity(.pointComma)
        case .money:
            BilingualText(
                en: "a whole amount, such as 1.250.000", id: "nominal bulat, misalnya 1.250.000")
        case .phone:
            BilingualText(
                en: "a telephone number, such as +62 812-3456789",
                id: "nomor telepon, misalnya +62 812-3456789")
        case .address, .addresses:
            BilingualText(
                en: "a mail address, such as nama@example.com",
                id: "alamat surel, misalnya nama@example.com")
        case .zone: .expectedTimeZone
        case .word(let words), .wordOrText(let words): words.wording
        }
    }
}
