import Almanac
internal import Foundation
internal import GRDB

extension Row {
    func instant(_ column: String) -> Instant { Instant(microseconds: self[column]) }

    func instantIfAny(_ column: String) -> Instant? {
        (self[column] as Int64?).map(Instant.init(microseconds:))
    }

    /// A column that holds one of an enumeration's words.
    func word<Word: RawRepresentable>(
        _ column: String, as type: Word.Type = Word.self
    ) throws -> Word where Word.RawValue == String {
        let text: String = self[column]
        guard let word = Word(rawValue: text) else { throw unreadable(column, text) }
        return word
    }

    /// A column that holds a value in its text form, such as a civil date.
    func value<Value>(_ column: String, _ read: (String) throws -> Value?) throws -> Value {
        let text: String = self[column]
        guard let value = try read(text) else { throw unreadable(column, text) }
        return value
    }

    func valueIfAny<Value>(_ column: String, _ read: (String) throws -> Value?) throws -> Value? {
        guard (self[column] as String?) != nil else { return nil }
        return try value(column, read)
    }

    func json<Value: Decodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value
    {
        try JSONText.decode(self[column] as String)
    }

    /// A column of every row, read in one go: a decoder costs more to begin than most values to read.
    static func json<Value: Decodable>(
        _ column: String, of rows: [Row], as type: Value.Type = Value.self
    ) throws -> [Value] {
        let texts = rows.map { $0[column] as String }
        return try JSONText.decode("[" + texts.joined(separator: ",") + "]")
    }

    private func unreadable(_ column: String, _ text: String) -> LedgerError {
        LedgerError(
            .unreadableRow,
            "the ledger holds “\(text)” as \(column), which this version cannot "
                + "read: run the version that wrote it, or restore a backup")
    }
}

/// JSON as the ledger keeps it: sorted keys, so that equal values are equal text.
enum JSONText {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ text: String) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } catch {
            throw LedgerError(
                .unreadableRow,
                "the ledger holds a \(Value.self) that this version cannot read: "
                    + "run the version that wrote it, or restore a backup",
                cause: String(describing: error))
        }
    }
}

extension Database {
    /// Runs a statement that is compiled once per connection.
    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }

    func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    func instant(_ sql: String, _ arguments: StatementArguments = []) throws -> Instant? {
        try Int64.fetchOne(cachedStatement(sql: sql), arguments: arguments)
            .map(Instant.init(microseconds:))
    }

    func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        try Int.fetchOne(cachedStatement(sql: sql), arguments: arguments) ?? 0
    }
}
