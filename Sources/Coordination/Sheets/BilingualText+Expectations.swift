package import Almanac

/// What several readers of sheets expect, worded once.
extension BilingualText {
    /// Of a cell that names an entry of one of these sheets.
    package static func expectedCode(in kinds: [SheetKind]) -> BilingualText {
        let names = kinds.map(\.words).joined(en: " or ", id: " atau ")
        return BilingualText(
            en: "a code of the \(names.english) sheet", id: "kode dari lembar \(names.indonesian)")
    }

    /// Of a cell that ends what begins on `start`.
    package static func expectedDate(from start: CivilDate) -> BilingualText {
        BilingualText(en: "a date from \(start) on", id: "tanggal \(start) atau sesudahnya")
    }

    /// Of a cell that names a time zone.
    package static let expectedTimeZone = BilingualText(
        en: "a time zone, such as Asia/Jakarta, or WIB, WITA, WIT",
        id: "zona waktu, misalnya Asia/Jakarta, atau WIB, WITA, WIT")
}
