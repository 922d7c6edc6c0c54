internal import Foundation

/// A value that SQLite keeps.
protocol SQLValue {
    /// Hands it to a statement as its next value.
    func bind(to statement: PreparedStatement)
    /// Nil for a value of another kind.
    static func read(_ value: LedgerRow.Value) -> Self?
}

extension String: SQLValue {
    func bind(to statement: PreparedStatement) { statement.bind(self) }

    static func read(_ value: LedgerRow.Value) -> String? {
        if case .text(let text) = value { text } else { nil }
    }
}

extension Int64: SQLValue {
    func bind(to statement: PreparedStatement) { statement.bind(self) }

    static func read(_ value: LedgerRow.Value) -> Int64? {
        switch value {
        case .integer(let number): number
        case .real(let number): Int64(exactly: number)
        case .null, .text, .blob: nil
        }
    }
}

extension Int: SQLValue {
    func bind(to statement: PreparedStatement) { statement.bind(Int64(self)) }

    static func read(_ value: LedgerRow.Value) -> Int? { Int64.read(value).map { Int($0) } }
}

extension Bool: SQLValue {
    func bind(to statement: PreparedStatement) { statement.bind(self ? 1 as Int64 : 0) }

    static func read(_ value: LedgerRow.Value) -> Bool? { Int64.read(value).map { $0 != 0 } }
}

extension Data: SQLValue {
    func bind(to statement: PreparedStatement) { statement.bind(self) }

    static func read(_ value: LedgerRow.Value) -> Data? {
        switch value {
        case .blob(let data): data
        case .text(let text): Data(text.utf8)
        case .null, .integer, .real: nil
        }
    }
}

extension Optional: SQLValue where Wrapped: SQLValue {
    func bind(to statement: PreparedStatement) {
        if let self { self.bind(to: statement) } else { statement.bindNull() }
    }

    static func read(_ value: LedgerRow.Value) -> Wrapped?? {
        if case .null = value { return .some(.none) }
        return Wrapped.read(value).map { .some($0) }
    }
}
