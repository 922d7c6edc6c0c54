package import Almanac

extension CivilDate {
    /// As people write it in a sentence: `18 December 2026`, `18 Desember 2026`.
    package var words: BilingualText {
        let month = Period.monthNames(of: month)
        return BilingualText(
            en: "\(day) \(month.english) \(year)", id: "\(day) \(month.indonesian) \(year)")
    }
}
