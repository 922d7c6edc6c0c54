import Almanac
import Testing

/// How far apart repeats are, as it is written.
@Suite struct IntervalTests {
    @Test(
        arguments: [
            ("2wd", 2, Interval.Unit.workingDays), ("1d", 1, .days), ("9999h", 9999, .hours),
            ("30min", 30, .minutes), ("4wh", 4, .workingHours),
        ])
    func isReadAndPrinted(_ text: String, _ count: Int, _ unit: Interval.Unit) throws {
        let interval = try Interval(text)
        #expect(interval.count == count && interval.unit == unit && "\(interval)" == text)
    }

    @Test(
        "What is no interval is told with the character",
        arguments: [
            ("", 0, "a number"), ("wd", 0, "a number"), ("0d", 0, "a number"),
            ("10000d", 0, "a number"), ("-1d", 0, "a number"), ("٢d", 0, "a number"),
            ("99999999999999999999d", 0, "a number"), ("2", 1, "a unit"), ("2 d", 1, "a unit"),
            ("30m", 2, "a unit"), ("2WD", 1, "a unit"),
        ])
    func faults(_ text: String, _ position: Int, _ words: String) {
        let error = #expect(throws: AlmanacError.self) { try Interval(text) }
        #expect(error?.code == .invalidInterval)
        #expect(error?.position == position)
        #expect(error?.message.contains(words) == true, "\(String(describing: error))")
    }
}
