import Coordination

extension ExampleRow {
    /// What a cell of the example says, in every language.
    enum Value {
        /// The example's own code.
        case code
        case text(BilingualText)
        case number(Int)
    }

    /// The example's cells by the columns' English names; dates and periods, which are counted from the day on which it
    /// is written, left out.
    static func values(of kind: SheetKind) -> [String: Value] {
        let both = { (english: String, indonesian: String) in
            Value.text(BilingualText(en: english, id: indonesian))
        }
        let same = { (text: String) in both(text, text) }
        return switch kind {
        case .people:
            [
                "name": same("Sari Wulandari"), "email": same("sari@example.com"),
                "phone": same("0812-3456-7890"), "team": same("JKT"), "role": same("sales"),
                "language": both("en", "id"),
            ]
        case .teams:
            ["name": same("Jakarta"), "manager": .code, "email": same("jakarta@example.com")]
        case .clients:
            [
                "name": same("PT Sinar Baru"), "contact": same("Hendra Wijaya"),
                "salutation": both("Mr", "Bapak"), "email": same("hendra@example.com"),
                "language": same("id"), "notices": both("approval", "persetujuan"),
            ]
        case .deadlines:
            [
                "title": both("Monthly sales report", "Laporan penjualan bulanan"),
                "owner": .code, "due_time": same("15:00"), "repeat": both("monthly", "bulanan"),
            ]
        case .orders:
            [
                "client_po": same("PO-88"), "line": same("1"), "client": .code,
                "item": both("Meeting table 240 cm", "Meja rapat 240 cm"), "quantity": .number(5),
                "unit": same("unit"), "salesperson": .code,
            ]
        case .reasons:
            [
                "id": same("kapal terlambat berangkat"), "en": same("the ship left late"),
                "client_safe": both("yes", "ya"),
            ]
        case .targets: ["target_amount": .number(250_000_000)]
        case .holidays:
            [
                "name": both(
                    "\(code.english): the office's anniversary",
                    "\(code.indonesian): hari jadi kantor"),
                "kind": both("office", "kantor"),
            ]
        case .delegations: ["stand_in": .code, "reason": both("leave", "cuti")]
        case .achievements:
            [
                "salesperson": .code, "product": same("MEJA-240"), "units": .number(5),
                "amount": .number(12_500_000),
            ]
        case .collections:
            ["team": same("JKT"), "client": .code, "amount": .number(12_500_000)]
        case .expenses:
            [
                "team": same("JKT"), "category": both("travel", "perjalanan"),
                "amount": .number(850_000),
            ]
        case .decisions: [:]
        }
    }

    /// A row of the example that somebody has written over and left its code in: what it says would be lost.
    ///
    /// - Returns: nil where the row is the example as it was, but for its dates.
    static func overwriting(of row: GridRow, in match: HeaderMatch) -> CellFault? {
        let kind = match.definition.kind
        let values = values(of: kind)
        let own = column(of: kind)
        let isEdited = match.columns.contains { bound in
            guard bound.constant == nil, !isDated(bound.column) else { return false }
            let text = bound.position < row.cells.count ? row.cells[bound.position].text : ""
            if bound.column.name == own, values[own] == nil { return false }
            return !says(values[bound.column.name], text)
        }
        guard isEdited else { return nil }
        return CellFault(
            code: .unknownCode,
            expected: BilingualText(
                en: "what is this row's own, in place of the example's: the row was changed, and "
                    + "is not taken as long as it is marked as the example",
                id:
                    "milik baris ini sendiri sebagai ganti tanda contoh: isi baris sudah diubah, tetapi "
                    + "tidak diambil selama masih bertanda contoh"))
    }

    private static func isDated(_ column: SheetColumn) -> Bool {
        switch column.type {
        case .date, .period: true
        default: false
        }
    }

    /// Whether a cell says what the example's does.
    private static func says(_ value: Value?, _ text: String) -> Bool {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        switch value {
        case nil: return text.isEmpty
        case .code: return isCode(text)
        case .text(let words):
            return [words.english, words.indonesian].contains { $0.lowercased() == text }
                // A program may have made a time or a number of it.
                || text.hasPrefix(words.english.lowercased()) && words.english.contains(":")
        case .number(let number):
            let digits = text.filter { $0.isNumber }
            return digits == String(number) || digits == "\(number)00"
        }
    }
}
