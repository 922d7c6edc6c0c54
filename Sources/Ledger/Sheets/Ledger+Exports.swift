package import Almanac
package import Coordination
internal import Foundation

extension LedgerView {
    /// What was exported under a number, as CSV; nil where that is not this kind's, or was forgotten.
    package func export(_ number: Int64, of kind: SheetKind) throws -> [UInt8]? {
        try database.row(
            "SELECT content FROM sheet_export WHERE number = ? AND kind = ?",
            [number, kind.rawValue]
        ).map { [UInt8](try $0.get("content", as: Data.self)) }
    }
}

extension LedgerTransaction {
    /// Keeps what a list of the lists folder shows; the same again has the same number. Of older ones of the
    /// kind as many stay as people may still have open: what was exported by command is not among them.
    package func keep(
        list content: [UInt8], of kind: SheetKind, most: Int
    ) throws -> Int64 {
        let data = Data(content)
        if let last = try database.row(
            """
            SELECT number, content FROM sheet_export WHERE kind = ? AND is_list = 1
            ORDER BY number DESC LIMIT 1
            """, [kind.rawValue]), try last.get("content", as: Data.self) == data
        {
            let number: Int64 = try last.get("number")
            try database.run(
                "UPDATE sheet_export SET at = ? WHERE number = ?", [now.microseconds, number])
            return number
        }
        let old: [Int64] = try database.values(
            """
            SELECT number FROM sheet_export WHERE kind = ? AND is_list = 1
            ORDER BY number DESC LIMIT -1 OFFSET ?
            """, [kind.rawValue, max(0, most - 1)])
        for number in old {
            try database.run("DELETE FROM said WHERE export = ?", [number])
            try database.run("DELETE FROM sheet_export WHERE number = ?", [number])
        }
        try database.run(
            "INSERT INTO sheet_export (kind, at, content, is_list) VALUES (?, ?, ?, 1)",
            [kind.rawValue, now.microseconds, data])
        return database.lastInsertedRowID
    }

    /// Keeps what is exported; the same again has the same number. Exports from before `limit` are
    /// forgotten: their copies are compared with what sheets said.
    package func keep(
        export content: [UInt8], of kind: SheetKind, forgettingBefore limit: Instant
    ) throws -> Int64 {
        let data = Data(content)
        if let last = try database.row(
            """
            SELECT number, content FROM sheet_export WHERE kind = ? AND is_list = 0
            ORDER BY number DESC LIMIT 1
            """, [kind.rawValue]), try last.get("content", as: Data.self) == data
        {
            let number: Int64 = try last.get("number")
            try database.run(
                "UPDATE sheet_export SET at = ? WHERE number = ?", [now.microseconds, number])
            return number
        }
        try database.run(
            """
            DELETE FROM said WHERE export IN (SELECT number FROM sheet_export WHERE at < ?)
            """, [limit.microseconds])
        try database.run("DELETE FROM sheet_export WHERE at < ?", [limit.microseconds])
        try database.run(
            "INSERT INTO sheet_export (kind, at, content) VALUES (?, ?, ?)",
            [kind.rawValue, now.microseconds, data])
        return database.lastInsertedRowID
    }
}
