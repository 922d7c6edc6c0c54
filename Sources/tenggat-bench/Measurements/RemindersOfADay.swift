import Almanac
import Foundation
import Host

/// Which of ten thousand reminders, some working days before they are due, fall on a day: as remind
/// finds them, with the same holidays.
struct RemindersOfADay: Measurement {
    /// A deadline as a person writes it and as the service holds it.
    private struct Reminder {
        var text: String
        var due: Instant
        var offset: Offset
    }

    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "tenggat-bench-\(UUID().uuidString)")
    private static let count = 10_000
    /// Just before Christmas, so that holidays and a weekend lie between it and what is due.
    private static let day = "2026-12-22"

    func findings() throws -> [Finding] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left behind lies in the system's temporary folder, ignoring.
        defer { try? FileManager.default.removeItem(at: folder) }
        let office = try Self.office()
        let reminders = try Self.reminders(in: office)
        let lines = reminders.map(\.text)
        let (script, empty) = try writeScripts(reminders, in: office)
        let remind = try Rival("/usr/bin/remind")
        try compare(
            try Self.hits(reminders, in: office), with: try remind.run("-q", script, Self.day))
        let times = try Stopwatch.medians(
            runs: 21,
            [
                { _ = try Self.hits(reminders, in: office) },
                { _ = try Self.hits(try lines.map { try Self.read($0, in: office) }, in: office) },
                { try remind.run("-q", script, Self.day) },
                { try remind.run("-q", empty, Self.day) },
            ])
        // remind has no other way than to read its script each time; the service reads a deadline once.
        let taken = times[2] - times[3]
        return [
            Finding(
                work: "10,000 reminders for a day", ours: .time(times[0]),
                bar: .rival("remind", .time(taken))),
            Finding(
                work: "10,000 reminders for a day, read from text", ours: .time(times[1]),
                bar: .remark("remind", .time(taken))),
        ]
    }

    /// - Throws: `BenchError` unless both find the same reminders, and some.
    private func compare(_ ours: [Int], with printed: [Substring]) throws {
        let theirs = printed.filter { $0.hasPrefix("hit ") }.compactMap { Int($0.dropFirst(4)) }
        guard ours == theirs.sorted(), !ours.isEmpty else {
            throw BenchError(
                message: "remind finds other reminders: \(theirs.count), not \(ours.count)")
        }
    }

    /// The numbers of the reminders that fall on the day.
    private static func hits(_ reminders: [Reminder], in office: WorkingTime) throws -> [Int] {
        let day = CivilDate(day)
        return reminders.indices.filter { index in
            let instant = reminders[index].offset.instant(due: reminders[index].due, in: office)
            return office.zone.civil(instant).date == day
        }
    }

    /// An office in Jakarta with the holidays that the project ships.
    private static func office() throws -> WorkingTime {
        let holidays = try HolidayTable.read(
            try String(contentsOf: URL(filePath: "etc/holidays/id.csv"), encoding: .utf8))
        let hours = OpenHours("08:00-17:00").map { [$0] } ?? []
        let week = WorkWeek(
            hours: Dictionary(uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, hours) }))
        return WorkingTime(
            calendar: WorkingCalendar(week: week, holidays: holidays),
            zone: try SystemZones().zone(named: "Asia/Jakarta"))
    }

    /// Due on the working days of two years in turn, remembered one to five of them before.
    private static func reminders(in office: WorkingTime) throws -> [Reminder] {
        guard let start = CivilDate("2026-01-01") else {
            throw BenchError(message: "the first day is none")
        }
        let days = (0..<730).map { start.adding(days: $0) }.filter(office.calendar.isWorkingDay)
        return try (0..<count).map { index in
            // A prime's multiples visit every day.
            let day = days[index * 7_919 % days.count]
            return try read("\(day) 15:00;WD-\(index % 5 + 1) 09:00", in: office)
        }
    }

    private static func read(_ line: String, in office: WorkingTime) throws -> Reminder {
        let fields = line.split(separator: ";").map(String.init)
        guard fields.count == 2, let due = CivilDateTime(fields[0]) else {
            throw BenchError(message: "\(line) is no reminder")
        }
        return Reminder(
            text: line, due: office.zone.instant(due), offset: try Offset(fields[1]))
    }

    /// The same for remind, and a script without reminders, which costs what starting it costs.
    private func writeScripts(
        _ reminders: [Reminder], in office: WorkingTime
    ) throws -> (script: String, empty: String) {
        let holidays = (0..<730).compactMap { day -> String? in
            let date = CivilDate("2026-01-01")?.adding(days: day)
            return date.flatMap { office.calendar.holiday(on: $0) }.map { "OMIT \($0.date)" }
        }
        let omitted = ["OMIT Sat Sun"] + holidays
        let lines = reminders.enumerated().map { index, reminder in
            "REM \(office.zone.civil(reminder.due).date) -\(index % 5 + 1) MSG hit \(index)"
        }
        return (try write("reminders", omitted + lines), try write("empty", omitted))
    }

    private func write(_ name: String, _ lines: [String]) throws -> String {
        let path = folder.appending(path: "\(name).rem")
        try (lines.joined(separator: "\n") + "\n").write(
            to: path, atomically: true, encoding: .utf8)
        return path.path
    }
}
