package import Almanac
package import Coordination

/// What was told, looked up by whom and what it was about: one stretch of an index each.
extension LedgerView {
    /// Every notice that holds, or held, an item about `subject`, oldest first.
    package func notices(about subject: Subject) throws -> [NoticeRecord] {
        try database.rows(
            """
            SELECT * FROM notice WHERE id IN (
                SELECT notice FROM item WHERE subject_kind = ? AND subject_id = ?)
            ORDER BY id
            """, [subject.kind.rawValue, subject.id]
        ).map(withItems)
    }

    /// Somebody's latest notices, newest first.
    package func notices(
        to recipient: String, audience: Audience, limit: Int
    ) throws -> [NoticeRecord] {
        try notices(to: recipient, audience: audience, numbers: 0...Int64.max, limit: limit)
    }

    /// Somebody's notices that were opened within a span, or before it and had not ended at its begin,
    /// newest first.
    package func notices(
        to recipient: String, audience: Audience, openedIn span: Range<Instant>, limit: Int
    ) throws -> [NoticeRecord] {
        let first = try firstNotice(openedAtOrAfter: span.lowerBound)
        let end = try firstNotice(openedAtOrAfter: span.upperBound)
        guard first < end else { return [] }
        return try notices(
            to: recipient, audience: audience, numbers: first...(end - 1), limit: limit)
    }

    /// What was opened within a span and a trial sent to an address instead of to its reader, newest first.
    package func redirectedNotices(
        to address: String, openedIn span: Range<Instant>, limit: Int
    ) throws -> [NoticeRecord] {
        let first = try firstNotice(openedAtOrAfter: span.lowerBound)
        let end = try firstNotice(openedAtOrAfter: span.upperBound)
        let ids: [Int64] = try database.values(
            """
            SELECT notice.id FROM notice CROSS JOIN letter ON letter.notice = notice.id
            WHERE notice.id >= ? AND notice.id < ? AND +notice.state = 'redirected'
                AND lower(letter.recipients) = ?
            ORDER BY notice.id DESC LIMIT ?
            """, [first, end, try JSONText.encode([address.lowercased()]), limit])
        return try ids.compactMap { try notice($0) }
    }

    /// For each state a stretch of `notice_open`, whose last column is the number.
    private func notices(
        to recipient: String, audience: Audience, numbers: ClosedRange<Int64>, limit: Int
    ) throws -> [NoticeRecord] {
        let ids: [Int64] = try NoticeState.allCases.flatMap { state in
            try database.values(
                """
                SELECT id FROM notice INDEXED BY notice_open
                WHERE recipient = ? AND audience = ? AND state = ? AND id BETWEEN ? AND ?
                ORDER BY id DESC LIMIT ?
                """,
                [
                    recipient, audience.rawValue, state.rawValue, numbers.lowerBound,
                    numbers.upperBound, limit,
                ]) as [Int64]
        }
        return try ids.sorted(by: >).prefix(limit).compactMap { try notice($0) }
    }

