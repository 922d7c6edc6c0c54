import Almanac
import Coordination
import Foundation
import Testing

@testable import Simulation

/// DESIGN §3 and §4 on ladders, counted out a quarter of an hour after the other, beside the program's planning.
@Suite struct LadderModelTests {
    /// What a deadline is made of.
    enum Operation: CustomStringConvertible {
        case owner(String)
        /// In quarters of an hour since the first day, by the office's clock.
        case due(Int)
        case step(String, role: String, isUrgent: Bool, every: Int)

        var description: String {
            switch self {
            case .owner(let code): "owner \(code)"
            case .due(let quarter): "due \(Clock.date(quarter)) +\(quarter % Clock.day) quarters"
            case .step(let when, let role, let isUrgent, let every):
                "\(when) \(role)\(isUrgent ? " urgent" : "") every \(every)wd"
            }
        }
    }

    /// A team's hours, in quarters of an hour since the first day by its own clock.
    struct Clock {
        static let day = 96
        static let first = CivilDate("2026-11-01") ?? CivilDate(dayNumber: 0)

        let holidays: Set<CivilDate>
        let worksSaturdays: Bool
        /// How far its clock is ahead of the office's.
        let ahead: Int

        static func date(_ quarter: Int) -> CivilDate {
            first.adding(days: (quarter - (quarter % day + day) % day) / day)
        }

        /// The hours of a day, in quarters since its midnight.
        func hours(of date: CivilDate) -> Range<Int>? {
            guard !holidays.contains(date), date.weekday != .sunday else { return nil }
            guard date.weekday == .saturday else { return 32..<68 }
            return worksSaturdays ? 32..<48 : nil
        }

        func isOpen(_ quarter: Int) -> Bool {
            hours(of: Self.date(quarter))?.contains((quarter % Self.day + Self.day) % Self.day)
                ?? false
        }

        func isClosing(_ quarter: Int) -> Bool { isOpen(quarter - 1) && !isOpen(quarter) }

        /// The n-th working day from the last at or before a day.
        func workingDay(_ count: Int, from date: CivilDate) -> CivilDate {
            var found = date
            while hours(of: found) == nil { found = found.adding(days: -1) }
            for _ in 0..<abs(count) {
                repeat { found = found.adding(days: count.signum()) } while hours(of: found) == nil
            }
            return found
        }

        func quarter(_ date: CivilDate, _ time: Int) -> Int {
            (date.dayNumber - Self.first.dayNumber) * Self.day + time
        }

        func byWorkingHours(_ count: Int, from due: Int) -> Int {
            var (quarter, rest) = (due, abs(count) * 4)
            while rest > 0 {
                if count < 0 { quarter -= 1 }
                if isOpen(quarter) { rest -= 1 }
                if count > 0 { quarter += 1 }
            }
            return quarter
        }

        /// When a step goes that nobody calls urgent.
        func delivery(of nominal: Int, due: Int) -> Int {
            if isOpen(nominal) { return nominal }
            if nominal < due {
                if isClosing(nominal) { return nominal }
                var date = Self.date(nominal)
                let time = (nominal % Self.day + Self.day) % Self.day
                while true {
                    if let hours = hours(of: date) {
                        let candidate = quarter(
                            date, min(max(time, hours.lowerBound), hours.upperBound))
                        if candidate < due { return candidate }
                    }
                    date = date.adding(days: -1)
                }
            }
            if nominal == due, isClosing(nominal) { return nominal }
            var next = nominal
            while !isOpen(next) { next += 1 }
            return next
        }
    }

    private static func clock(of owner: String, _ holidays: Set<CivilDate>) -> Clock {
        owner == "SM"
            ? Clock(holidays: holidays, worksSaturdays: true, ahead: 4)
            : Clock(holidays: holidays, worksSaturdays: false, ahead: 0)
    }

    /// The instants at which a ladder's steps go, each named, in quarters by the office's clock.
    private static func expected(
        _ operations: [Operation], _ holidays: Set<CivilDate>
    ) -> [String: Int] {
        let (owner, quarter, steps) = parts(of: operations)
        let clock = clock(of: owner, holidays)
        let due = quarter + clock.ahead
        var expected: [String: Int] = [:]
        for step in steps {
            for repetition in 0..<(step.every > 0 ? 3 : 1) {
                var nominal = nominal(step.when, due: due, clock)
                if repetition > 0 {
                    let date = clock.workingDay(step.every * repetition, from: Clock.date(nominal))
                    nominal = clock.quarter(date, (nominal % Clock.day + Clock.day) % Clock.day)
                }
                let at = step.isUrgent ? nominal : clock.delivery(of: nominal, due: due)
                let name = "\(step.when) #\(repetition) \(step.role)"
                if expected[name] == nil { expected[name] = at - clock.ahead }
            }
        }
        return expected
    }

