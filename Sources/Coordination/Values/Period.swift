package import Almanac

/// How long a stretch of business is.
package enum PeriodKind: String, Codable, Hashable, Sendable, CaseIterable {
    case month, quarter
}

/// A stretch of business that opens and closes: `2026-11` or `2026-Q4`.
package struct Period: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let kind: PeriodKind
    package let firstDay: CivilDate
    package let lastDay: CivilDate

    /// Reads `2026-11` or `2026-Q4`; nil when it is neither.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, let year = Int(parts[0]) else { return nil }
        if parts[1].count == 2, parts[1].hasPrefix("Q"), let quarter = Int(parts[1].dropFirst()),
            (1...4).contains(quarter)
        {
            self.init(kind: .quarter, year: year, firstMonth: quarter * 3 - 2)
        } else if parts[1].count == 2, let month = Int(parts[1]), (1...12).contains(month) {
            self.init(kind: .month, year: year, firstMonth: month)
        } else {
            return nil
        }
    }

    /// The period of a kind that holds a date.
    package init(_ kind: PeriodKind, containing date: CivilDate) {
        let first = kind == .month ? date.month : (date.month - 1) / 3 * 3 + 1
        guard let period = Period(kind: kind, year: date.year, firstMonth: first) else {
            preconditionFailure("every date lies in a period")
        }
        self = period
    }

    /// The one of the same kind before it.
    package var previous: Period { Period(kind, containing: firstDay.adding(days: -1)) }

    private init?(kind: PeriodKind, year: Int, firstMonth: Int) {
        guard let first = CivilDate(year: year, month: firstMonth, day: 1) else { return nil }
        self.kind = kind
        firstDay = first
        lastDay = first.adding(months: kind == .month ? 0 : 2).lastOfMonth
    }

    package var description: String {
        switch kind {
        case .month: String(firstDay.description.prefix(7))
        case .quarter: "\(firstDay.description.prefix(4))-Q\((firstDay.month + 2) / 3)"
        }
    }

    /// Whether a day lies in the period.
    package func contains(_ date: CivilDate) -> Bool { firstDay <= date && date <= lastDay }

    package static func < (left: Period, right: Period) -> Bool {
        (left.firstDay, left.lastDay) < (right.firstDay, right.lastDay)
    }
}

extension Period {
    /// What people call it: `November 2026`, `Q4 2026` or `triwulan IV 2026`.
    package var words: BilingualText {
        let year = firstDay.year
        switch kind {
        case .month:
            return Self.monthNames(of: firstDay.month)
                .followed(en: " \(year)", id: " \(year)")
        case .quarter:
            let quarter = (firstDay.month + 2) / 3
            let roman = ["I", "II", "III", "IV"][quarter - 1]
            return BilingualText(en: "Q\(quarter) \(year)", id: "triwulan \(roman) \(year)")
        }
    }

    /// What a month is called, counted from 1.
    static func monthNames(of month: Int) -> BilingualText {
        BilingualText(en: english[month - 1], id: indonesian[month - 1])
    }

    private static let indonesian = [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
        "Oktober", "November", "Desember",
    ]
    private static let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}
