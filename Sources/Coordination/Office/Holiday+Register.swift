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

    package var values: [String: SheetValue] {
        let values: [String: SheetValue?] = [
            "date": .date(date), "name": .text(name), "kind": .word(kind.rawValue),
            "certainty": .word(certainty.rawValue), "scope": scope.map(SheetValue.text),
        ]
        return values.compactMapValues { $0 }
    }

    package var references: [Reference] {
        scope.map { [Reference(column: "scope", in: [.teams], code: $0)] } ?? []
    }
}