    /// The number of the first notice that was opened at or after a moment: numbers rise with time, so
    /// that a handful of look-ups finds it.
    private func firstNotice(openedAtOrAfter moment: Instant) throws -> Int64 {
        var low: Int64 = 1
        var high = (try database.value("SELECT max(id) FROM notice") as Int64? ?? 0) + 1
        while low < high {
            let middle = low + (high - low) / 2
            let row = try database.row(
                "SELECT id, created_at FROM notice WHERE id >= ? ORDER BY id LIMIT 1", [middle])
            if let row, try row.instant("created_at") < moment {
                low = try row.get("id", as: Int64.self) + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// Letters to clients that were opened since a moment, the newest first.
    package func clientLetters(
        openedAtOrAfter moment: Instant, limit: Int
    ) throws -> [NoticeRecord] {
        try database.rows(
            "SELECT * FROM notice WHERE id >= ? AND audience = ? ORDER BY id DESC LIMIT ?",
            [try firstNotice(openedAtOrAfter: moment), Audience.client.rawValue, limit]
        ).map(withItems)
    }

    /// A letter's subject and when it was sealed, without its bytes; nil before.
    package func letterHead(of notice: Int64) throws -> (subject: String, sealedAt: Instant)? {
        try database.row("SELECT subject, sealed_at FROM letter WHERE notice = ?", [notice]).map {
            (try $0.get("subject"), try $0.instant("sealed_at"))
        }
    }
}

extension LedgerView {
    /// The latest lines of the history about a subject, newest first.
    package func latestEvents(of subject: Subject, limit: Int) throws -> [EventRecord] {
        try database.rows(
            """
            SELECT * FROM event WHERE subject_kind = ? AND subject_id = ?
            ORDER BY id DESC LIMIT ?
            """, [subject.kind.rawValue, subject.id, limit]
        ).map(EventRecord.init)
    }

    /// How often people did each thing to subjects of a kind since a line of the history.
    package func deeds(of kind: Subject.Kind, after id: Int64) throws -> [String: Int] {
        let rows = try database.rows(
            """
            SELECT what, count(*) AS count FROM event
            WHERE id > ? AND +subject_kind = ? AND by IS NOT NULL GROUP BY what
            """, [id, kind.rawValue])
        return Dictionary(
            try rows.map { (try $0.get("what"), try $0.get("count")) }, uniquingKeysWith: +)
    }

    /// How many letters to clients went to a trial's address since a moment.
    package func redirectedLetters(since moment: Instant) throws -> Int {
        try database.count(
            """
            SELECT count(*) FROM notice
            WHERE state = 'redirected' AND audience = 'client' AND finished_at > ?
            """, [moment.microseconds])
    }

    /// How many letters to a client left, or did in a trial, as a person approved them and nobody changed them:
    /// each approved letter once, in however many parts it left and however often, be that once in a trial and
    /// once more after it.
    package func lettersApprovedUnchanged(of client: String) throws -> Int {
        let rows = try database.rows(
            """
            SELECT notice.id AS notice, state, approved_hash, cause
            FROM notice INDEXED BY notice_open
            LEFT JOIN item ON item.notice = notice.id AND withdrawn_at IS NULL
            WHERE recipient = ? AND audience = 'client' AND state IN ('sent', 'redirected')
                AND approved_by IS NOT NULL AND edit IS NULL
            """, [client])
        var letters: [Int64: ApprovedLetter] = [:]
        for row in rows {
            let number: Int64 = try row.get("notice")
            var letter =
                try letters[number]
                ?? ApprovedLetter(
                    hash: row.get("approved_hash"), isOfTrial: row.get("state") == "redirected")
            if let cause = try row.get("cause", as: String?.self) { letter.add(cause) }
            letters[number] = letter
        }
        var (hashes, ofTrials): (Set<String>, Set<Substring>) = ([], [])
        for (_, letter) in letters.sorted(by: { $0.key < $1.key }) {
            let isToldAgain = !letter.causes.isEmpty && letter.causes.isSubset(of: ofTrials)
            if letter.isOfTrial { ofTrials.formUnion(letter.causes) }
            if !isToldAgain { hashes.insert(letter.hash) }
        }
        return hashes.count
    }

    /// A letter that somebody approved: by the hash of what was approved, and by what it tells.
    private struct ApprovedLetter {
        var hash: String
        var isOfTrial: Bool
        var causes: Set<Substring> = []

        init(hash: String?, isOfTrial: Bool) {
            self.hash = hash ?? ""
            self.isOfTrial = isOfTrial
        }

        /// What was told in a trial is owed under the same cause after it.
        mutating func add(_ cause: String) {
            causes.insert(
                cause.firstRange(of: " redirected ").map { cause[..<$0.lowerBound] } ?? cause[...])
        }
    }

    /// The numbers of letters to clients that left after a moment, newest first.
    package func sentLetterNumbers(after moment: Instant, limit: Int) throws -> [Int64] {
        try database.values(
            """
            SELECT id FROM notice WHERE audience = 'client' AND state = 'sent' AND finished_at > ?
            ORDER BY id DESC LIMIT ?
            """, [moment.microseconds, limit])
    }

    /// Deadlines of an owner that are due within a span, earliest first.
    package func deadlines(
        ownedBy owner: String, dueIn span: Range<Instant>, limit: Int
    ) throws -> [DeadlineRecord] {
        try database.rows(
            """
            SELECT * FROM deadline WHERE owner = ? AND due_at >= ? AND due_at < ?
            ORDER BY due_at LIMIT ?
            """,
            [owner, span.lowerBound.microseconds, span.upperBound.microseconds, limit]
        ).map(record)
    }

    /// Anybody's deadlines that are due within a span, the first due first.
    package func deadlines(dueIn span: Range<Instant>, limit: Int) throws -> [DeadlineRecord] {
        let found = try Deadline.State.allCases.flatMap { state in
            try database.rows(
                """
                SELECT * FROM deadline WHERE state = ? AND due_at >= ? AND due_at < ?
                ORDER BY due_at LIMIT ?
                """,
                [
                    state.rawValue, span.lowerBound.microseconds, span.upperBound.microseconds,
                    limit,
                ]
            ).map(record)
        }
        return Array(found.sorted { $0.deadline.code < $1.deadline.code }.prefix(limit))
    }

    /// Files that were kept under a name or a hash, newest first: without their content.
    package func keptFiles(
        named name: String
    ) throws -> [(name: String, hash: String, keptAt: Instant)] {
        try database.rows(
            """
            SELECT name, hash, kept_at FROM kept_file WHERE hash = ?1 OR name = ?1
            ORDER BY kept_at DESC LIMIT 20
            """, [name]
        ).map { (try $0.get("name"), try $0.get("hash"), try $0.instant("kept_at")) }
    }

    /// Who read the morning digest of a post on a date: no reader where there was nothing to say, nil
    /// where that morning has not been looked at.
    package func morning(
        of post: String, on date: CivilDate
    ) throws -> (reader: String?, at: Instant)? {
        try database.row(
            "SELECT reader, at FROM digest_morning WHERE post = ? AND date = ?",
            [post, date.description]
        ).map { (try $0.get("reader"), try $0.instant("at")) }
    }
}
