import Almanac

extension SettingsReader {
    /// `{date: 2027-02-08, until: 2027-03-09, name: Ramadan, hours: "07:30-14:30", scope: MKS}`: a day
    /// off, or, with hours, days that have their own.
    func holiday(_ cursor: Cursor) -> Holiday? {
        var date: CivilDate?
        var name: String?
        var holiday = Holiday(
            date: CivilDate(dayNumber: 0), name: "", kind: .office)
        let day = { (cursor: Cursor) in
            cursor.value("a date such as 2026-12-24") { CivilDate($0) }
        }
        cursor.read([
            "date": { date = day($0) },
            "until": { holiday.until = day($0) },
            "name": { name = $0.text() },
            "kind": { holiday.kind = $0.word() ?? .office },
            "certainty": { holiday.certainty = $0.word() ?? .fixed },
            "scope": { holiday.scope = $0.text(wanted: "a team's code") },
            "hours": {
                holiday.hours = $0.value("hours such as 08:00-12:00", DayHours.init)
            },
        ])
        guard let date, let name else {
            let given = Set(cursor.entries.map(\.key))
            for wanted in ["date", "name"] where !given.contains(wanted) {
                cursor.fail("a day needs `\(wanted)`")
            }
            return nil
        }
        if let until = holiday.until, !(0..<Holiday.longest).contains(until.days(since: date)) {
            cursor.fail("`until` is a day after `date`, and within a year")
            return nil
        }
        holiday.date = date
        holiday.name = name
        return holiday
    }
}

extension CivilDate {
    fileprivate func days(since other: CivilDate) -> Int { dayNumber - other.dayNumber }
}
