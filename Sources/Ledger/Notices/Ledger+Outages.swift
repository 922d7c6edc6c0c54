package import Almanac
internal import GRDB

/// A time in which nothing leaves by a way: its server does not answer, or lets nobody in.
package struct OutageRecord: Sendable, Hashable {
    /// The courier's name.
    package let destination: String
    package let since: Instant
    /// What the journal may say of it.
    package var reason: String
    /// How often it was tried in vain since.
    package var failures: Int
    /// When it is tried again, with another letter.
    package var probeAt: Instant
    /// Whether somebody was told that it lasts.
    package var isTold: Bool

    package init(
        destination: String, since: Instant, reason: String, failures: Int, probeAt: Instant,
        isTold: Bool = false
    ) {
        self.destination = destination
        self.since = since
        self.reason = reason
        self.failures = failures
        self.probeAt = probeAt
        self.isTold = isTold
    }
}

extension LedgerView {
    /// The ways by which nothing leaves, by name; empty while all do.
    package func outages() throws -> [OutageRecord] {
        try database.rows("SELECT * FROM outage ORDER BY destination").map { row in
            OutageRecord(
                destination: try row.get("destination"), since: try row.instant("since"),
                reason: try row.get("reason"), failures: try row.get("failures"),
                probeAt: try row.instant("probe_at"), isTold: try row.get("is_told"))
        }
    }
}

extension LedgerTransaction {
    /// Writes how an outage stands.
    package func put(_ outage: OutageRecord) throws {
        try database.run(
            """
            INSERT INTO outage (destination, since, reason, failures, probe_at, is_told)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (destination) DO UPDATE SET reason = excluded.reason,
                failures = excluded.failures, probe_at = excluded.probe_at,
                is_told = excluded.is_told
            """,
            [
                outage.destination, outage.since.microseconds, outage.reason, outage.failures,
                outage.probeAt.microseconds, outage.isTold,
            ])
    }

    /// It is over.
    package func remove(_ outage: OutageRecord) throws {
        try database.run("DELETE FROM outage WHERE destination = ?", [outage.destination])
    }

    /// Has outages tried again by now.
    ///
    /// - Parameter destination: of this courier; nil for all.
    package func probeOutagesNow(of destination: String? = nil) throws {
        try database.run(
            "UPDATE outage SET probe_at = ? WHERE destination = coalesce(?, destination)",
            [now.microseconds, destination])
    }

    /// Moves the next tries by `step`, none to later than `latest`.
    package func moveProbes(by step: Duration, latest: Instant) throws {
        try database.run(
            "UPDATE outage SET probe_at = min(probe_at + ?, ?)",
            [step.wholeMicroseconds, latest.microseconds])
    }

    /// Has notices that are tried again later tried now.
    ///
    /// - Parameter notice: which one; nil for all.
    /// - Returns: how many.
    @discardableResult
    package func retryNow(_ notice: Int64? = nil) throws -> Int {
        try database.run(
            """
            UPDATE notice SET leave_at = ?
            WHERE state = 'deferred' AND leave_at > ? AND id = coalesce(?, id)
            """, [now.microseconds, now.microseconds, notice])
        return database.changesCount
    }
}
