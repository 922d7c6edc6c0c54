import Almanac
import Foundation
import Testing

/// Working days and hours as `working.py` counts them, over one sorted list of all open stretches.
@Suite struct WorkingPeerTests {
    struct Case: Sendable, Encodable, CustomTestStringConvertible {
        var testDescription: String
        var zone: String
        var jointLeave = true
        var hours: [String: [String]]

        init(
            _ name: String, zone: String, jointLeave: Bool = true, hours: [Int: [String]]
        ) {
            testDescription = name
            self.zone = zone
            self.jointLeave = jointLeave
            self.hours = Dictionary(uniqueKeysWithValues: hours.map { ("\($0)", $1) })
        }

        func workingTime() throws -> WorkingTime {
            let days = try hours.map { (try #require(Int($0)), $1) }
            return WorkingTime(
                calendar: WorkingCalendar(
                    week: try Calendars.week(Dictionary(uniqueKeysWithValues: days)),
                    holidays: try Calendars.holidays(jointLeave: jointLeave)),
                zone: try ZoneFiles.zone(zone))
        }
    }

    private static let lunch = ["08:00-12:00", "13:00-17:00"]

    private static func everyDay(_ spans: [String]) -> [Int: [String]] {
        Dictionary(uniqueKeysWithValues: (1...7).map { ($0, spans) })
    }

    static let cases = [
        Case("five days", zone: "Asia/Jakarta", hours: Calendars.fiveDays()),
        Case(
            "joint leave worked", zone: "Asia/Jakarta", jointLeave: false,
            hours: Calendars.fiveDays()),
        Case(
            "half Saturdays", zone: "Asia/Makassar",
            hours: Calendars.fiveDays().merging([6: ["08:00-12:00"]]) { first, _ in first }),
        Case(
            "a lunch break", zone: "Europe/Berlin",
            hours: Dictionary(uniqueKeysWithValues: (1...5).map { ($0, lunch) })),
        Case("two days a week", zone: "Asia/Jakarta", hours: [2: ["09:00-11:30"], 5: lunch]),
        // Work at hours that clocks skip and repeat.
        Case("around the clock", zone: "Europe/Berlin", hours: everyDay(["00:00-24:00"])),
        Case("nights", zone: "Europe/Berlin", hours: everyDay(["00:30-02:30", "02:45-06:00"])),
        Case("Sunday nights", zone: "Europe/Berlin", hours: [7: ["02:00-03:00"]]),
        Case("half-hour summers", zone: "Australia/Lord_Howe", hours: everyDay(["01:40-22:00"])),
        // Clocks go on from midnight, so that the day begins at one.
        Case("mornings", zone: "Africa/Cairo", hours: everyDay(["00:00-08:00", "20:00-24:00"])),
        // Clocks go back from midnight: the evening is shown twice.
        Case("evenings", zone: "America/Nuuk", hours: everyDay(["18:00-24:00"])),
    ]

    /// The judge's lines by the calendar's number; it runs once for all the cases.
    private static let answers = Result {
        struct Question: Encodable {
            var holidays = Calendars.holidayFile.path(percentEncoded: false)
            var calendars = WorkingPeerTests.cases
        }
        let question = String(decoding: try JSONEncoder().encode(Question()), as: UTF8.self)
        let samples = Peer.isThorough ? "5000" : "300"
        return Dictionary(
            grouping: try Peer.lines("working.py", ["\(Peer.seed)", samples], input: question)
        ) { $0[0] }
    }

    @Test("Working days and hours equal the judge's", arguments: cases.indices)
    func calendar(_ number: Int) throws {
        let lines = try #require(try Self.answers.get()["\(number)"])
        try #require(lines.count > 730)
        let time = try Self.cases[number].workingTime()
        let wrong = lines.filter { line in
            let words = Array(line.dropFirst())
            return answer(to: words, of: time) != words
        }
        let first = wrong.prefix(3).map { line in
            let words = Array(line.dropFirst())
            return "\(words) but \(answer(to: words, of: time))"
        }
        #expect(
            wrong.isEmpty,
            "\(Self.cases[number].testDescription): \(wrong.count) of \(lines.count), \(first)")
    }

    /// The judge's line with our answers in place of its own.
    private func answer(to words: [String], of time: WorkingTime) -> [String] {
        switch words[0] {
        case "day", "nth": days(words, of: time.calendar)
        default: moments(words, of: time)
        }
    }

    private func days(_ words: [String], of calendar: WorkingCalendar) -> [String] {
        guard let date = CivilDate(words[1]) else { return [] }
        if words[0] == "nth" {
            guard let n = Int(words[2]) else { return [] }
            return ["nth", words[1], words[2], Self.shown(calendar.workingDay(n, from: date))]
        }
        return [
            "day", words[1], calendar.isWorkingDay(date) ? "1" : "0",
            Self.shown(calendar.workingDay(onOrBefore: date)),
            Self.shown(calendar.workingDay(onOrAfter: date)),
        ]
    }

    private func moments(_ words: [String], of time: WorkingTime) -> [String] {
        let numbers = words.dropFirst().compactMap { Int64($0) }
        guard numbers.count == words.count - 1 else { return [] }
        let first = Instant(seconds: numbers[0])
        let second = Instant(seconds: numbers[1])
        let answers: [String] =
            switch words[0] {
            case "open":
                [
                    time.isOpen(at: first) ? "1" : "0",
                    Self.shown(time.nextOpen(atOrAfter: first)),
                ]
            case "worked":
                [words[2], "\(time.worked(from: first, to: second).components.seconds)"]
            case "advance":
                [words[2], Self.shown(time.advance(first, byWorking: .seconds(numbers[1])))]
            case "before":
                [words[2], Self.shown(time.deliveryBeforeDue(of: first, due: second))]
            case "after": [Self.shown(time.deliveryAfterDue(of: first))]
            default: []
            }
        return [words[0], words[1]] + answers
    }

    private static func shown(_ date: CivilDate?) -> String { date.map { "\($0)" } ?? "-" }

    private static func shown(_ instant: Instant?) -> String {
        instant.map { "\($0.seconds)" } ?? "-"
    }
}
