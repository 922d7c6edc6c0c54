import Almanac

extension LedgerView {
    /// Files of the drop folder that were judged and are not known to have been moved.
    package func droppedFiles() throws -> [DroppedFileRecord] {
        try database.rows("SELECT * FROM dropped_file ORDER BY key").map(DroppedFileRecord.init)
    }
}

extension LedgerTransaction {
    /// Remembers what was decided of a file that is still to be moved.
    package func remember(_ file: DroppedFileRecord) throws {
        try database.run(
            """
            INSERT OR REPLACE INTO dropped_file (
                key, is_accepted, report, marked_name, marked_hash, judged_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                file.key, file.isAccepted, file.report, file.marked?.name, file.marked?.hash,
                now.microseconds,
            ])
    }

    /// The file has been moved, or is gone.
    package func forgetDroppedFile(_ key: String) throws {
        try database.run("DELETE FROM dropped_file WHERE key = ?", [key])
    }
}
