import Coordination

/// Why a cell cannot be taken as it stands.
struct CellFault: Error, Hashable {
    var code: Finding.Code
    var severity = Finding.Severity.blocker
    /// What was wanted, ready to show.
    var expected: BilingualText
    /// What is done with it all the same, where the row is taken.
    var ifTaken: BilingualText?
    var suggestion: String?
    /// What could be read all the same; nil when nothing could.
    var value: SheetValue?
    /// Whether the value is only part of what the cell says, good for an entry of which nothing is
    /// known yet, and no reason to change one that is.
    var isPartial = false

    /// Whether a cell holds something that does not say what it means.
    var isUnreadable: Bool { code != .required && (value == nil || isPartial) }
}

extension CellFault {
    /// A number above what may be; `value` keeps it where it could be read.
    static func above(_ limit: String, value: SheetValue? = nil) -> CellFault {
        CellFault(
            code: .outOfRange,
            expected: BilingualText(
                en: "a number of at most \(limit)", id: "bilangan paling besar \(limit)"),
            value: value)
    }

    /// A number below what may be; `value` keeps it.
    static func below(_ limit: String, value: SheetValue) -> CellFault {
        CellFault(
            code: .outOfRange,
            expected: BilingualText(
                en: "a number of at least \(limit)", id: "bilangan paling kecil \(limit)"),
            value: value)
    }

    /// A number of which a spreadsheet has rounded the last digits away.
    static let digitsLost = CellFault(
        code: .digitsLost,
        expected: BilingualText(
            en: "every digit of the code: a spreadsheet has rounded this number; format the column "
                + "as text and enter the number anew",
            id: "kode dengan semua angkanya: angka ini sudah dibulatkan oleh lembar kerja; atur "
                + "format kolom sebagai teks, lalu ketik ulang"))
}

extension CellFault {
    /// A code such as `12-1` that a spreadsheet has turned into a date, or `1:30` into a time.
    static let codeAsMoment = CellFault(
        code: .digitsLost,
        expected: BilingualText(
            en:
                "the code as it is written: a spreadsheet has turned it into a date or time; format "
                + "the column as text and enter it anew",
            id:
                "kode seperti tertulis: lembar kerja telah mengubahnya menjadi tanggal atau jam; "
                + "atur format kolom sebagai teks, lalu ketik ulang"))
}

extension BilingualText {
    /// Of a cell that is odd, and nobody's to change.
    static let asItStands = BilingualText(en: "; taken as it stands", id: "; dicatat apa adanya")
}
