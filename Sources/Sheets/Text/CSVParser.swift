/// Splits text into records and fields as RFC 4180 says, with any separator, within bounds.
struct CSVParser {
    let separator: UInt8

    /// Why a text could not be split, and at which record.
    struct Fault: Error {
        enum Kind { case tooLarge, unclosedQuote }
        var kind: Kind
        var record: Int
        var message: String
    }

    static let separators: [UInt8] = [0x3B, 0x2C, 0x09, 0x7C]  // ; , tab |
    static let recordLimit = 200_000
    private static let fieldLimit = 256
    private static let lengthLimit = 32_767

    /// - Parameter limit: stops after so many records; nil reads to the end.
    func parse(_ text: [UInt8], limit: Int? = nil) throws(Fault) -> [[String]] {
        var records: [[String]] = []
        var fields: [String] = []
        var position = 0
        while position < text.count {
            let field = try self.field(in: text, at: &position, record: records.count + 1)
            fields.append(field)
            guard fields.count <= Self.fieldLimit else {
                throw tooLarge(records.count + 1, "at most \(Self.fieldLimit) columns")
            }
            if position < text.count, text[position] == separator {
                position += 1
                // A separator at the very end still opens a field, an empty one.
                if position < text.count { continue }
                fields.append("")
            }
            Self.skipLineEnd(in: text, at: &position)
            records.append(fields)
            fields = []
            guard records.count <= Self.recordLimit else {
                throw tooLarge(records.count, "at most \(Self.recordLimit) rows")
            }
            if let limit, records.count >= limit { break }
        }
        return records
    }

    private func field(
        in text: [UInt8], at position: inout Int, record: Int
    ) throws(Fault) -> String {
        let start = position
        var bytes: [UInt8] = []
        if position < text.count, text[position] == 0x22 {
            position += 1
            while true {
                guard position < text.count else {
                    throw Fault(
                        kind: .unclosedQuote, record: record,
                        message: "a quotation mark that opens a cell is never closed")
                }
                let byte = text[position]
                position += 1
                if byte != 0x22 {
                    bytes.append(byte)
                } else if position < text.count, text[position] == 0x22 {
                    bytes.append(byte)
                    position += 1
                } else {
                    break
                }
            }
        }
        // What follows a closing quote up to the separator belongs to the cell, as Excel reads it.
        let rest = position
        while position < text.count, text[position] != separator, text[position] != 0x0A,
            text[position] != 0x0D
        { position += 1 }
        bytes += text[rest..<position]
        guard position - start <= Self.lengthLimit else {
            throw tooLarge(record, "at most \(Self.lengthLimit) characters in a cell")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func skipLineEnd(in text: [UInt8], at position: inout Int) {
        guard position < text.count else { return }
        if text[position] == 0x0D {
            position += 1
            guard position < text.count, text[position] == 0x0A else { return }
        }
        if text[position] == 0x0A { position += 1 }
    }

    private func tooLarge(_ record: Int, _ limit: String) -> Fault {
        Fault(kind: .tooLarge, record: record, message: limit)
    }
}
