package import Almanac

extension Holiday: RegisterEntry {
    package static var sheet: SheetKind { .holidays }

    package var key: String {
        "\(date) \(scope ?? "") \(until.map { "\($0)" } ?? "")"
    }

    package init?(row: SheetRow) {
        guard let date = row.date("date"), let name = row.text("name"),
            let kind = row.text("kind").flatMap(HolidayKind.init(rawValue:))
        else { return nil }
        self.init(
            date: date, name: name, kind: kind,
            certainty: row.text("certainty").flatMap(Certainty.init(rawValue:)) ?? .fixed,
            scope: row.text("scope"), until: row.date("until"),
            hours: row.text("hours").flatMap(DayHours.init))
    }

    /// What is wrong with a row beyond its single cells: hours that are none.
    package static func faults(of row: SheetRow) -> [(column: String, expected: BilingualText)] {
        guard let text = row.text("hours"), DayHours(text) == nil else { return [] }
        return [
            (
                "hours",
                BilingualText(
                    en: "hours such as 08:00-12:00, or nothing for a day that is closed",
                    id: "jam kerja seperti 08:00-12:00, atau kosong untuk hari yang libur")
            )
        ]
    }

    package var values: [String: SheetValue] {
        let values: [String: SheetValue?] = [
            "date": .date(date), "name": .text(name), "kind": .word(kind.rawValue),
            "certainty": .word(certainty.rawValue), "scope": scope.map(SheetValue.text),
            "until": until.map(SheetValue.date),
            "hours": hours.map { .text($0.description) },
        ]
        return values.compactMapValues { $0 }
    }

    package var references: [Reference] {
        scope.map { [Reference(column: "scope", in: [.teams], code: $0)] } ?? []
    }
}
