package import Almanac
package import Coordination

extension LedgerTransaction {
    /// Adds a deadline with its first revision.
    ///
    /// - Returns: its number in the ledger.
    @discardableResult
    package func insert(
        _ deadline: Deadline, dueAt: Instant, nextAt: Instant?, by: String? = nil
    ) throws -> Int64 {
        try database.run(
            """
            INSERT INTO deadline (
                code, occurrence, title, owner, due, zone, due_at, kind, ladder, client, note,
                evidence, state, is_waiting, revision, armed_at, created_at, acknowledged_until,
                acknowledged_by, snoozed_until, finished_at, finished_by, proof, reason, next_at,
                replanned_at, roll, rolled_from)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?)
            """,
            [
                deadline.code, deadline.occurrence, deadline.title, deadline.owner,
                deadline.due.description, deadline.zone, dueAt.microseconds, deadline.kind,
                deadline.ladder, deadline.client, deadline.note, deadline.evidence,
                deadline.state.rawValue, deadline.isWaiting, deadline.revision,
                deadline.armedAt.microseconds, deadline.createdAt.microseconds,
                deadline.acknowledgedUntil?.microseconds, deadline.acknowledgedBy,
                deadline.snoozedUntil?.microseconds, deadline.finishedAt?.microseconds,
                deadline.finishedBy, deadline.proof, deadline.reason, nextAt?.microseconds,
                deadline.replannedAt?.microseconds, deadline.roll?.direction.rawValue,
                deadline.roll?.origin.description,
            ])
        let id = database.lastInsertedRowID
        try insertRevision(of: deadline, id: id, by: by)
        if !deadline.dependencies.isEmpty { try putDependencies(of: deadline, id: id) }
        return id
    }

    /// Writes a deadline's present values; a new revision goes into the history of the promise.
    package func update(_ record: DeadlineRecord, by: String? = nil) throws {
        let deadline = record.deadline
        try database.run(
            """
            UPDATE deadline SET title = ?, owner = ?, due = ?, zone = ?, due_at = ?, kind = ?,
                ladder = ?, client = ?, note = ?, evidence = ?, state = ?, is_waiting = ?,
                revision = ?, armed_at = ?, replanned_at = ?, acknowledged_until = ?,
                acknowledged_by = ?,
                snoozed_until = ?, finished_at = ?, finished_by = ?, proof = ?, reason = ?,
                next_at = ?, roll = ?, rolled_from = ?
            WHERE id = ?
            """,
            [
                deadline.title, deadline.owner, deadline.due.description, deadline.zone,
                record.dueAt.microseconds, deadline.kind, deadline.ladder, deadline.client,
                deadline.note, deadline.evidence, deadline.state.rawValue, deadline.isWaiting,
                deadline.revision, deadline.armedAt.microseconds,
                deadline.replannedAt?.microseconds, deadline.acknowledgedUntil?.microseconds,
                deadline.acknowledgedBy, deadline.snoozedUntil?.microseconds,
                deadline.finishedAt?.microseconds, deadline.finishedBy, deadline.proof,
                deadline.reason, record.nextAt?.microseconds, deadline.roll?.direction.rawValue,
                deadline.roll?.origin.description, record.id,
            ])
        try insertRevision(of: deadline, id: record.id, by: by)
        try putDependencies(of: deadline, id: record.id)
    }

    private func putDependencies(of deadline: Deadline, id: Int64) throws {
        try database.run("DELETE FROM dependency WHERE deadline = ?", [id])
        for code in deadline.dependencies {
            try database.run(
                "INSERT INTO dependency (deadline, code) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [id, code])
        }
    }

    /// Marks steps, each once: a second mark of one step is an error and undoes the transaction.
    package func settle(
        _ outcomes: [SettledStep], of record: DeadlineRecord, nextAt: Instant?
    ) throws {
        for settled in outcomes {
            let step = settled.step
            let because = StepReason.text(of: settled.reasons)
            try database.run(
                """
                INSERT INTO step (
                    deadline, revision, "when", repetition, role, outcome, planned_at, settled_at,
                    nominal_at, because)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    record.id, record.deadline.revision, step.identity.when.description,
                    step.identity.repetition, step.identity.role.description,
                    settled.outcome.rawValue, step.at.microseconds, now.microseconds,
                    step.nominal.microseconds, because,
                ])
            let mark = MarkContent(
                deadline: record.id, revision: record.deadline.revision,
                when: step.identity.when.description, repetition: step.identity.repetition,
                role: step.identity.role.description, outcome: settled.outcome.rawValue,
                plannedAt: step.at.microseconds, settledAt: now.microseconds,
                nominalAt: step.nominal.microseconds, because: because)
            try link(.mark, mark.subject, content: mark.hash)
        }
        try setNext(nextAt, of: record.id)
    }

    /// Takes marks of steps back whose items were taken back: they fire anew.
    package func unsettle(_ steps: [StepIdentity], of record: DeadlineRecord) throws {
        for step in steps {
            let key: [(any SQLValue)?] = [
                record.id, record.deadline.revision, step.when.description, step.repetition,
                step.role.description,
            ]
            let place =
                #"deadline = ? AND revision = ? AND "when" = ? AND repetition = ? AND role = ?"#
            guard let row = try database.row("SELECT * FROM step WHERE \(place)", key) else {
                continue
            }
            let mark = try MarkContent(row)
            try database.run("DELETE FROM step WHERE \(place)", key)
            guard try !chainBegin().holds(mark: mark.settledAt) else { continue }
            try unlink(.mark, mark.subject, former: mark.hash)
        }
    }

    /// Stores when a deadline next has something to do.
    package func setNext(_ nextAt: Instant?, of id: Int64) throws {
        try database.run(
            "UPDATE deadline SET next_at = ? WHERE id = ?", [nextAt?.microseconds, id])
    }

    private func insertRevision(of deadline: Deadline, id: Int64, by: String?) throws {
        try database.run(
            """
            INSERT INTO deadline_revision (deadline, revision, due, zone, at, by, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [
                id, deadline.revision, deadline.due.description, deadline.zone, now.microseconds,
                by, deadline.reason,
            ])
    }
}
