import Almanac

extension LedgerView {
    /// The latest run of each of these jobs that had one.
    package func latestRuns(of jobs: [String]) throws -> [String: RunRecord] {
        var runs: [String: RunRecord] = [:]
        for job in jobs { runs[job] = try self.runs(of: job, limit: 1).first }
        return runs
    }

    /// What a job did, the latest first.
    package func runs(of job: String, limit: Int) throws -> [RunRecord] {
        try database.rows("SELECT * FROM run WHERE job = ? ORDER BY id DESC LIMIT ?", [job, limit])
            .map { row in
                RunRecord(
                    job: try row.get("job"), startedAt: try row.instant("started_at"),
                    endedAt: try row.instant("ended_at"), result: try row.word("result"),
                    counts: try row.json("counts"), detail: try row.get("detail"))
            }
    }

    /// Jobs that somebody paused, by name.
    package func pausedJobs() throws -> [String: JobPause] {
        let rows = try database.rows("SELECT * FROM paused_job", []).map {
            row -> (String, JobPause) in
            (
                try row.get("job"),
                JobPause(
                    at: try row.instant("at"), by: try row.get("by"), reason: try row.get("reason"))
            )
        }
        return Dictionary(uniqueKeysWithValues: rows)
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

    /// Has a job rest until ``resume(job:)``; one that rests already does so for the new reason.
    package func pause(job: String, _ pause: JobPause) throws {
        try database.run(
            """
            INSERT INTO paused_job (job, at, by, reason) VALUES (?, ?, ?, ?)
            ON CONFLICT (job) DO UPDATE SET at = excluded.at, by = excluded.by,
                reason = excluded.reason
            """, [job, pause.at.microseconds, pause.by, pause.reason])
    }

    /// Ends a job's rest.
    package func resume(job: String) throws {
        try database.run("DELETE FROM paused_job WHERE job = ?", [job])
    }
}
