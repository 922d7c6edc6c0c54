import Almanac
import Coordination
import Ledger

/// What comes back and is no deadline yet: a series' next occurrence becomes one with its first step only, and whoever
/// asks about a day to come asks about all of them.
struct ComingOccurrences {
    let view: LedgerView
    let office: Office
    let words: ExplanationWords

    typealias Line = Explanation.Line

    /// How many occurrences of one series are looked at, the next.
    private static let most = 100
    /// How far after a step what it reminds of may be due.
    private static let ahead = Duration.seconds(60 * 86_400)

    /// The steps of a span.
    func lines(of concerned: ConcernedDeadlines, within span: Range<Instant>) throws -> [Line] {
        try concerned.series(during: span).flatMap { lines(of: $0, within: span) }
    }

    private func lines(of series: Series, within span: Range<Instant>) -> [Line] {
        var series = series
        var lines: [Line] = []
        for _ in 0..<Self.most {
            guard let armedAt = office.materialization(of: series),
                let occurrence = office.nextOccurrence(of: series)
            else { break }
            let deadline = office.deadline(of: series, on: occurrence, now: armedAt)
            guard office.dueInstant(of: deadline) < span.upperBound + Self.ahead else { break }
            series.latest = occurrence
            lines += StepsAhead(deadline: deadline, office: office, words: words)
                .lines(of: office.plan(deadline).filter { span.contains($0.at) })
                .map { line in
                    var line = line
                    line.rules.append("series")
                    line.words = .sentence(
                        "{1}: {2}", "{1}: {2}", .plain(deadline.identifier), line.words)
                    return line
                }
        }
        return lines
    }
}
