import Almanac
import Foundation
import Testing

/// The offices of TIMELINES.md, and how a test writes moments.
enum Calendars {
    /// Indonesia's holidays as the project ships them.
    static let holidayFile = (0..<4).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }.appending(path: "etc/holidays/id.csv")

    static func holidays(jointLeave: Bool = true) throws -> [Holiday] {
        try String(contentsOf: holidayFile, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { line in
                let fields = line.split(separator: ",").map(String.init)
                return Holiday(
                    date: try #require(CivilDate(fields[0])), name: fields[1],
                    kind: try #require(HolidayKind(rawValue: fields[3])),
                    certainty: try #require(Certainty(rawValue: fields[4])))
            }
            .filter { jointLeave || $0.kind != .jointLeave }
    }

    static func week(_ hours: [Int: [String]]) throws -> WorkWeek {
        var week: [Weekday: [OpenHours]] = [:]
        for (day, spans) in hours {
            week[try #require(Weekday(rawValue: day))] = try spans.map {
                try #require(OpenHours($0))
            }
        }
        return WorkWeek(hours: week)
    }

    static func fiveDays(_ span: String = "08:00-17:00") -> [Int: [String]] {
        Dictionary(uniqueKeysWithValues: (1...5).map { ($0, [span]) })
    }

    /// The office: Monday to Friday, 08:00 to 17:00, in Jakarta.
    static func jakarta(jointLeave: Bool = true) throws -> WorkingTime {
        WorkingTime(
            calendar: WorkingCalendar(
                week: try week(fiveDays()), holidays: try holidays(jointLeave: jointLeave)),
            zone: try ZoneFiles.zone("Asia/Jakarta"))
    }

    /// Team MKS: half Saturdays too, an hour ahead.
    static func makassar() throws -> WorkingTime {
        let hours = fiveDays().merging([6: ["08:00-12:00"]]) { first, _ in first }
        return WorkingTime(
            calendar: WorkingCalendar(week: try week(hours), holidays: try holidays()),
            zone: try ZoneFiles.zone("Asia/Makassar"))
    }

    /// A calendar that never works.
    static func closed() throws -> WorkingTime {
        WorkingTime(
            calendar: WorkingCalendar(week: WorkWeek(hours: [:]), holidays: []),
            zone: try ZoneFiles.zone("Asia/Jakarta"))
    }
}

extension WorkingTime {
    /// `2026-12-04 15:00` on this office's clock.
    func moment(_ text: String) throws -> Instant {
        zone.instant(try #require(CivilDateTime(text), "\(text) is no moment"))
    }

    func shown(_ instant: Instant?) -> String {
        instant.map { "\(zone.civil($0))" } ?? "never"
    }
}
