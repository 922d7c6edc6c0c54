/// A day on which an office that observes it is closed.
package struct Holiday: Hashable, Sendable, Codable {
    package var date: CivilDate
    package var name: String
    package var kind: HolidayKind
    package var certainty: Certainty
    /// The team whose holiday it is; nil is everybody's.
    package var scope: String?

    package init(
        date: CivilDate, name: String, kind: HolidayKind, certainty: Certainty = .fixed,
        scope: String? = nil
    ) {
        self.date = date
        self.name = name
        self.kind = kind
        self.certainty = certainty
        self.scope = scope
    }
}

/// Who declares a holiday, by which an office decides whether it observes it.
package enum HolidayKind: String, Hashable, Sendable, Codable, CaseIterable {
    case national
    /// A day that the state recommends to bridge; an office chooses whether it observes it.
    case jointLeave = "joint-leave"
    case regional, office
}

/// Whether a holiday's date may still change.
package enum Certainty: String, Hashable, Sendable, Codable, CaseIterable {
    case fixed
    /// The date, or the feast it hangs on, still awaits confirmation.
    case estimated
}
