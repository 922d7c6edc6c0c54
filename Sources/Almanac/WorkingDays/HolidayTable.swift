/// Holidays as the project ships them: lines of `date,name,name_id,kind,certainty`, ISO dates,
/// RFC 4180 without quotes, then, where it is so, the last of several days, hours (with `;` between
/// several) and a team. Blank lines, remarks after `#` and the header are passed over.
package enum HolidayTable {
    /// A line that is no holiday.
    package struct Fault: Sendable, Hashable {
        /// Counted from 1.
        package var line: Int
        package var message: String
    }

    /// Reads what is right and tells every line that is not.
    package static func parse(_ text: String) -> (holidays: [Holiday], faults: [Fault]) {
        var holidays: [Holiday] = []
        var faults: [Fault] = []
        // A line ends with either sign, or both: together they are one character.
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix("date,") { continue }
            if let holiday = holiday(line) {
                holidays.append(holiday)
            } else {
                faults.append(
                    Fault(
                        line: index + 1,
                        message: "is no holiday; a line looks like "
                            + "2026-12-25,Christmas Day,Hari Raya Natal,national,fixed"))
            }
        }
        return (holidays, faults)
    }

    /// - Throws: `AlmanacError` `invalidHoliday` for the first line that is none.
    package static func read(_ text: String) throws(AlmanacError) -> [Holiday] {
        let (holidays, faults) = parse(text)
        if let fault = faults.first {
            throw AlmanacError(.invalidHoliday, "line \(fault.line) \(fault.message)")
        }
        return holidays
    }

    private static func holiday(_ line: Substring) -> Holiday? {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard (5...8).contains(fields.count), let date = CivilDate(fields[0]),
            let kind = HolidayKind(rawValue: fields[3]),
            let certainty = Certainty(rawValue: fields[4])
        else { return nil }
        var holiday = Holiday(
            date: date, name: fields[2].isEmpty ? fields[1] : fields[2], kind: kind,
            certainty: certainty)
        if fields.count > 5, !fields[5].isEmpty {
            guard let until = CivilDate(fields[5]), until >= date else { return nil }
            holiday.until = until
        }
        if fields.count > 6, !fields[6].isEmpty {
            guard let hours = DayHours(fields[6]) else { return nil }
            holiday.hours = hours
        }
        if fields.count > 7, !fields[7].isEmpty { holiday.scope = fields[7] }
        return holiday
    }
}
