import Almanac
import Testing

extension CalendarExpression {
    /// Reads an expression as if in one of the system's zones.
    init(_ text: String, in zone: String) throws {
        try self.init(text, in: try ZoneFiles.zone(zone)) { name in
            // Most words that follow an expression are no zone's name, and have no file.
            try? ZoneFiles.zone(name)
        }
    }

    /// Every elapse after `start` and before `end`, found by going on from one to the next.
    func elapses(
        after start: Instant, before end: Instant, rolling: Rolling? = nil
    ) -> [Instant] {
        var found: [Instant] = []
        var from = start
        while let instant = next(after: from, rolling: rolling), instant < end {
            found.append(instant)
            from = instant
        }
        return found
    }

    /// The same, found by going back from one to the one before.
    func elapsesBackward(
        after start: Instant, before end: Instant, rolling: Rolling? = nil
    ) -> [Instant] {
        var found: [Instant] = []
        var until = end
        while let instant = previous(before: until, rolling: rolling), instant > start {
            found.append(instant)
            until = instant
        }
        return found.reversed()
    }
}

/// An RFC 3339 text as an instant.
func instant(_ text: String) throws -> Instant {
    try #require(Instant(rfc3339: text), "\(text) is no instant")
}
