import Almanac
import Coordination
import Ledger

extension LedgerView {
    /// What was presumed when the service ended in doubt of the clock; nil when it did not.
    func clockDoubt() throws -> ClockReading? {
        let numbers = try mark(.clockDoubt)?.split(separator: " ").compactMap { Int64($0) } ?? []
        guard numbers.count == 2 else { return nil }
        return ClockReading(
            wall: Instant(microseconds: numbers[0]), elapsed: .microseconds(numbers[1]),
            isSynchronised: false)
    }
}

extension LedgerTransaction {
    func setClockDoubt(_ doubt: ClockReading?) throws {
        guard let doubt else { return try remove(.clockDoubt) }
        try set(
            .clockDoubt, to: "\(doubt.wall.microseconds) \(doubt.elapsed.wholeMicroseconds)")
    }
}
