/// How an iCalendar file is nested and at which lines its events stand: libical keeps no lines, and
/// mends what is cut short without a word.
struct CalendarOutline {
    /// The events of the calendars in the file, in their order.
    private(set) var events: [Event] = []

    /// Where an event begins, and the first line of each of its properties, by upper-case name.
    struct Event {
        var line: Int
        var properties: [String: Int] = [:]

        func line(of property: String) -> Int { properties[property] ?? line }
    }

    /// Reads a file's lines; tells the first fault of its nesting and gives nil.
    init?(_ text: String, fail: (Int, String) -> Void) {
        var open: [(name: String, line: Int)] = []
        for (index, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        )
        .enumerated()
        where !line.isEmpty && line.first != " " && line.first != "\t" {
            let number = index + 1
            let name = line.prefix { $0 != ":" && $0 != ";" }.uppercased()
            let value = line.dropFirst(name.count + 1).uppercased()
            switch name {
            case "BEGIN":
                open.append((value, number))
                if open.map(\.name) == ["VCALENDAR", "VEVENT"] {
                    events.append(Event(line: number))
                }
            case "END":
                guard open.last?.name == value else {
                    let wanted = open.last.map { "END:\($0.name) of line \($0.line)" }
                    fail(number, "END:\(value) stands where \(wanted ?? "BEGIN:VCALENDAR") belongs")
                    return nil
                }
                open.removeLast()
            default:
                guard !open.isEmpty else {
                    fail(number, "is no iCalendar file: it must begin with BEGIN:VCALENDAR")
                    return nil
                }
                if open.map(\.name) == ["VCALENDAR", "VEVENT"],
                    events[events.count - 1].properties[name] == nil
                {
                    events[events.count - 1].properties[name] = number
                }
            }
        }
        if let unclosed = open.last {
            fail(
                unclosed.line,
                "BEGIN:\(unclosed.name) has no END:\(unclosed.name): is it cut short?")
            return nil
        }
    }
}
