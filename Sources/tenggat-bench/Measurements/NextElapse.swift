import Almanac
import Host

/// When a calendar expression elapses next, from moments all over a year.
struct NextElapse: Measurement {
    private static let expressions = [
        "Mon..Fri 09:00 Asia/Jakarta", "*-*~01 15:00", "*:0/15 Europe/Berlin", "quarterly",
    ]
    private static let bar = Duration.microseconds(2)
    private static let rounds = 50

    func findings() throws -> [Finding] {
        let zones = SystemZones()
        let local = try zones.zone(named: "Asia/Jakarta")
        let bases = try Self.bases()
        return try Self.expressions.map { text in
            let expression = try CalendarExpression(text, in: local, zones: zones.find)
            let times = try Stopwatch.medians(
                runs: 11, [{ try Self.askAll(expression, from: bases) }])
            return Finding(
                work: "next elapse of \(text)", ours: .time(times[0] / (bases.count * Self.rounds)),
                bar: .fixed(.time(Self.bar)))
        }
    }

    private static func askAll(_ expression: CalendarExpression, from bases: [Instant]) throws {
        for _ in 0..<rounds {
            for base in bases {
                guard let next = expression.next(after: base), next > base else {
                    throw BenchError(message: "\(expression) does not elapse after \(base)")
                }
            }
        }
    }

    /// A thousand moments over a year, so that both changes of clocks are among them.
    private static func bases() throws -> [Instant] {
        guard let first = Instant(rfc3339: "2026-01-01T00:00:00Z") else {
            throw BenchError(message: "the first moment is none")
        }
        return (0..<1_000).map { first + .seconds($0 * 31_557) }
    }
}
