import Almanac
package import Coordination

/// What sheets said last of everything that is taken under one key, and before.
package struct SaidRecord: Sendable, Hashable {
    /// Which columns `body` has words for, and in which order.
    package var columns: [String]
    /// As the engine writes it.
    package var body: String

    package init(columns: [String], body: String) {
        self.columns = columns
        self.body = body
    }
}

extension LedgerView {
    /// What sheets said under a key; nil where none did.
    ///
    /// - Parameter export: the number of the export whose copies are meant; nil for all other sheets.
    package func said(
        of kind: SheetKind, key: String, export: Int64? = nil
    ) throws -> SaidRecord? {
        try database.row(
            """
            SELECT columns, body FROM said JOIN said_layout ON said_layout.id = said.layout
            WHERE kind = ? AND export = ? AND key = ?
            """, [kind.rawValue, export ?? 0, key]
        ).map { row in
            let columns: String = try row.get("columns")
            return SaidRecord(
                columns: columns.split(separator: " ").map(String.init), body: try row.get("body"))
        }
    }
}

extension LedgerTransaction {
    /// The number under which words in these columns are kept.
    package func saidLayout(of columns: [String]) throws -> Int64 {
        let text = columns.joined(separator: " ")
        try database.run("INSERT OR IGNORE INTO said_layout (columns) VALUES (?)", [text])
        guard
            let id: Int64 = try database.value(
                "SELECT id FROM said_layout WHERE columns = ?", [text])
        else { preconditionFailure("what was inserted is there") }
        return id
    }

    /// Remembers what sheets say under a key now, in place of what was remembered.
    package func say(
        _ body: String, layout: Int64, of kind: SheetKind, key: String, export: Int64? = nil
    ) throws {
        try database.write(Self.putSaid) { row in
            row.bind(kind.rawValue)
            row.bind(export ?? 0)
            row.bind(key)
            row.bind(layout)
            row.bind(body)
        }
    }

    private static let putSaid =
        "INSERT OR REPLACE INTO said (kind, export, key, layout, body) VALUES (?, ?, ?, ?, ?)"
}
