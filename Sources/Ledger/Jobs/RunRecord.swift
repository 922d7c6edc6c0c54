package import Almanac

/// One firing of a job.
package struct RunRecord: Sendable, Hashable {
    package var job: String
    package var startedAt: Instant
    package var endedAt: Instant
    package var result: Result
    /// What it did, by name: `fired`, `sent`.
    package var counts: [String: Int]
    /// Why it failed.
    package var detail: String?

    /// How a run ended.
    package enum Result: String, Codable, Sendable, Hashable, CaseIterable {
        case done, failed
    }

    package init(
        job: String, startedAt: Instant, endedAt: Instant, result: Result, counts: [String: Int],
        detail: String? = nil
    ) {
        self.job = job
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.result = result
        self.counts = counts
        self.detail = detail
    }
}

/// Since when a job rests, by whose word and why.
package struct JobPause: Sendable, Hashable {
    package var at: Instant
    package var by: String
    /// Nil where nobody said.
    package var reason: String?

    package init(at: Instant, by: String, reason: String? = nil) {
        self.at = at
        self.by = by
        self.reason = reason
    }
}
