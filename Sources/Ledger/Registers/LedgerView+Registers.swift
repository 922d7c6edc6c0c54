package import Coordination
internal import Foundation

extension LedgerView {
    /// Every register, read whole: they are small.
    package func directory() throws -> Directory {
        var directory = Directory()
        for type in RegisterTypes.all {
            try add(type, to: &directory)
        }
        directory.mutes = try mutes()
        return directory
    }

    /// The entries of one register by their keys.
    package func entries<Entry: RegisterEntry>(of type: Entry.Type) throws -> [Code: Entry] {
        var entries: [Code: Entry] = [:]
        for row in try database.rows(
            "SELECT key, body FROM register WHERE kind = ? ORDER BY key", [type.sheet.rawValue])
        {
            let key: String = try row.get("key")
            let entry: Entry
            do {
                entry = try row.json("body")
            } catch let error as LedgerError where error.code == .unreadableRow {
                throw LedgerError(
                    .unreadableRow,
                    "table register, kind \(type.sheet.rawValue), key \(key), column body: "
                        + error.message)
            }
            entries[Code(entry.key)] = entry
        }
        return entries
    }

    private func add<Entry: RegisterEntry>(
        _ type: Entry.Type, to directory: inout Directory
    ) throws {
        for entry in try entries(of: type).values { directory.add(entry) }
    }

    /// The bytes of a file that was kept, by their SHA-256 in hexadecimal; nil when none was, and of one that
    /// was forgotten since.
    package func keptFile(_ hash: String) throws -> [UInt8]? {
        try database.row(
            "SELECT content FROM kept_file WHERE hash = ? AND length(content) > 0", [hash]
        )
        .map { [UInt8](try $0.get("content", as: Data.self)) }
    }
}
