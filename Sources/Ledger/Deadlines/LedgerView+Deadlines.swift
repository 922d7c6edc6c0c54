package import Almanac
package import Coordination

extension LedgerView {
    /// A deadline by its code and, of a series, its occurrence.
    package func deadline(code: String, occurrence: String = "") throws -> DeadlineRecord? {
        try database.row(
            "SELECT * FROM deadline WHERE code = ? AND occurrence = ?", [code, occurrence]
        ).map(record)
    }

    /// Deadlines by their due moment.
    ///
    /// - Parameter state: nil for all.
    package func deadlines(in state: Deadline.State? = nil) throws -> [DeadlineRecord] {
        guard let state else {
            return try database.rows("SELECT * FROM deadline ORDER BY due_at, id")
                .map(record)
        }
        return try database.rows(
            "SELECT * FROM deadline WHERE state = ? ORDER BY due_at, id", [state.rawValue]
        ).map(record)
    }

    /// The numbers of deadlines, by their due moment: what is read page by page.
    ///
    /// - Parameter state: nil for all.
    package func deadlineIDs(in state: Deadline.State?) throws -> [Int64] {
        guard let state else {
            return try database.values("SELECT id FROM deadline ORDER BY due_at, id")
        }
        return try database.values(
            "SELECT id FROM deadline WHERE state = ? ORDER BY due_at, id", [state.rawValue])
    }

    /// The numbers of the deadlines that were made last, the newest first.
    package func newestDeadlines(limit: Int) throws -> [Int64] {
        try database.values("SELECT id FROM deadline ORDER BY id DESC LIMIT ?", [limit])
    }

    /// Deadlines by their numbers, in that order, without those that are there no more.
    package func deadlines(numbered ids: [Int64]) throws -> [DeadlineRecord] {
        try ids.compactMap { id in
            try database.row("SELECT * FROM deadline WHERE id = ?", [id]).map(record)
        }
    }

    /// The open deadlines of one code: several when it recurs.
    package func openDeadlines(code: String) throws -> [DeadlineRecord] {
        try database.rows(Self.openDeadlinesOfCode, [code]).map(record)
    }

    /// The literal state lets the partial index answer (`deadline_open_code`); of an order that another
    /// index has, the planner would read every open deadline.
    static let openDeadlinesOfCode = """
        SELECT * FROM deadline INDEXED BY deadline_open_code
        WHERE code = ? AND state = 'open' ORDER BY +due_at
        """

    /// All deadlines of one code, the first due first.
    package func deadlines(code: String) throws -> [DeadlineRecord] {
        try database.rows("SELECT * FROM deadline WHERE code = ? ORDER BY due_at, id", [code])
            .map(record)
    }

    /// Deadlines about a client whose codes begin so, the latest made first.
    package func deadlines(
        ofClient client: String, codesBeginning prefix: String, limit: Int
    ) throws -> [DeadlineRecord] {
        try database.rows(
            """
            SELECT * FROM deadline WHERE code >= ? AND code < ? AND client = ?
            ORDER BY +id DESC LIMIT ?
            """, [prefix, prefix + "\u{10FFFF}", client, limit]
        ).map(record)
    }

    /// All deadlines of one occurrence, such as a period, by code.
    package func deadlines(occurrence: String) throws -> [DeadlineRecord] {
        try database.rows(
            "SELECT * FROM deadline WHERE occurrence = ? ORDER BY code", [occurrence]
        ).map(record)
    }

    /// The codes of open deadlines that begin so.
    package func openCodes(beginning prefix: String) throws -> [String] {
        // The literal state lets the partial index answer (`deadline_open_code`).
        try database.rows(
            "SELECT DISTINCT code FROM deadline WHERE state = 'open' AND code >= ? AND code < ?",
            [prefix, prefix + "\u{10FFFF}"]
        ).map { try $0.get("code") }
    }

    /// Whether a person has moved it since it was made.
    package func isMovedByHand(_ record: DeadlineRecord) throws -> Bool {
        try database.count(
            """
            SELECT count(*) FROM deadline_revision
            WHERE deadline = ? AND revision > 1 AND by IS NOT NULL
            """, [record.id]) > 0
    }

    /// Every code.
    package func deadlineCodes() throws -> [String] {
        try database.values("SELECT DISTINCT code FROM deadline ORDER BY code")
    }

    /// The codes that a sheet may name: what has an occurrence and no series, the service asks of the
    /// office by itself.
    ///
    /// - Parameters:
    ///   - own: how codes begin, by kind, of what the service asks of itself.
    package func sheetDeadlineCodes(except own: [String: String]) throws -> [String] {
        try database.rows(
            """
            SELECT code, kind FROM deadline WHERE occurrence = ''
            UNION SELECT code, '' FROM series ORDER BY code
            """
        ).compactMap { row in
            let code: String = try row.get("code")
            let kind: String = try row.get("kind")
            return own[kind].map(code.hasPrefix) ?? false ? nil : code
        }
    }