    private static func nominal(_ when: String, due: Int, _ clock: Clock) -> Int {
        let words = when.split(separator: " ")
        let number = Int(words[0].filter { $0 == "-" || $0.isNumber }) ?? 0
        let time = words.count > 1 ? Int(words[1].prefix(2)).map { $0 * 4 } : nil
        if when.hasPrefix("WD") {
            let date = clock.workingDay(number, from: Clock.date(due))
            return clock.quarter(date, time ?? clock.hours(of: date)?.lowerBound ?? 0)
        }
        if when.hasPrefix("D") {
            return clock.quarter(Clock.date(due).adding(days: number), time ?? 0)
        }
        if when.hasSuffix("wh") { return clock.byWorkingHours(number, from: due) }
        return when == "due" ? due : due + number * 4
    }

    private typealias Step = (when: String, role: String, isUrgent: Bool, every: Int)

    private static func parts(of operations: [Operation]) -> (owner: String, due: Int, [Step]) {
        var parts: (owner: String, due: Int, steps: [Step]) = ("S", 33 * Clock.day + 60, [])
        for operation in operations {
            switch operation {
            case .owner(let code): parts.owner = code
            case .due(let quarter): parts.due = quarter
            case .step(let when, let role, let isUrgent, let every):
                parts.steps.append((when, role, isUrgent, every))
            }
        }
        return parts
    }

    @Test func ladders() async throws {
        let quiet = try await QuietOffice.open()
        let (known, zone) = (quiet.office, quiet.zone)
        let holidays = Set(
            try String(
                contentsOf: QuietOffice.checkout.appending(path: "etc/holidays/id.csv"),
                encoding: .utf8
            ).split(whereSeparator: \.isNewline).compactMap { CivilDate(String($0.prefix(10))) })
        try #require(holidays.count > 20)
        let check = ModelCheck<Operation> { operations in
            let (owner, quarter, steps) = Self.parts(of: operations)
            var profile = known.profile
            profile.ladders["uji"] = Ladder(
                name: "uji",
                steps: try steps.map { step in
                    Ladder.Step(
                        when: try Offset(step.when), tell: [Role(step.role)],
                        isUrgent: step.isUrgent,
                        every: step.every > 0 ? Interval(step.every, .workingDays) : nil,
                        times: step.every > 0 ? 3 : 1)
                })
            let office = Coordination.Office(profile: profile, directory: known.directory)
            let midnight = zone.instant(
                CivilDateTime(date: Clock.first, time: CivilTime(secondOfDay: 0)))
            let due = zone.civil(midnight + .seconds(quarter * 900))
            let long = midnight - .seconds(400 * 86_400)
            let deadline = Coordination.Deadline(
                code: "A", title: "A", owner: owner, due: due, zone: "Asia/Jakarta", ladder: "uji",
                armedAt: long, createdAt: long)
            let expected = Self.expected(operations, holidays)
            var found: [String: Int] = [:]
            for step in office.plan(deadline) {
                let name =
                    "\(step.identity.when) #\(step.identity.repetition) \(step.identity.role)"
                found[name] = Int((step.at - midnight).wholeMicroseconds / 900_000_000)
            }
            guard found != expected else { return nil }
            for (name, at) in expected.sorted(by: { $0.key < $1.key }) where found[name] != at {
                let other = found[name].map { "\(Clock.date($0)) +\($0 % Clock.day)" } ?? "never"
                return "\(name) goes \(other), not \(Clock.date(at)) +\(at % Clock.day)"
            }
            return "\(found.keys.filter { expected[$0] == nil }) is nobody's"
        }
        try await check.play(seeds: ModelCases.seeds(300)) { random in
            // Over the holidays at the year's end.
            var operations: [Operation] = [
                .owner(random.pick(["S", "SM"])),
                .due(random.whole(20...80) * Clock.day + random.whole(24...76)),
            ]
            for _ in 0..<random.whole(1...6) {
                let signed = random.pick([-1, 1]) * random.whole(1...6)
                let sign = signed > 0 ? "+" : ""
                let hour = random.whole(5...19)
                let time = hour < 10 ? " 0\(hour):00" : " \(hour):00"
                let when =
                    switch random.whole(1...10) {
                    case ...4: "WD\(sign)\(signed)" + (random.chance(70) ? time : "")
                    case ...6: "D\(sign)\(signed)\(time)"
                    case ...8: "\(sign)\(signed * random.whole(1...4))wh"
                    case ...9: "\(sign)\(signed)h"
                    default: "due"
                    }
                operations.append(
                    .step(
                        when, role: random.pick(["owner", "manager"]),
                        isUrgent: random.chance(25),
                        every: signed > 0 && random.chance(25) ? random.whole(1...3) : 0))
            }
            return operations
        }
    }
}
