import Almanac
package import Coordination

extension LedgerView {
    /// Every period that is or was looked after, in their order.
    package func periods() throws -> [PeriodRecord] {
        try database.rows("SELECT * FROM period").map(PeriodRecord.init)
            .sorted { $0.period < $1.period }
    }

    /// A period as it is looked after; nil for one that is not.
    package func period(_ period: Period) throws -> PeriodRecord? {
        try database.row("SELECT * FROM period WHERE name = ?", [period.description])
            .map(PeriodRecord.init)
    }

    /// The board of a period as it was closed last; nil for one that never was.
    package func closedBoard(of period: Period) throws -> String? {
        try database.row(
            "SELECT board FROM closing WHERE period = ? ORDER BY at DESC LIMIT 1",
            [period.description]
        ).map { try $0.get("board") }
    }

    /// What was signed for a period, the oldest word first.
    package func signOffs(for period: Period) throws -> [SignOffRecord] {
        try database.rows(
            "SELECT * FROM sign_off WHERE period = ? ORDER BY at", [period.description]
        ).map(SignOffRecord.init)
    }

    /// What was signed of one submission, the oldest word first.
    package func signOffs(
        type: String, team: String, period: Period
    ) throws -> [SignOffRecord] {
        try database.rows(
            "SELECT * FROM sign_off WHERE period = ? AND type = ? AND team = ? ORDER BY at",
            [period.description, type, team]
        ).map(SignOffRecord.init)
    }
}

extension LedgerTransaction {
    /// Adds a period, or changes one.
    package func put(_ record: PeriodRecord) throws {
        try database.run(
            """
            INSERT INTO period (name, state, moved_at, moved_by, reason, next_at, summary)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET state = excluded.state,
                moved_at = excluded.moved_at, moved_by = excluded.moved_by,
                reason = excluded.reason, next_at = excluded.next_at, summary = excluded.summary
            """,
            [
                record.period.description, record.state.rawValue, record.movedAt.microseconds,
                record.movedBy, record.reason, record.nextAt?.microseconds, record.summary,
            ])
    }

    /// Keeps a period's board as it is closed, for ever.
    package func keep(board: String, of period: Period) throws {
        try database.run(
            "INSERT INTO closing (period, at, board) VALUES (?, ?, ?)",
            [period.description, now.microseconds, board])
    }

    /// Adds a word on a file; the same word again changes nothing.
    ///
    /// - Returns: whether it is new.
    package func insert(_ signOff: SignOffRecord, for period: Period) throws -> Bool {
        try database.run(
            """
            INSERT OR IGNORE INTO sign_off (type, team, period, hash, at, by, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                signOff.type, signOff.team, period.description, signOff.hash,
                signOff.at.microseconds, signOff.by, signOff.reason,
            ])
        return database.changesCount > 0
    }
}
