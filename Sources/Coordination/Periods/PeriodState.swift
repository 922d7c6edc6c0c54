import Almanac

/// A period's life: it takes files, then none, then its figures are final.
package enum PeriodState: String, Codable, Hashable, Sendable, CaseIterable {
    case open
    /// Takes no more files, until it is opened again.
    case locked
    /// Its board is kept as it was.
    case closed

    package var words: BilingualText {
        switch self {
        case .open: BilingualText(en: "open", id: "terbuka")
        case .locked: BilingualText(en: "locked", id: "dikunci")
        case .closed: BilingualText(en: "closed", id: "ditutup")
        }
    }
}

extension Period {
    /// The one after it, of the same kind.
    package var next: Period { Period(kind, containing: lastDay.adding(days: 1)) }

    /// Whether another one of a shorter kind lies within.
    package func holds(_ other: Period) -> Bool {
        other.kind != kind && contains(other.firstDay) && contains(other.lastDay)
    }
}
