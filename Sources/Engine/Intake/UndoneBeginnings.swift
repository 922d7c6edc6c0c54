import Almanac
import Coordination
import Ledger

/// The first dates that files gave series and that were taken back with them. The files are read once an import, and only
/// where a series begins anew.
struct UndoneBeginnings {
    private let view: LedgerView
    /// By series, folded: the day that a file gave it, and when it did.
    private var files: [String: [(day: String, since: Instant)]]?

    init(in view: LedgerView) { self.view = view }

    /// Those of a series that people ended since a file gave it a first date that was taken back and comes once more:
    /// whatever they are called by those dates, they are not asked for again.
    mutating func answered(
        of series: Series, startingAt start: CivilDateTime
    ) throws -> [Deadline] {
        let files = try files ?? read()
        self.files = files
        let day = start.date.description
        let same = files[series.code.foldedCode]?.filter { $0.day == day } ?? []
        guard let since = same.map(\.since).min() else { return [] }
        return try view.deadlines(code: series.code).map(\.deadline).filter {
            $0.finishedBy != nil && $0.finishedAt.map { $0 >= since } ?? false
        }
    }

    private func read() throws -> [String: [(day: String, since: Instant)]] {
        var files: [String: [(day: String, since: Instant)]] = [:]
        for (number, span) in try view.undoneSpans(of: .deadlines) {
            for change in try view.importRecord(number)?.changes.changed ?? []
            where change.column == "first due" {
                guard let new = change.new else { continue }
                files[change.key.foldedCode, default: []].append(
                    (String(new.prefix(10)), span.lowerBound))
            }
        }
        return files
    }
}
