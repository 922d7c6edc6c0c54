internal import Almanac
import Coordination

/// Facts as the ledger keeps them, written and read without a general coder, which takes longer than all
/// else that is done of a step or a letter. What it does not know is left to the coder.
enum FactsText {
    /// The same text as ``JSONText`` makes of them.
    static func encode(_ facts: Facts) -> String {
        var text = ""
        text.reserveCapacity(256)
        write(facts, to: &text)
        return text
    }

    /// Nil where a general decoder must say what stands there.
    static func decode(_ text: String) -> Facts? {
        var reader = FactsReader(text)
        guard let facts = reader.facts(), reader.isAtEnd else { return nil }
        return facts
    }

    private static func write(_ facts: Facts, to text: inout String) {
        text += "{"
        var isFirst = true
        for (name, fact) in facts.sorted(by: { $0.key < $1.key }) {
            if !isFirst { text += "," }
            isFirst = false
            quote(name, to: &text)
            text += ":"
            write(fact, to: &text)
        }
        text += "}"
    }

    private static func write(_ fact: Fact, to text: inout String) {
        switch fact {
        case .text(let value): write("text", value, to: &text)
        case .texts(let values):
            text += "{\"texts\":{"
            for (index, value) in values.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { text += "," }
                quote(value.key, to: &text)
                text += ":"
                quote(value.value, to: &text)
            }
            text += "}}"
        case .number(let number): text += "{\"number\":\(number)}"
        case .quantity(let quantity): text += "{\"quantity\":\(quantity.thousandths)}"
        case .date(let date): write("date", date.description, to: &text)
        case .flag(let flag): text += flag ? "{\"flag\":true}" : "{\"flag\":false}"
        case .money(let amount, let currency):
            text += "{\"currency\":"
            quote(currency, to: &text)
            text += ",\"money\":\(amount)}"
        case .moment(let instant, let zone):
            text += "{\"moment\":\"\(instant.rfc3339)\",\"zone\":"
            quote(zone, to: &text)
            text += "}"
        case .list(let rows):
            text += "{\"list\":["
            for (index, row) in rows.enumerated() {
                if index > 0 { text += "," }
                write(row, to: &text)
            }
            text += "]}"
        }
    }

    private static func write(_ name: String, _ value: String, to text: inout String) {
        text += "{\"\(name)\":"
        quote(value, to: &text)
        text += "}"
    }

    private static func quote(_ value: String, to text: inout String) {
        text += "\""
        if value.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
            for scalar in value.unicodeScalars { write(scalar, to: &text) }
        } else {
            text += value
        }
        text += "\""
    }

    /// RFC 8259, 7.
    private static func write(_ scalar: Unicode.Scalar, to text: inout String) {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case "\u{8}": text += "\\b"
        case "\u{C}": text += "\\f"
        case _ where scalar.value < 0x20:
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: text.unicodeScalars += [scalar]
        }
    }
}

/// Reads what ``FactsText`` writes, without blanks between the parts; anything else is nil.
private struct FactsReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { position == bytes.count }

    mutating func facts() -> Facts? {
        var facts: Facts = [:]
        let isWhole = members { reader, name in
            guard let fact = reader.fact() else { return false }
            return facts.updateValue(fact, forKey: name) == nil
        }
        return isWhole ? facts : nil
    }

    private mutating func fact() -> Fact? {
        var (fact, zone, currency): (Fact?, String?, String?)
        let isWhole = members { reader, name in
            // A fact names one case.
            guard fact == nil || name == "zone" || name == "currency" else { return false }
            switch name {
            case "text": fact = reader.string().map(Fact.text)
            case "number": fact = reader.number().map(Fact.number)
            case "quantity":
                fact = reader.number().map { .quantity(Quantity(thousandths: $0)) }
            case "money": fact = reader.number().map { .money($0, currency: "") }
            case "flag": fact = reader.flag().map(Fact.flag)
            case "date": fact = reader.string().flatMap { CivilDate($0) }.map(Fact.date)
            case "moment":
                fact = reader.string().flatMap { Instant(rfc3339: $0) }
                    .map { .moment($0, zone: "") }
            case "list": fact = reader.rows().map(Fact.list)
            case "texts": fact = reader.texts().map(Fact.texts)
            case "zone":
                zone = reader.string()
                return zone != nil
            case "currency":
                currency = reader.string()
                return currency != nil
            default: return false
            }
            return fact != nil
        }
        guard isWhole else { return nil }
        switch fact {
        case .moment(let instant, _): return zone.map { .moment(instant, zone: $0) }
        case .money(let amount, _): return currency.map { .money(amount, currency: $0) }
        default: return fact
        }
    }

    private mutating func texts() -> [String: String]? {
        var texts: [String: String] = [:]
        let isWhole = members { reader, name in
            guard let text = reader.string() else { return false }
            return texts.updateValue(text, forKey: name) == nil
        }
        return isWhole ? texts : nil
    }

    private mutating func rows() -> [Facts]? {
        guard take(0x5B) else { return nil }
        var rows: [Facts] = []
        if take(0x5D) { return rows }
        repeat {
            guard let row = facts() else { return nil }
            rows += [row]
        } while take(0x2C)
        return take(0x5D) ? rows : nil
    }

    /// The members of an object, each read by `read`; false where that fails.
    private mutating func members(_ read: (inout FactsReader, String) -> Bool) -> Bool {
        guard take(0x7B) else { return false }
        if take(0x7D) { return true }
        repeat {
            guard let name = string(), take(0x3A), read(&self, name) else { return false }
        } while take(0x2C)
        return take(0x7D)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Strings with escapes are left to a general decoder.
    private mutating func string() -> String? {
        guard take(0x22) else { return nil }
        let start = position
        while position < bytes.count, bytes[position] != 0x22 {
            guard bytes[position] != 0x5C else { return nil }
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return take(0x22) ? text : nil
    }

    private mutating func number() -> Int64? {
        let start = position
        while position < bytes.count, bytes[position] == 0x2D || 0x30...0x39 ~= bytes[position] {
            position += 1
        }
        return Int64(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func flag() -> Bool? {
        for (word, value) in [("true", true), ("false", false)]
        where bytes[position...].starts(with: word.utf8) {
            position += word.utf8.count
            return value
        }
        return nil
    }
}
