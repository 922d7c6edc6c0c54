import Almanac

extension LedgerView {
    /// The latest run of each of these jobs that had one.
    package func latestRuns(of jobs: [String]) throws -> [String: RunRecord] {
        var runs: [String: RunRecord] = [:]
        for job in jobs {
            runs[job] = try database.row(
                "SELECT * FROM run WHERE job = ? ORDER BY id DESC LIMIT 1", [job]
            ).map { row in
                RunRecord(
                    job: try row.get("job"), startedAt: try row.instant("started_at"),
                    endedAt: try row.instant("ended_at"), result: try row.word("result"),
                    counts: try row.json("counts"), detail: try row.get("detail"))
            }
        }
        return runs
    }
}

extension LedgerTransaction {
    /// Adds a run to its job's history.
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
