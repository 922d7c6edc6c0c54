package import Almanac

/// An office and everything that happens to it: all that a seed stands for, written out.
package struct Scenario: Sendable {
    package var seed: UInt64
    /// What the settings say beside the timelines' office, a line each.
    package var settings: [String]
    package var begins: CivilDateTime
    package var ends: CivilDateTime
    package var events: [Event]
    /// Whether nothing happens that the oracle does not know: it judges what went.
    package var isJudged = false
    /// Whether that is about letters to clients, too.
    package var isJudgedOnOrders = false

    /// What happens at a moment, by a clock that is right, where the office is.
    package struct Event: Sendable {
        package var at: CivilDateTime
        package var operation: Operation
    }

    /// As a timeline, as far as its language goes.
    package var timeline: String {
        var lines = ["timeline seed-\(seed)"] + settings.map { "setting \($0)" }
        for event in events {
            lines += event.operation.words.map { words in
                words.hasPrefix("#")
                    ? "# at \(event.at)\(words.dropFirst())" : "at \(event.at) \(words)"
            }
        }
        return (lines + ["until \(ends)"]).joined(separator: "\n")
    }

    var days: Int { ends.date.dayNumber - begins.date.dayNumber }
}

/// Something that must never be, and was.
package struct Violation: Sendable, Error, CustomStringConvertible {
    /// The invariant's name: what is shrunk keeps it.
    package var invariant: String
    package var detail: String
    package var at: String

    package var description: String { "\(invariant) at \(at): \(detail)" }

    init(_ invariant: String, _ detail: String, at moment: some CustomStringConvertible) {
        self.invariant = invariant
        self.detail = detail
        at = moment.description
    }
}
