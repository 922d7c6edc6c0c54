extension LedgerView {
    /// Every version of a submission, oldest first.
    package func versions(
        type: String, team: String, period: String
    ) throws -> [SubmissionRecord] {
        try database.rows(
            """
            SELECT * FROM submission WHERE type = ? AND team = ? AND period = ?
            ORDER BY version
            """, [type, team, period]
        ).map(SubmissionRecord.init)
    }

    /// Submissions that were handed in as a file, by its hash.
    package func submissions(ofFile hash: String) throws -> [SubmissionRecord] {
        try database.rows("SELECT * FROM submission WHERE hash = ? ORDER BY id", [hash])
            .map(SubmissionRecord.init)
    }
}
