package import Almanac

extension Holiday: RegisterEntry {
    package static var sheet: SheetKind { .holidays }

    package var key: String { "\(date) \(scope ?? "")" }

    package init?(row: SheetRow) {
        guard let date = row.date("date"), let name = row.text("name"),
            let kind = row.text("kind").flatMap(HolidayKind.init(rawValue:))
        else { return nil }
        self.init(
            date: date, name: name, kind: kind,
            certainty: row.text("certainty").flatMap(Certainty.init(rawValue:)) ?? .fixed,
            scope: row.text("scope"))
    }

    package var references: [Reference] {
        scope.map { [Reference(column: "scope", in: [.teams], code: $0)] } ?? []
    }
}
