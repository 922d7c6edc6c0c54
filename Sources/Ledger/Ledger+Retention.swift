package import Almanac
import Coordination
internal import GRDB

/// What of the past is forgotten after its time, by the words of the line that says so.
enum ForgottenContent: String {
    case lines = "forgot lines"
    case letters = "forgot letters"

    /// The least age of what may be forgotten: less, the settings do not take.
    static let leastAge = Duration.seconds(86_400)
}

extension LedgerTransaction {
    /// Forgets runs of jobs that ended before a moment, but for each job's latest.
    ///
    /// - Returns: how many went; as many as `limit` says that there may be more.
    package func forgetRuns(endedBefore moment: Instant, limit: Int) throws -> Int {
        try count(
            """
            DELETE FROM run WHERE id IN (
                SELECT id FROM run WHERE ended_at < ?
                    AND id NOT IN (SELECT max(id) FROM run GROUP BY job)
                ORDER BY id LIMIT ?)
            """, [moment.microseconds, limit])
    }

    /// Forgets lines of the history from before a moment, but for those of deadlines of which one is open,
    /// of orders that are outstanding, and of periods, whose lines the close reads. That it was done, and for what
    /// is from before when, is a line itself: nothing else may forget any.
    ///
    /// - Returns: as ``forgetRuns(endedBefore:limit:)``.
    package func forgetEvents(before moment: Instant, limit: Int) throws -> Int {
        let rows = try database.rows(
            """
            SELECT * FROM event AS old WHERE at < ?
                AND subject_kind NOT IN ('period', 'submission')
                AND NOT (subject_kind = 'deadline' AND EXISTS (
                    SELECT 1 FROM deadline WHERE state = 'open'
                        AND code = substr(old.subject_id, 1, instr(old.subject_id || ' ', ' ') - 1)))
                AND NOT (subject_kind = 'order' AND EXISTS (
                    SELECT 1 FROM order_line WHERE client_order = old.subject_id
                        AND is_cancelled = 0 AND delivered < quantity))
            ORDER BY id LIMIT ?
            """, [moment.microseconds, limit])
        // First, so that no number is given twice.
        if !rows.isEmpty { try note(.lines, before: moment) }
        let begin = try chainBegin()
        for row in rows {
            let id: Int64 = try row.get("id")
            try database.run("DELETE FROM event WHERE id = ?", [id])
            guard id > begin.event else { continue }
            try unlink(.event, "\(id)", former: EventContent(row).hash)
        }
        return rows.count
    }

    /// Has the history say what it forgets.
    private func note(_ content: ForgottenContent, before moment: Instant) throws {
        try record(content.rawValue, of: .service, detail: "\(moment.microseconds)")
    }

    /// Forgets letters' bytes and HTML that were finished before a moment, but for those about orders that
    /// are outstanding. What they said, to whom and when stays.
    ///
    /// - Returns: as ``forgetRuns(endedBefore:limit:)``.
    package func forgetLetters(finishedBefore moment: Instant, limit: Int) throws -> Int {
        let ids: [Int64] = try database.values(
            """
            SELECT letter.notice FROM letter JOIN notice ON notice.id = letter.notice
            WHERE notice.finished_at < ? AND length(letter.bytes) > 0
                AND NOT EXISTS (
                    SELECT 1 FROM letter_copy WHERE letter_copy.notice = letter.notice)
                AND NOT EXISTS (
                    SELECT 1 FROM item JOIN order_line
                        ON order_line.client_order = item.subject_id
                    WHERE item.notice = letter.notice AND item.subject_kind = 'order'
                        AND order_line.is_cancelled = 0
                        AND order_line.delivered < order_line.quantity)
            LIMIT ?
            """, [moment.microseconds, limit])
        for id in ids {
            let content = try view.letterContent(of: id)
            try database.run(
                "UPDATE letter SET bytes = x'', html = '', seal = NULL WHERE notice = ?", [id])
            // What never left has no link.
            guard let content, try view.isLinked(letter: id) else { continue }
            try unlink(.letter, "\(id)", former: content.bytes)
        }
        if !ids.isEmpty { try note(.letters, before: moment) }
        return ids.count
    }

    /// Forgets the content of files that were kept before a moment, but for those of periods that are not
    /// closed and those that a letter or the drop folder still needs. That there was such a file stays.
    ///
    /// - Returns: as ``forgetRuns(endedBefore:limit:)``.
    package func forgetFiles(keptBefore moment: Instant, limit: Int) throws -> Int {
        try count(
            """
            UPDATE kept_file SET content = x'' WHERE hash IN (
                SELECT hash FROM kept_file AS old WHERE kept_at < ? AND length(content) > 0
                    AND NOT EXISTS (
                        SELECT 1 FROM submission LEFT JOIN period ON period.name = submission.period
                        WHERE submission.hash = old.hash AND period.state IS NOT 'closed')
                    AND NOT EXISTS (SELECT 1 FROM dropped_file WHERE marked_hash = old.hash)
                    AND NOT EXISTS (
                        SELECT 1 FROM notice JOIN item ON item.notice = notice.id
                        WHERE notice.finished_at IS NULL
                            AND instr(item.attachments, old.hash) > 0)
                LIMIT ?)
            """, [moment.microseconds, limit])
    }

    private func count(_ sql: String, _ values: [(any SQLValue)?]) throws -> Int {
        try database.run(sql, values)
        return database.database.changesCount
    }
}

extension Ledger {
    /// Gives pages that nothing stands on back to the disk, some thousands at a time (SQLite's incremental
    /// vacuum), and leaves a tenth of the file for what comes.
    ///
    /// - Returns: how many bytes the file shrank by, before its log is brought in.
    package func shrink() async throws -> Int64 {
        do {
            return try await pool.writeWithoutTransaction { database in
                func number(_ pragma: String) throws -> Int64 {
                    try Int64.fetchOne(database, sql: "PRAGMA \(pragma)") ?? 0
                }
                let (pages, free) = try (number("page_count"), number("freelist_count"))
                let surplus = min(free - pages / 10, 4_096)
                guard surplus > 0 else { return 0 }
                // Each step of the statement frees one page.
                _ = try Row.fetchAll(database, sql: "PRAGMA incremental_vacuum(\(surplus))")
                return try (pages - number("page_count")) * number("page_size")
            }
        } catch {
            throw LedgerError.of(error, path: path)
        }
    }
}
