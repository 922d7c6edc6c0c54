import Almanac
import FoundationEssentials

/// Holidays as the project ships them: `date,name,name_id,kind,certainty`, ISO dates, RFC 4180
/// without quotes.
enum HolidayFile {
    static func read(_ path: String, named cursor: Cursor) -> [Holiday] {
        let text: String
        do {
            text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch {
            cursor.fail("the holiday file \(path) cannot be read: is it there, and UTF-8 text?")
            return []
        }
        var holidays: [Holiday] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        where !line.isEmpty && !line.hasPrefix("#") && !line.hasPrefix("date,") {
            if let holiday = holiday(line) {
                holidays.append(holiday)
            } else {
                cursor.faults.add(
                    .init(
                        file: path, line: index + 1, column: 1,
                        message: "is no holiday; a line looks like "
                            + "2026-12-25,Christmas Day,Hari Raya Natal,national,fixed"))
            }
        }
        return holidays
    }

    private static func holiday(_ line: Substring) -> Holiday? {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.filter { $0 != "\r" } }
        guard fields.count == 5, let date = CivilDate(fields[0]),
            let kind = HolidayKind(rawValue: fields[3]),
            let certainty = Certainty(rawValue: fields[4])
        else { return nil }
        return Holiday(
            date: date, name: fields[2].isEmpty ? fields[1] : fields[2], kind: kind,
            certainty: certainty, scope: nil)
    }
}
