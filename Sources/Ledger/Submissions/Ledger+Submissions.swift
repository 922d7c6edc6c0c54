import Almanac
import Coordination
internal import Foundation

extension LedgerView {
    /// The latest version of each team and type for a period.
    package func submissions(for period: String) throws -> [SubmissionRecord] {
        try database.rows(
            """
            SELECT * FROM submission AS s WHERE period = ? AND version = (
                SELECT max(version) FROM submission
                WHERE type = s.type AND team = s.team AND period = s.period)
            ORDER BY team, type
            """, [period]
        ).submissions()
    }

    /// The latest version of each team and period, where it was accepted: what counts.
    ///
    /// - Parameter team, period: only theirs; nil for all.
    package func acceptedSubmissions(
        of types: [String], team: String? = nil, period: String? = nil
    ) throws -> [SubmissionRecord] {
        try types.flatMap { type in
            try database.rows(
                """
                SELECT * FROM submission AS s WHERE type = ?1 AND state = ?2
                    AND team = ifnull(?3, team) AND period = ifnull(?4, period)
                    AND version = (
                        SELECT max(version) FROM submission
                        WHERE type = s.type AND team = s.team AND period = s.period)
                ORDER BY period, team
                """,
                [type, SubmissionRecord.State.accepted.rawValue, team, period]
            ).map(SubmissionRecord.init)
        }
    }

    /// The latest version of one submission.
    package func submission(
        type: String, team: String, period: String
    ) throws -> SubmissionRecord? {
        try database.row(
            """
            SELECT * FROM submission WHERE type = ? AND team = ? AND period = ?
            ORDER BY version DESC LIMIT 1
            """, [type, team, period]
        ).map(SubmissionRecord.init)
    }
}

extension LedgerTransaction {
    /// Adds a version; what was handed in before stays.
    package func insert(_ submission: SubmissionRecord) throws {
        try database.run(
            """
            INSERT INTO submission (
                type, team, period, version, file, hash, received_at, by, state, rows, totals,
                findings, is_provisional)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                submission.type, submission.team, submission.period, submission.version,
                submission.file, submission.hash, submission.receivedAt.microseconds,
                submission.by, submission.state.rawValue, submission.rows,
                try JSONText.encode(submission.totals), try JSONText.encode(submission.findings),
                submission.isProvisional,
            ])
    }
}

extension [LedgerRow] {
    fileprivate func submissions() throws -> [SubmissionRecord] {
        let totals = try LedgerRow.json("totals", of: self, as: [String: Int64].self)
        let findings = try LedgerRow.json("findings", of: self, as: [Finding].self)
        return try zip(self, zip(totals, findings)).map { row, content in
            try SubmissionRecord(row, totals: content.0, findings: content.1)
        }
    }
}
