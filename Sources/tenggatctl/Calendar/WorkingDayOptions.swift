import Almanac
import ArgumentParser
import FoundationEssentials

/// Which days are worked, for commands that ask no daemon.
struct WorkingDayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A weekday's or a range's hours; give it once for each. Mon-fri 08:00-17:00 otherwise.",
            valueName: "days hours"))
    var hours: [String] = []

    @Option(
        help: ArgumentHelp(
            "A file of holidays as etc/holidays/id.csv has them; give it once for each. Those of "
                + "/etc/tenggat/holidays otherwise.", valueName: "file"))
    var holidays: [String] = []

    @Flag(help: "Joint leave is worked.")
    var jointLeaveWorked = false

    private static let installed = "/etc/tenggat/holidays"

    /// Whether any of them stands on the command line.
    var areGiven: Bool { !hours.isEmpty || !holidays.isEmpty || jointLeaveWorked }

    func calendar() throws -> WorkingCalendar {
        let known = try files().flatMap(read)
        return WorkingCalendar(
            week: try week(),
            holidays: known.filter { !jointLeaveWorked || $0.kind != .jointLeave })
    }

    private func week() throws -> WorkWeek {
        var week: [Weekday: [OpenHours]] = [:]
        for text in hours.isEmpty ? ["mon-fri 08:00-17:00"] : hours {
            let words = text.split(separator: " ").map(String.init)
            guard words.count == 2, let days = Weekday.range(words[0]),
                let span = OpenHours(words[1])
            else {
                throw failure(
                    "\"\(text)\" are no working hours: write mon-fri 08:00-17:00", code: 65)
            }
            for day in days { week[day, default: []].append(span) }
        }
        return WorkWeek(hours: week)
    }

    private func files() throws -> [String] {
        guard holidays.isEmpty else { return holidays }
        let folder = Self.installed
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".csv") }.sorted().map { "\(folder)/\($0)" }
        } catch {
            throw failure("\(folder) cannot be read: name your files with --holidays", code: 66)
        }
    }

    private func read(_ path: String) throws -> [Holiday] {
        do {
            return try HolidayTable.read(
                try String(contentsOf: URL(filePath: path), encoding: .utf8))
        } catch let error as AlmanacError {
            throw failure("\(path): \(error)", code: 65)
        } catch {
            throw failure("\(path) cannot be read: is it there, and UTF-8 text?", code: 66)
        }
    }
}
