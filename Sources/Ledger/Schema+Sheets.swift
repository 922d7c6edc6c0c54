extension Schema {
    /// What sheets have said of each row, so that a sheet that comes again says nothing anew, and what was
    /// exported, so that an edited export is compared with it.
    ///
    /// `body` has the words of all rows of what is taken as a whole (an order, an entry of a register) in
    /// the columns of a layout; many rows share one.
    static let sheets = """
        CREATE TABLE said_layout (
            id INTEGER PRIMARY KEY,
            columns TEXT NOT NULL UNIQUE
        );

        CREATE TABLE said (
            kind TEXT NOT NULL,
            export INTEGER NOT NULL,
            key TEXT NOT NULL,
            layout INTEGER NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (kind, export, key)
        ) WITHOUT ROWID;

        CREATE TABLE sheet_export (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            content BLOB NOT NULL
        );
        CREATE INDEX sheet_export_kind ON sheet_export (kind, number);
        """

    /// Files that were taken, and what each changed, so that it can be undone.
    static let imports = """
        CREATE TABLE sheet_import (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            by TEXT,
            kind TEXT NOT NULL,
            file TEXT NOT NULL,
            changes TEXT NOT NULL,
            undone_at INTEGER,
            undone_by TEXT
        );
        CREATE INDEX sheet_import_at ON sheet_import (at);
        """

    /// How lists of other programs are read: `body` is the mapping. One that is removed stays, so that files
    /// that were taken by it can be read again.
    static let mappings = """
        CREATE TABLE sheet_mapping (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            by TEXT,
            file TEXT NOT NULL,
            body TEXT NOT NULL,
            removed_at INTEGER,
            removed_by TEXT
        );
        """

    /// What the lists folder shows is compared with like an export, and forgotten sooner.
    static let lists = """
        ALTER TABLE sheet_export ADD COLUMN is_list INTEGER NOT NULL DEFAULT 0;
        """

    /// Rows of decisions sheets that were taken, or refused beside another row (`against`), by a hash of what
    /// they say: a row that comes again says nothing anew for some days since it came last.
    static let takenRows = """
        CREATE TABLE taken_row (
            hash TEXT NOT NULL,
            against TEXT NOT NULL,
            about TEXT NOT NULL,
            at INTEGER NOT NULL,
            said_at INTEGER NOT NULL,
            PRIMARY KEY (hash, against)
        ) WITHOUT ROWID;
        CREATE INDEX taken_row_said ON taken_row (said_at);
        """

    /// What of a file came back when it was undone: what stayed is as the file said. A letter that was taken
    /// back since its client knew already told them nothing.
    static let takenBack = """
        ALTER TABLE sheet_import ADD COLUMN restored TEXT;
        CREATE INDEX sheet_import_undone ON sheet_import (kind, number) WHERE undone_at IS NOT NULL;
        UPDATE told_date SET notice = NULL
            WHERE notice IN (SELECT id FROM notice WHERE state = 'withdrawn');
        UPDATE former_told_date SET notice = NULL
            WHERE notice IN (SELECT id FROM notice WHERE state = 'withdrawn');
        """

    /// Figures that changed much wait for a word on why, which is kept with who gave it.
    static let provisional = """
        ALTER TABLE submission ADD COLUMN is_provisional INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sign_off ADD COLUMN reason TEXT;
        """

    /// Quantities were whole numbers before, and have three decimals since.
    static let thousandths = """
        UPDATE order_line SET quantity = quantity * 1000, delivered = delivered * 1000;
        """
}
