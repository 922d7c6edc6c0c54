import Almanac
internal import GRDB

extension LedgerView {
    /// The latest run of each job.
    package func latestRuns() throws -> [String: RunRecord] {
        var runs: [String: RunRecord] = [:]
        for row in try database.rows(
            "SELECT * FROM run WHERE id IN (SELECT max(id) FROM run GROUP BY job)")
        {
            let run = RunRecord(
                job: row["job"], startedAt: row.instant("started_at"),
                endedAt: row.instant("ended_at"), result: try row.word("result"),
                counts: try row.json("counts"), detail: row["detail"])
            runs[run.job] = run
        }
        return runs
    }
}

extension LedgerTransaction {
    package func record(_ run: RunRecord) throws {
        try database.run(
            """
            INSERT INTO run (job, started_at, ended_at, result, counts, detail)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                run.job, run.startedAt.microseconds, run.endedAt.microseconds,
                run.result.rawValue, try JSONText.encode(run.counts), run.detail,
            ])
    }
}
