import Almanac
import FoundationEssentials

/// A file of holidays that the settings name: an iCalendar file when it ends in `.ics`, else the
/// project's own table.
enum HolidayFile {
    /// The file's holidays. What cannot be read is a fault at its line; reading goes on.
    static func read(_ path: String, named cursor: Cursor) -> [Holiday] {
        let text: String
        do {
            text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch {
            cursor.fail("the holiday file \(path) cannot be read: is it there, and UTF-8 text?")
            return []
        }
        let fail = { (line: Int, message: String) in
            cursor.faults.add(.init(file: path, line: line, column: 1, message: message))
        }
        return path.lowercased().hasSuffix(".ics")
            ? calendar(text, fail: fail) : table(text, fail: fail)
    }

    /// Holidays as the project ships them: `date,name,name_id,kind,certainty`, ISO dates, RFC 4180
    /// without quotes.
    private static func table(_ text: String, fail: (Int, String) -> Void) -> [Holiday] {
        var holidays: [Holiday] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        where !line.isEmpty && !line.hasPrefix("#") && !line.hasPrefix("date,") {
            if let holiday = holiday(line) {
                holidays.append(holiday)
            } else {
                fail(
                    index + 1,
                    "is no holiday; a line looks like "
                        + "2026-12-25,Christmas Day,Hari Raya Natal,national,fixed")
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
