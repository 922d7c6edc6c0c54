package import Almanac
package import Coordination
internal import Foundation
internal import GRDB

extension LedgerTransaction {
    /// Opens a notice to somebody.
    ///
    /// - Parameters:
    ///   - leaveAt: nil for one that waits for a person.
    ///   - destination: the courier that it must go by; nil lets the routes say.
    /// - Returns: its number.
    package func openNotice(
        to recipient: String, audience: Audience, leaveAt: Instant?,
        holdReasons: [HoldReason] = [], by destination: String? = nil, isApart: Bool = false
    ) throws -> Int64 {
        let state: NoticeState = leaveAt == nil ? .held : .waiting
        try database.run(
            """
            INSERT INTO notice (
                recipient, audience, state, hold_reasons, created_at, leave_at, rank, destination,
                is_apart)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                recipient, audience.rawValue, state.rawValue,
                try JSONText.encode(list: holdReasons),
                now.microseconds, leaveAt?.microseconds,
                (audience == .client ? NoticeRank.client : .office).rawValue, destination, isApart,
            ])
        return database.lastInsertedRowID
    }

    /// Puts an item into a notice.
    ///
    /// - Returns: false when an item of the same cause was ever made: nothing is written then.
    @discardableResult
    package func append(
        _ item: Item, to notice: Int64, statements: [DelayAssessment.Statement] = []
    ) throws -> Bool {
        try database.run(
            """
            INSERT INTO item (
                notice, cause, kind, subject_kind, subject_id, facts, statements, is_urgent,
                expires_at, attachments, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (cause) DO NOTHING
            """,
            [
                notice, item.cause, item.kind, item.subject.kind.rawValue, item.subject.id,
                FactsText.encode(item.facts), try JSONText.encode(list: statements),
                item.isUrgent,
                item.expiresAt?.microseconds, try JSONText.encode(list: item.attachments),
                now.microseconds,
            ])
        guard database.changesCount == 1 else { return false }
        if item.isUrgent { try makeUrgent(notice) }
        return true
    }

    /// Has a notice of the office go before those that are not urgent, by whatever way that is.
    private func makeUrgent(_ notice: Int64) throws {
        try database.run(
            """
            UPDATE notice SET rank = ?, destination = NULL
            WHERE id = ? AND audience = 'office' AND rank <> ?
            """,
            [NoticeRank.urgent.rawValue, notice, NoticeRank.urgent.rawValue])
    }

    /// Writes what an item says now: the rewriting of a letter that has not left.
    package func update(_ record: ItemRecord) throws {
        try database.run(
            """
            UPDATE item SET cause = ?, kind = ?, facts = ?, statements = ?, expires_at = ?
            WHERE id = ?
            """,
            [
                record.item.cause, record.item.kind, FactsText.encode(record.item.facts),
                try JSONText.encode(list: record.statements), record.item.expiresAt?.microseconds,
                record.id,
            ])
    }

    /// Gives an item to another notice of the same reader.
    package func move(_ item: ItemRecord, to notice: Int64) throws {
        try database.run("UPDATE item SET notice = ? WHERE id = ?", [notice, item.id])
    }

    /// Takes an item back before it left. Its cause is free again: nobody has heard of it.
    package func withdraw(_ item: ItemRecord, because reason: String) throws {
        try database.run(
            """
            UPDATE item SET withdrawn_at = ?, withdrawn_because = ?,
                cause = cause || ' withdrawn ' || id
            WHERE id = ?
            """,
            [now.microseconds, reason, item.id])
    }

    /// Has a notice that collects leave at another moment.
    package func setLeave(_ leaveAt: Instant, of notice: Int64) throws {
        try database.run(
            "UPDATE notice SET leave_at = ? WHERE id = ?", [leaveAt.microseconds, notice])
    }

    /// Writes a notice's present state; its items have their own calls.
    package func update(_ notice: NoticeRecord) throws {
        try database.run(
            """
            UPDATE notice SET state = ?, hold_reasons = ?, leave_at = ?, free_at = ?, attempts = ?,
                approved_by = ?, approved_at = ?, approved_hash = ?, approved_parts = ?,
                may_have_arrived = ?, edit = ?, finished_at = ?, response = ?
            WHERE id = ?
            """,
            [
                notice.state.rawValue, try JSONText.encode(list: notice.holdReasons),
                notice.leaveAt?.microseconds, notice.freeAt?.microseconds, notice.attempts,
                notice.approvedBy,
                notice.approvedAt?.microseconds, notice.approvedHash,
                notice.approvedParts.isEmpty ? nil : try JSONText.encode(notice.approvedParts),
                notice.mayHaveArrived,
                try notice.edit.map { try JSONText.encode($0) },
                notice.finishedAt?.microseconds, notice.response, notice.id,
            ])
        if notice.state == .sent, notice.finishedAt != nil { try linkLetter(of: notice.id) }
    }

    /// Seals a notice's letter and claims the attempt to deliver it: from here on, without an
    /// outcome, nobody knows whether it arrived.
    package func claim(
        _ notice: inout NoticeRecord, letter: LetterRecord, courier: String,
        isRedirected: Bool = false
    ) throws {
        let recipients = try JSONText.encode(letter.recipients)
        try database.run(
            """
            INSERT INTO letter (
                notice, message_id, subject, content_hash, recipients, text, html, bytes,
                sealed_at, seal)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (notice) DO UPDATE SET subject = excluded.subject,
                content_hash = excluded.content_hash, recipients = excluded.recipients,
                text = excluded.text, html = excluded.html, bytes = excluded.bytes,
                sealed_at = excluded.sealed_at, seal = excluded.seal
            """,
            [
                notice.id, letter.messageID, letter.subject, letter.contentHash,
                recipients, letter.text, letter.html,
                Data(letter.bytes), now.microseconds,
                // Nobody proves what is thrown away.
                database.isLinked ? try seal(of: letter, recipients, in: notice).data : nil,
            ])
        notice.state = .claimed
        notice.freeAt = notice.freeAt ?? now
        notice.leaveAt = nil
        notice.attempts += 1
        try update(notice)
        try database.run(
            """
            INSERT INTO attempt (notice, number, courier, claimed_at, is_redirected)
            VALUES (?, ?, ?, ?, ?)
            """,
            [notice.id, notice.attempts, courier, now.microseconds, isRedirected])
    }

    private func seal(
        of letter: LetterRecord, _ recipients: String, in notice: NoticeRecord
    ) throws -> LetterSeal {
        // Whatever it was claimed under first stays.
        let former = notice.attempts > 0 ? try view.messageID(of: notice.id) : nil
        return LetterSeal(
            bytes: letter.bytes, html: letter.html,
            words: [
                notice.recipient, notice.audience.rawValue, former ?? letter.messageID,
                letter.subject, recipients, letter.text,
            ], contentHash: letter.contentHash, sealedAt: now.microseconds)
    }

    /// Takes a notice out of the way of which nothing can be recorded, since what it is about cannot be
    /// read: a client's waits for a person, one of the office is over.
    package func setAside(_ notice: NoticeRecord, because reason: String) throws {
        let isClients = notice.audience == .client
        try database.run(
            """
            UPDATE notice SET state = ?, leave_at = NULL, response = ?, finished_at = ?,
                may_have_arrived = ? WHERE id = ?
            """,
            [
                (isClients ? NoticeState.uncertain : .refused).rawValue, reason,
                isClients ? nil : now.microseconds, isClients, notice.id,
            ])
    }

    /// Records what became of the latest attempt.
    package func endAttempt(of notice: NoticeRecord, outcome: String, detail: String) throws {
        try database.run(
            """
            UPDATE attempt SET ended_at = ?, outcome = ?, detail = ?
            WHERE notice = ? AND number = ?
            """,
            [now.microseconds, outcome, detail, notice.id, notice.attempts])
    }
}
