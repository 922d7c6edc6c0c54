import Almanac

extension Office {
    /// What a year lacks that the one before it had, for whoever enters it.
    ///
    /// - Parameter repeated: titles of deadlines that were entered by hand for each year until then, and
    ///   are not for this one.
    package func lacks(of year: Int, repeated titles: [String]) -> [BilingualText] {
        var lacks: [BilingualText] = []
        switch holidayCoverage.status(of: year) {
        case .known: break
        case .missing:
            lacks.append(
                BilingualText(
                    en:
                        "\(year) has no national holidays: they would count as working days. Import a "
                        + "holidays sheet once they are announced",
                    id:
                        "\(year) belum mempunyai libur nasional: hari libur akan dihitung hari kerja. "
                        + "Impor lembar holidays setelah diumumkan"))
        case .estimated(let days):
            lacks.append(
                BilingualText(
                    en:
                        "\(days.count) holidays of \(year) are estimated: correct and mark them as fixed "
                        + "once they are announced",
                    id:
                        "\(days.count) hari libur \(year) masih perkiraan: perbaiki dan tandai pasti "
                        + "setelah diumumkan"))
        }
        let hasTargets = { (year: Int) in
            directory.targets.contains { $0.period.hasPrefix("\(year)-") }
        }
        if hasTargets(year - 1), !hasTargets(year) {
            lacks.append(
                BilingualText(
                    en: "\(year) has no targets: import a targets sheet",
                    id: "\(year) belum mempunyai target: impor lembar targets"))
        }
        lacks += titles.map { title in
            BilingualText(
                en: "“\(title)” was entered for each year until now, and is not for \(year)",
                id: "“\(title)” selama ini dicatat tiap tahun, dan belum untuk \(year)")
        }
        return lacks
    }
}
