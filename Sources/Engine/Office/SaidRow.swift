import Coordination
import Ledger

/// What sheets have said of one row, column by column.
struct SaidRow: Hashable, Sendable {
    /// The last word and those before it, the latest first; a blank cell's is empty.
    struct Words: Hashable, Sendable {
        var last: String
        var former: [String] = []
    }

    private(set) var columns: [String: Words] = [:]

    /// As many former words as an office's lists go back; what is older counts as new.
    private static let depth = 12

    subscript(column: String) -> Words? { columns[column] }

    mutating func say(_ word: String, in column: String) {
        guard var words = columns[column] else {
            columns[column] = Words(last: word)
            return
        }
        guard words.last != word else { return }
        words.former.removeAll { $0 == word || $0 == words.last }
        words.former.insert(words.last, at: 0)
        words.former = Array(words.former.prefix(Self.depth))
        words.last = word
        columns[column] = words
    }

    /// What was said last in a column has never been said.
    mutating func takeBack(_ column: String) {
        guard var words = columns[column] else { return }
        if words.former.isEmpty {
            columns[column] = nil
        } else {
            words.last = words.former.removeFirst()
            columns[column] = words
        }
    }

    /// Begins a column anew: what was said in it was about something else.
    mutating func forget(_ column: String) { columns[column] = nil }

    /// What was said in columns that said something else before.
    var changed: SaidRow {
        var row = SaidRow()
        row.columns = columns.filter { !$0.value.former.isEmpty }
        return row
    }

    /// The same with what was said afterwards.
    func followed(by later: SaidRow?) -> SaidRow {
        var row = self
        for (column, words) in later?.columns ?? [:] {
            for word in words.former.reversed() + [words.last] { row.say(word, in: column) }
        }
        return row
    }
}

/// The words of rows that are taken together, as the ledger keeps them: a row a record, by its name, a
/// column a field. A field is empty where no sheet had the column.
struct SaidRows: Sendable {
    /// By their names within the whole: an order's lines; empty for what has one row.
    var rows: [String: SaidRow] = [:]
    private var order: [String] = []

    private static let record = "\u{1D}"
    private static let former = "\u{1E}"
    private static let field = "\u{1F}"
    /// Before each word, so that a blank one is told from none.
    private static let word = "="

    init() {}

    init(_ record: SaidRecord) {
        for text in record.body.split(separator: "\u{1D}", omittingEmptySubsequences: false) {
            let fields = text.split(separator: "\u{1F}", omittingEmptySubsequences: false)
            guard let name = fields.first.map(String.init) else { continue }
            var row = SaidRow()
            for (column, field) in zip(record.columns, fields.dropFirst()) where !field.isEmpty {
                let words = field.dropFirst()
                    .split(separator: "\u{1E}", omittingEmptySubsequences: false)
                    .map(String.init)
                for word in words.reversed() { row.say(word, in: column) }
            }
            set(row, named: name)
        }
    }

    subscript(name: String) -> SaidRow? { rows[name] }

    mutating func set(_ row: SaidRow, named name: String) {
        if rows.updateValue(row, forKey: name) == nil { order.append(name) }
    }

    mutating func forget(_ name: String) {
        rows[name] = nil
        order.removeAll { $0 == name }
    }

    var record: SaidRecord {
        let columns = Set(rows.values.flatMap(\.columns.keys)).sorted()
        let texts = order.map { name in
            let fields = columns.map { column in
                guard let words = rows[name]?[column] else { return "" }
                return Self.word + ([words.last] + words.former).joined(separator: Self.former)
            }
            return ([name] + fields).joined(separator: Self.field)
        }
        return SaidRecord(columns: columns, body: texts.joined(separator: Self.record))
    }

    /// The body of rows of which nothing was said before, without taking them apart: most rows of a first
    /// import.
    ///
    /// - Parameters:
    ///   - columns: by the order of the rows' own, with the names that the layout has, sorted.
    static func body(of rows: [(name: String, row: SheetRow)], columns: [Int]) -> String {
        var body = ""
        body.reserveCapacity(rows.count * columns.count * 12)
        for (number, entry) in rows.enumerated() {
            if number > 0 { body += record }
            body += entry.name
            for column in columns {
                body += field
                switch entry.row.content(at: column) {
                case .value(let value):
                    body += word
                    body += value.word
                case .blank: body += word
                case .unreadable, .absent: break
                }
            }
        }
        return body
    }
}

extension SheetValue {
    /// As it is compared and kept: written, without what separates words in the ledger.
    var word: String {
        let text: String
        switch self {
        case .date, .number, .quantity, .time(_, zone: nil): return written
        case .text(let own), .word(let own), .period(let own): text = own
        case .time: text = written
        }
        guard text.utf8.contains(where: { (0x1D...0x1F).contains($0) }) else { return text }
        return String(text.filter { !("\u{1D}"..."\u{1F}").contains($0) })
    }
}
