import Almanac
import Testing

/// Civil dates and RFC 3339 as Python's datetime and calendar have them.
@Suite struct CivilDatePeerTests {
    private static let answers = Result {
        try Peer.lines("dates.py", ["\(Peer.seed)", Peer.isThorough ? "100000" : "4000"])
    }

    @Test func datesAreThoseOfPython() throws {
        try check("D", of: 10) { line in
            guard let date = CivilDate(line[1]), let days = Int(line[5]), let months = Int(line[7])
            else { return false }
            let twin = CivilDate(year: date.year, month: date.month, day: date.day)
            return twin == date && "\(date)" == line[1] && "\(date.dayNumber)" == line[2]
                && CivilDate(dayNumber: date.dayNumber) == date
                && "\(date.weekday.rawValue)" == line[3]
                && "\(CivilDate.daysIn(month: date.month, year: date.year))" == line[4]
                && "\(date.lastOfMonth.day)" == line[4] && date.lastOfMonth.month == date.month
                && "\(date.adding(days: days))" == line[6]
                && "\(date.adding(months: months))" == line[8]
        }
    }

    @Test func instantsAreThoseOfPython() throws {
        try check("T", of: 3) { line in
            guard let microseconds = Int64(line[1]) else { return false }
            let instant = Instant(microseconds: microseconds)
            return Instant(rfc3339: line[2]) == instant
                && Instant(rfc3339: instant.rfc3339) == instant
        }
    }

    /// Whether `holds` of every line of the judge that begins with `mark`.
    private func check(_ mark: String, of words: Int, holds: ([String]) -> Bool) throws {
        let lines = try Self.answers.get().filter { $0[0] == mark }
        try #require(lines.count >= 4000)
        let wrong = lines.filter { $0.count < words - 1 || !holds($0) }
        #expect(wrong.isEmpty, "\(wrong.count) of \(lines.count), first \(wrong.prefix(3))")
    }
}
