package import Almanac

extension Office {
    /// How far the holidays that the office observes can be relied on.
    package var holidayCoverage: HolidayCoverage {
        HolidayCoverage(
            of: (profile.holidays + directory.holidays).filter {
                $0.hours == nil && (profile.observesJointLeave || $0.kind != .jointLeave)
            })
    }

    /// What the administrator should see to, a line a year: this year's holidays, and from October
    /// on the next year's. An office that names no holiday file misses none.
    package func holidayWarnings(at now: Instant) -> [String] {
        let today = profile.zone.civil(now).date
        let years = today.month >= 10 ? [today.year, today.year + 1] : [today.year]
        let coverage = holidayCoverage
        return years.compactMap { holidayWarning(for: $0, coverage.status(of: $0, from: today)) }
    }

    private func holidayWarning(
        for year: Int, _ status: HolidayCoverage.Status
    ) -> String? {
        let files = profile.holidayFiles.joined(separator: ", ")
        switch status {
        case .known: return nil
        case .missing where files.isEmpty: return nil
        case .missing:
            return "no national holidays of \(year) are known, so its holidays count as working "
                + "days: add them to \(files) and reload (tenggatctl reload), or import a holidays sheet"
        case .estimated(let days):
            let place = files.isEmpty ? "the holidays sheet" : "\(files) or the holidays sheet"
            let count = days.count == 1 ? "1 holiday" : "\(days.count) holidays"
            let first = days.first.map { ", the first on \($0)" } ?? ""
            return "\(count) of \(year) still estimated\(first): once the dates are announced, "
                + "correct them and mark them fixed in \(place)"
        }
    }
}
