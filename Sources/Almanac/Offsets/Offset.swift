/// When a step goes, relative to the due moment: `WD-3 09:00`, `D+1`, `-4h`, `+30min`, `-4wh`, `due`.
///
/// `H-7` (*hari*) is read as `D-7`. Equal offsets print alike: the normalised text is part of a
/// step's identity.
package struct Offset: Hashable, Sendable, Codable, CustomStringConvertible {
    package let base: Base

    /// What is counted, and from where.
    package enum Base: Hashable, Sendable {
        /// Calendar days from the due day, at a local time; nil is the opening hour.
        case days(Int, CivilTime?)
        /// Working days from WD0.
        case workingDays(Int, CivilTime?)
        /// Exactly so many minutes from the due moment.
        case minutes(Int)
        /// So many hours of working time from the due moment.
        case workingHours(Int)
    }

    /// The due moment itself.
    package static let due = Offset(base: .minutes(0))

    init(base: Base) { self.base = base }

    /// Exactly so many minutes from the due moment.
    package init(minutes: Int) { self.init(base: .minutes(minutes)) }

    /// So many working days from WD0, at a local time.
    package static func workingDays(_ count: Int, at time: CivilTime) -> Offset {
        Offset(base: .workingDays(count, time))
    }

    /// So many hours of working time from the due moment.
    package static func workingHours(_ count: Int) -> Offset {
        Offset(base: .workingHours(count))
    }

    /// The normalised text: `D-7` for `H-7`, `+1h` for `+60min`, `due` for `-0h`.
    package var description: String {
        func day(_ unit: String, _ number: Int, _ time: CivilTime?) -> String {
            let sign = number > 0 ? "+" : ""
            return "\(unit)\(sign)\(number)" + (time.map { " \($0)" } ?? "")
        }
        switch base {
        case .days(let number, let time): return day("D", number, time)
        case .workingDays(let number, let time): return day("WD", number, time)
        case .minutes(0): return "due"
        case .minutes(let count) where count % 60 == 0:
            return "\(count > 0 ? "+" : "")\(count / 60)h"
        case .minutes(let count): return "\(count > 0 ? "+" : "")\(count)min"
        case .workingHours(let count): return "\(count < 0 ? "" : "+")\(count)wh"
        }
    }

    /// The step's instant for a due moment, days counted in `time`'s zone and calendar. A calendar
    /// without enough working time gives calendar days for working days, the due moment for hours.
    package func instant(due: Instant, in time: WorkingTime) -> Instant {
        let day = time.zone.civil(due).date
        switch base {
        case .days(let number, let at):
            return Self.moment(day.adding(days: number), at, in: time)
        case .workingDays(let number, let at):
            let date = time.calendar.workingDay(number, from: day) ?? day.adding(days: number)
            return Self.moment(date, at, in: time)
        case .minutes(let count):
            return due + .seconds(count * 60)
        case .workingHours(let count):
            return time.advance(due, byWorking: .seconds(count * 3600)) ?? due
        }
    }

    /// The instant of the n-th repeat, 0 being the step itself: counted on from the step.
    package func instant(
        due: Instant, in time: WorkingTime, every: Interval?, repetition: Int
    ) -> Instant {
        let first = instant(due: due, in: time)
        guard repetition > 0, let every else { return first }
        let count = every.count * repetition
        let local = time.zone.civil(first)
        switch every.unit {
        case .days:
            return Self.moment(
                local.date.adding(days: count), timeOfDay ?? local.time, in: time)
        case .workingDays:
            let date =
                time.calendar.workingDay(count, from: local.date)
                ?? local.date.adding(days: count)
            return Self.moment(date, timeOfDay ?? local.time, in: time)
        case .hours: return first + .seconds(count * 3600)
        case .minutes: return first + .seconds(count * 60)
        case .workingHours:
            return time.advance(first, byWorking: .seconds(count * 3600)) ?? first
        }
    }

    /// The local time that was asked for: a step in a spring gap is moved, its repeats are not.
    private var timeOfDay: CivilTime? {
        switch base {
        case .days(_, let time), .workingDays(_, let time): time
        case .minutes, .workingHours: nil
        }
    }

    private static func moment(
        _ date: CivilDate, _ time: CivilTime?, in working: WorkingTime
    ) -> Instant {
        working.zone.instant(
            CivilDateTime(date: date, time: time ?? working.calendar.opening(on: date)))
    }

    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
