import Almanac
import Coordination
internal import Foundation

extension LedgerRow {
    /// A column's value.
    ///
    /// - Throws: `LedgerError` `.unreadableRow`, without what stands there: it may be an address.
    func get<Value: SQLValue>(
        _ column: String, as type: Value.Type = Value.self
    ) throws -> Value {
        guard let value: Value = read(column) else { throw unreadable(column) }
        return value
    }

    /// A whole number, small enough that sums and percentages of it stay numbers.
    func get(_ column: String) throws -> Int { try number(column) }
    func get(_ column: String) throws -> Int64 { try number(column) }

    func get(_ column: String) throws -> Int? {
        try get(column, as: Int?.self).map { _ in try number(column) }
    }

    func get(_ column: String) throws -> Int64? {
        try get(column, as: Int64?.self).map { _ in try number(column) }
    }

    private func number<Number: FixedWidthInteger & SQLValue>(
        _ column: String
    ) throws -> Number {
        let number = try get(column, as: Number.self)
        guard number.magnitude <= 1 << 56 else { throw unreadable(column) }
        return number
    }

    func instant(_ column: String) throws -> Instant {
        guard let instant = try instantIfAny(column) else { throw unreadable(column) }
        return instant
    }

    func instantIfAny(_ column: String) throws -> Instant? {
        guard let microseconds = try get(column, as: Int64?.self) else { return nil }
        let instant = Instant(microseconds: microseconds)
        guard instant >= .distantPast, instant <= .distantFuture else { throw unreadable(column) }
        return instant
    }

    /// A column that holds one of an enumeration's words.
    func word<Word: RawRepresentable>(
        _ column: String, as type: Word.Type = Word.self
    ) throws -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try get(column)) else { throw unreadable(column) }
        return word
    }

    /// A column that holds one of an enumeration's numbers.
    func word<Word: RawRepresentable>(
        _ column: String, as type: Word.Type = Word.self
    ) throws -> Word where Word.RawValue == Int {
        guard let word = Word(rawValue: try get(column)) else { throw unreadable(column) }
        return word
    }

    /// A column that holds a value in its text form, such as a civil date.
    func value<Value>(_ column: String, _ read: (String) throws -> Value?) throws -> Value {
        let text: String = try get(column)
        // What is wrong with it is nobody's business: what counts is that it cannot be read.
        guard let value = try? read(text) else { throw unreadable(column) }
        return value
    }

    func valueIfAny<Value>(_ column: String, _ read: (String) throws -> Value?) throws -> Value? {
        guard try get(column, as: String?.self) != nil else { return nil }
        return try value(column, read)
    }

    func json<Value: Decodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value
    {
        try decoded(column) { try JSONText.decode($0) }
    }

    /// An item's facts.
    func facts(_ column: String) throws -> Facts {
        try decoded(column) { try FactsText.decode($0) ?? JSONText.decode($0) }
    }

    /// A list, which is empty in most rows.
    func list<Value: Decodable>(_ column: String) throws -> [Value] {
        try decoded(column) { $0 == "[]" ? [] : try JSONText.decode($0) }
    }

    private func decoded<Value>(_ column: String, _ decode: (String) throws -> Value) throws
        -> Value
    {
        let text = try get(column, as: String.self)
        do {
            return try decode(text)
        } catch let error as LedgerError where error.code == .unreadableRow {
            throw unreadable(column)
        }
    }

    /// A column of every row, read in one go: a decoder costs more to begin than most values to read.
    static func json<Value: Decodable>(
        _ column: String, of rows: [LedgerRow], as type: Value.Type = Value.self
    ) throws -> [Value] {
        let texts = try rows.map { try $0.get(column, as: String.self) }
        do {
            return try JSONText.decode("[" + texts.joined(separator: ",") + "]")
        } catch let error as LedgerError where error.code == .unreadableRow {
            // One by one, so that the row is known.
            return try rows.map { try $0.json(column) }
        }
    }

    private func unreadable(_ column: String) -> LedgerError { .unreadable(column, of: read("id")) }
}

/// JSON as the ledger keeps it: sorted keys, so that equal values are equal text.
enum JSONText {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Most lists are empty, and an encoder costs more to begin than to write nothing.
    static func encode(list: [some Encodable]) throws -> String {
        list.isEmpty ? "[]" : try encode(list)
    }

    static func decode<Value: Decodable>(_ text: String) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } catch {
            throw LedgerError(
                .unreadableRow,
                LedgerError.unreadable("something"))
        }
    }
}
