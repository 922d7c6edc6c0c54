package import Almanac

/// "While M-JKT is away until 4 January, S-JKT-01."
package struct Delegation: RegisterEntry {
    package static let sheet = SheetKind.delegations

    package var person: String
    /// The first day away, in the person's zone.
    package var from: CivilDate
    /// The last day away, included.
    package var until: CivilDate
    package var standIn: String
    package var reason: String?

    package init(
        person: String, from: CivilDate, until: CivilDate, standIn: String, reason: String? = nil
    ) {
        self.person = person
        self.from = from
        self.until = until
        self.standIn = standIn
        self.reason = reason
    }

    package var key: String { "\(person) \(from)" }

    package init?(row: SheetRow) {
        guard let person = row.text("person"), let from = row.date("from"),
            let until = row.date("until"), let standIn = row.text("stand_in")
        else { return nil }
        self.init(
            person: person, from: from, until: until, standIn: standIn, reason: row.text("reason"))
    }

    package var values: [String: SheetValue] {
        let values: [String: SheetValue?] = [
            "person": .text(person), "from": .date(from), "until": .date(until),
            "stand_in": .text(standIn), "reason": reason.map(SheetValue.text),
        ]
        return values.compactMapValues { $0 }
    }

    package var references: [Reference] {
        [
            Reference(column: "person", in: [.people], code: person),
            Reference(column: "stand_in", in: [.people], code: standIn, isDuty: true),
        ]
    }
}
