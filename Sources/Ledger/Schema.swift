internal import GRDB

/// The tables, as one list of migrations; a released migration is never edited, only followed.
///
/// Instants are integers: microseconds since 1970 UTC. What a person meant (a civil date and time in
/// a zone) is stored as text beside the instant derived from it.
enum Schema {
    /// `TNGT` in ASCII, so that a file tells whose it is (sqlite.org, application_id).
    static let applicationID = 0x544E_4754

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: the main path") { database in
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            for table in [
                identity, registers, deadlines, notices, orders, submissions, periods, jobs,
                digests, droppedFiles,
            ] {
                try database.execute(sql: table)
            }
        }
        let further = [
            ("what sheets say", sheets), ("open deadlines are counted", tallies),
            ("outcomes of letters", letterOutcomes), ("quantities in thousandths", thousandths),
            ("changes of plans", replanning), ("registers have a version", registerVersion),
            ("deadlines that roll", rolling), ("ways out", ways),
            ("jobs can be paused", pauses), ("why steps ended", stepReasons),
            ("the history is a chain", chain), ("mails that stand alone", apart),
            ("imports can be undone", imports), ("lists of other programs", mappings),
            ("what is done about a delay", remedies), ("lists in a folder", lists),
        ]
        for (name, sql) in further {
            migrator.registerMigration(name) { try $0.execute(sql: sql) }
        }
        migrator.registerMigration("the chain says what it follows", migrate: beginChain)
        for (name, sql) in [
            ("rows of decisions are remembered", takenRows),
            ("what of a file was taken back", takenBack),
            ("figures that changed much", provisional),
        ] {
            migrator.registerMigration(name) { try $0.execute(sql: sql) }
        }
        migrator.registerMigration("what tables come to", migrate: beginSums)
        migrator.registerSummed("what letters were sealed as", sealLetters)
        migrator.registerSummed("no letter is without a seal", sealLinkedLetters)
        migrator.registerMigration("letters taken are found by time") {
            try $0.execute(sql: takenLetters)
        }
        migrator.registerMigration("orders are found by client") {
            try $0.execute(sql: "CREATE INDEX client_order_client ON client_order (client)")
        }
        return migrator
    }

    /// What tells this ledger from every other: part of each Message-ID.
    private static let identity = """
        CREATE TABLE identity (
            id TEXT NOT NULL
        );
        INSERT INTO identity VALUES (lower(hex(randomblob(8))));

        CREATE TABLE mark (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) WITHOUT ROWID;
        """

    /// `next_at` is the earliest instant at which a ladder has something to do: the scheduler reads
    /// one index entry however many deadlines are open.
    private static let deadlines = """
        CREATE TABLE deadline (
            id INTEGER PRIMARY KEY,
            code TEXT NOT NULL COLLATE NOCASE,
            occurrence TEXT NOT NULL DEFAULT '',
            title TEXT NOT NULL,
            owner TEXT NOT NULL COLLATE NOCASE,
            due TEXT NOT NULL,
            zone TEXT NOT NULL,
            due_at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            ladder TEXT NOT NULL,
            client TEXT COLLATE NOCASE,
            note TEXT,
            evidence TEXT,
            state TEXT NOT NULL,
            is_waiting INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            armed_at INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            acknowledged_until INTEGER,
            acknowledged_by TEXT,
            snoozed_until INTEGER,
            finished_at INTEGER,
            finished_by TEXT,
            proof TEXT,
            reason TEXT,
            next_at INTEGER,
            UNIQUE (code, occurrence)
        );
        CREATE INDEX deadline_next ON deadline (next_at) WHERE next_at IS NOT NULL;
        CREATE INDEX deadline_open_due ON deadline (state, due_at);
        CREATE INDEX deadline_open_code ON deadline (code) WHERE state = 'open';
        CREATE INDEX deadline_occurrence ON deadline (occurrence, code);

        CREATE TABLE deadline_revision (
            deadline INTEGER NOT NULL REFERENCES deadline (id),
            revision INTEGER NOT NULL,
            due TEXT NOT NULL,
            zone TEXT NOT NULL,
            at INTEGER NOT NULL,
            by TEXT,
            reason TEXT,
            PRIMARY KEY (deadline, revision)
        ) WITHOUT ROWID;

        CREATE TABLE dependency (
            deadline INTEGER NOT NULL REFERENCES deadline (id),
            code TEXT NOT NULL COLLATE NOCASE,
            PRIMARY KEY (deadline, code)
        ) WITHOUT ROWID;
        CREATE INDEX dependency_code ON dependency (code);

        CREATE TABLE series (
            code TEXT PRIMARY KEY COLLATE NOCASE,
            body TEXT NOT NULL,
            next_at INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX series_next ON series (next_at) WHERE next_at IS NOT NULL;

        -- Somebody was told a date that holds no more, and is to hear so at an instant.
        CREATE TABLE correction (
            deadline INTEGER NOT NULL REFERENCES deadline (id),
            recipient TEXT NOT NULL COLLATE NOCASE,
            told_due INTEGER NOT NULL,
            told_zone TEXT NOT NULL,
            told_at INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (deadline, recipient)
        ) WITHOUT ROWID;

        CREATE TABLE step (
            deadline INTEGER NOT NULL REFERENCES deadline (id),
            revision INTEGER NOT NULL,
            "when" TEXT NOT NULL,
            repetition INTEGER NOT NULL,
            role TEXT NOT NULL,
            outcome TEXT NOT NULL,
            planned_at INTEGER NOT NULL,
            settled_at INTEGER NOT NULL,
            PRIMARY KEY (deadline, revision, "when", repetition, role)
        ) WITHOUT ROWID;
        """

    private static let notices = """
        CREATE TABLE notice (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            recipient TEXT NOT NULL COLLATE NOCASE,
            audience TEXT NOT NULL,
            state TEXT NOT NULL,
            hold_reasons TEXT NOT NULL DEFAULT '[]',
            created_at INTEGER NOT NULL,
            leave_at INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0,
            approved_by TEXT,
            approved_at INTEGER,
            approved_hash TEXT,
            edit TEXT,
            finished_at INTEGER,
            response TEXT
        );
        CREATE INDEX notice_leave ON notice (leave_at) WHERE leave_at IS NOT NULL;
        -- What leaves while all client mail is held, however much of that is due.
        CREATE INDEX notice_leave_office ON notice (leave_at)
            WHERE leave_at IS NOT NULL AND audience = 'office';
        -- Letters that wait for a person.
        CREATE INDEX notice_undecided ON notice (created_at)
            WHERE audience = 'client' AND state IN ('held', 'uncertain');
        CREATE INDEX notice_unfinished ON notice (id) WHERE finished_at IS NULL;
        CREATE INDEX notice_open ON notice (recipient, audience, state);
        CREATE INDEX notice_state ON notice (state);

        CREATE TABLE letter (
            notice INTEGER PRIMARY KEY REFERENCES notice (id),
            message_id TEXT NOT NULL,
            subject TEXT NOT NULL,
            content_hash TEXT NOT NULL,
            recipients TEXT NOT NULL,
            text TEXT NOT NULL,
            html TEXT NOT NULL,
            bytes BLOB NOT NULL,
            sealed_at INTEGER NOT NULL
        );

        CREATE TABLE item (
            id INTEGER PRIMARY KEY,
            notice INTEGER NOT NULL REFERENCES notice (id),
            cause TEXT NOT NULL,
            kind TEXT NOT NULL,
            subject_kind TEXT NOT NULL,
            subject_id TEXT NOT NULL COLLATE NOCASE,
            facts TEXT NOT NULL,
            statements TEXT NOT NULL DEFAULT '[]',
            is_urgent INTEGER NOT NULL,
            expires_at INTEGER,
            attachments TEXT NOT NULL DEFAULT '[]',
            created_at INTEGER NOT NULL,
            withdrawn_at INTEGER,
            withdrawn_because TEXT,
            UNIQUE (cause)
        );
        CREATE INDEX item_notice ON item (notice);
        CREATE INDEX item_subject ON item (subject_kind, subject_id);

        CREATE TABLE refused_address (
            address TEXT PRIMARY KEY COLLATE NOCASE,
            recipient TEXT NOT NULL COLLATE NOCASE,
            at INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE attempt (
            notice INTEGER NOT NULL REFERENCES notice (id),
            number INTEGER NOT NULL,
            courier TEXT NOT NULL,
            claimed_at INTEGER NOT NULL,
            ended_at INTEGER,
            outcome TEXT,
            detail TEXT,
            PRIMARY KEY (notice, number)
        ) WITHOUT ROWID;
        """

    /// `last_told` repeats the latest `told_date`, so that an index can hold the lines that will be
    /// later than their clients know: few, however many are open.
    private static let orders = """
        CREATE TABLE client_order (
            code TEXT PRIMARY KEY COLLATE NOCASE,
            client TEXT NOT NULL COLLATE NOCASE,
            salesperson TEXT COLLATE NOCASE,
            first_seen_at INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            next_at INTEGER,
            client_since INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX client_order_next ON client_order (next_at) WHERE next_at IS NOT NULL;

        CREATE TABLE order_line (
            client_order TEXT NOT NULL COLLATE NOCASE REFERENCES client_order (code),
            line TEXT NOT NULL COLLATE NOCASE,
            ordinal INTEGER NOT NULL,
            purchase_order TEXT,
            item TEXT NOT NULL,
            quantity INTEGER NOT NULL,
            unit TEXT,
            promised TEXT NOT NULL,
            expected TEXT,
            delivered INTEGER NOT NULL,
            delivered_on TEXT,
            reason TEXT,
            is_cancelled INTEGER NOT NULL,
            salesperson TEXT COLLATE NOCASE,
            last_told TEXT NOT NULL,
            revision INTEGER NOT NULL,
            settled_revision INTEGER NOT NULL,
            is_late_since_first_seen INTEGER NOT NULL,
            PRIMARY KEY (client_order, line)
        ) WITHOUT ROWID;
        CREATE INDEX order_line_open ON order_line (coalesce(expected, promised))
            WHERE is_cancelled = 0 AND delivered < quantity;
        CREATE INDEX order_line_delivered ON order_line (delivered_on)
            WHERE delivered_on IS NOT NULL;
        CREATE INDEX order_line_late ON order_line (client_order)
            WHERE is_cancelled = 0 AND delivered < quantity
                AND coalesce(expected, promised) > last_told;

        CREATE TABLE told_date (
            client_order TEXT NOT NULL COLLATE NOCASE,
            line TEXT NOT NULL COLLATE NOCASE,
            ordinal INTEGER NOT NULL,
            date TEXT NOT NULL,
            at INTEGER NOT NULL,
            notice INTEGER REFERENCES notice (id),
            is_wish INTEGER NOT NULL,
            PRIMARY KEY (client_order, line, ordinal),
            FOREIGN KEY (client_order, line) REFERENCES order_line (client_order, line)
        ) WITHOUT ROWID;

        CREATE TABLE former_told_date (
            client_order TEXT NOT NULL COLLATE NOCASE,
            line TEXT NOT NULL COLLATE NOCASE,
            client TEXT NOT NULL COLLATE NOCASE,
            date TEXT NOT NULL,
            at INTEGER NOT NULL,
            notice INTEGER REFERENCES notice (id),
            is_wish INTEGER NOT NULL,
            PRIMARY KEY (client_order, line, client, at, date),
            FOREIGN KEY (client_order, line) REFERENCES order_line (client_order, line)
        ) WITHOUT ROWID;

        CREATE TABLE order_revision (
            client_order TEXT NOT NULL COLLATE NOCASE REFERENCES client_order (code),
            revision INTEGER NOT NULL,
            at INTEGER NOT NULL,
            by TEXT,
            changes TEXT NOT NULL,
            PRIMARY KEY (client_order, revision)
        ) WITHOUT ROWID;
        """

    private static let submissions = """
        CREATE TABLE submission (
            id INTEGER PRIMARY KEY,
            type TEXT NOT NULL,
            team TEXT NOT NULL COLLATE NOCASE,
            period TEXT NOT NULL,
            version INTEGER NOT NULL,
            file TEXT NOT NULL,
            hash TEXT NOT NULL REFERENCES kept_file (hash),
            received_at INTEGER NOT NULL,
            by TEXT,
            state TEXT NOT NULL,
            rows INTEGER NOT NULL,
            totals TEXT NOT NULL,
            findings TEXT NOT NULL,
            UNIQUE (type, team, period, version)
        );
        CREATE INDEX submission_period ON submission (period, type, team, version);
        """

    /// Closings stay when a period is opened again.
    private static let periods = """
        CREATE TABLE period (
            name TEXT PRIMARY KEY,
            state TEXT NOT NULL,
            moved_at INTEGER NOT NULL,
            moved_by TEXT,
            reason TEXT,
            next_at INTEGER,
            summary TEXT
        ) WITHOUT ROWID;

        CREATE TABLE closing (
            period TEXT NOT NULL REFERENCES period (name),
            at INTEGER NOT NULL,
            board TEXT NOT NULL,
            PRIMARY KEY (period, at)
        );

        CREATE TABLE sign_off (
            type TEXT NOT NULL,
            team TEXT NOT NULL COLLATE NOCASE,
            period TEXT NOT NULL,
            hash TEXT NOT NULL,
            at INTEGER NOT NULL,
            by TEXT NOT NULL,
            PRIMARY KEY (period, type, team, hash)
        ) WITHOUT ROWID;
        """

    private static let jobs = """
        CREATE TABLE run (
            id INTEGER PRIMARY KEY,
            job TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER NOT NULL,
            result TEXT NOT NULL,
            counts TEXT NOT NULL,
            detail TEXT
        );
        CREATE INDEX run_job ON run (job, id);
        """

    /// What was decided of files of the drop folder that have not been moved yet: whatever ends the
    /// service in between, the move is made up for and nothing is taken twice.
    private static let droppedFiles = """
        CREATE TABLE dropped_file (
            key TEXT PRIMARY KEY,
            is_accepted INTEGER NOT NULL,
            report TEXT NOT NULL,
            marked_name TEXT,
            marked_hash TEXT,
            judged_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        """

    /// Which mornings were told or silent: a digest goes once, whatever restarts and clocks do.
    private static let digests = """
        CREATE TABLE digest_morning (
            post TEXT NOT NULL COLLATE NOCASE,
            date TEXT NOT NULL,
            reader TEXT COLLATE NOCASE,
            at INTEGER NOT NULL,
            PRIMARY KEY (post, date)
        ) WITHOUT ROWID;
        """
}