    /// How many open deadlines go by each ladder, and are of each kind.
    package func namesInUse() throws -> (ladders: [String: Int], kinds: [String: Int]) {
        var (ladders, kinds): ([String: Int], [String: Int]) = ([:], [:])
        let rows = try database.rows(
            "SELECT ladder, kind, count(*) AS number FROM deadline WHERE state = 'open' GROUP BY ladder, kind"
        )
        for row in rows {
            let (ladder, kind): (String, String) = (try row.get("ladder"), try row.get("kind"))
            let number: Int = try row.get("number")
            ladders[ladder, default: 0] += number
            kinds[kind, default: 0] += number
        }
        return (ladders, kinds)
    }

    /// Deadlines whose ladder has something to do by `moment`, earliest first.
    package func deadlinesDue(by moment: Instant, limit: Int) throws -> [DeadlineRecord] {
        try database.rows(
            """
            SELECT * FROM deadline WHERE next_at IS NOT NULL AND next_at <= ?
            ORDER BY next_at LIMIT ?
            """, [moment.microseconds, limit]
        ).map(record)
    }

    /// When the earliest ladder of all has something to do.
    package func nextDeadlineInstant() throws -> Instant? {
        try database.instant(
            "SELECT next_at FROM deadline WHERE next_at IS NOT NULL ORDER BY next_at LIMIT 1")
    }

    /// What has become of a revision's steps.
    package func settledSteps(of id: Int64, revision: Int) throws -> Set<StepIdentity> {
        let rows = try database.rows(
            #"SELECT "when", repetition, role FROM step WHERE deadline = ? AND revision = ?"#,
            [id, revision])
        return Set(
            try rows.map { row in
                StepIdentity(
                    when: try row.value("when", { try Offset($0) }),
                    repetition: try row.get("repetition"), role: Role(try row.get("role")))
            })
    }

    /// How many deadlines are open, and how many of them overdue at `now`.
    ///
    /// What is open is counted as it changes (`tally`), so that the answer costs what is overdue.
    package func openDeadlines(at now: Instant) throws -> (open: Int, overdue: Int) {
        let state = Deadline.State.open.rawValue
        return (
            try database.count("SELECT value FROM tally WHERE name = 'open deadlines'"),
            try database.count(
                "SELECT count(*) FROM deadline WHERE state = ? AND due_at < ?",
                [state, now.microseconds])
        )
    }

    /// When the next open deadline comes to be overdue, seen from `now`.
    package func nextOverdueInstant(after now: Instant) throws -> Instant? {
        try database.instant(
            """
            SELECT due_at FROM deadline WHERE state = ? AND due_at >= ? ORDER BY due_at LIMIT 1
            """, [Deadline.State.open.rawValue, now.microseconds])
    }

    /// Titles of deadlines of no series that were due in a year and in the one before, and of which none is
    /// later: what people enter by hand for each year.
    ///
    /// - Parameter kinds: of which none counts.
    package func titlesRepeated(until year: Int, notOf kinds: [String]) throws -> [String] {
        try database.rows(
            """
            SELECT title FROM deadline
            WHERE occurrence = '' AND state <> 'cancelled'
                AND kind NOT IN (SELECT value FROM json_each(?))
            GROUP BY title
            HAVING max(substr(due, 1, 4) = ?) AND max(substr(due, 1, 4) = ?)
                AND max(substr(due, 1, 4)) <= ?
            ORDER BY title
            """, [try JSONText.encode(kinds), "\(year - 1)", "\(year)", "\(year)"]
        ).map { try $0.get("title") }
    }

    /// Deadlines that wait for `code` to end.
    package func deadlines(waitingFor code: String) throws -> [DeadlineRecord] {
        try database.rows(Self.deadlinesWaiting, [code]).map(record)
    }

    /// From the few that name the code, not from all that are open.
    static let deadlinesWaiting = """
        SELECT deadline.* FROM dependency CROSS JOIN deadline ON deadline.id = dependency.deadline
        WHERE dependency.code = ? AND deadline.is_waiting AND deadline.state = 'open'
        """

    /// The history of a promise: every due moment it had, the first one first.
    package func revisions(of id: Int64) throws -> [RevisionRecord] {
        try database.rows(
            "SELECT * FROM deadline_revision WHERE deadline = ? ORDER BY revision", [id]
        ).map { row in
            RevisionRecord(
                revision: try row.get("revision"), due: try row.value("due", { CivilDateTime($0) }),
                zone: try row.get("zone"), at: try row.instant("at"), by: try row.get("by"),
                reason: try row.get("reason"))
        }
    }

    func record(_ row: LedgerRow) throws -> DeadlineRecord {
        let codes = try database.rows(
            "SELECT code FROM dependency WHERE deadline = ? ORDER BY code",
            [try row.get("id", as: Int64.self)])
        return try DeadlineRecord(row, dependencies: codes.map { try $0.get("code") })
    }
}
