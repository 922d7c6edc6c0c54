import Almanac
import Coordination

/// Reads one cell's text by its column's type: a value, or what is wrong with it.
struct CellReader: Sendable {
    /// Whether `04/12/2026` is the fourth of December.
    let isDayFirst: Bool

    /// A cell that cannot be read, or that deserves a word.
    struct Fault: Error {
        var code: Finding.Code
        var expected: String
        /// A value to go on with, when the fault is only a warning.
        var isWarning = false
    }

    /// - Parameter text: trimmed, not empty.
    func read(_ text: String, of column: SheetColumn) throws(Fault) -> SheetValue {
        switch column.type {
        case .text, .note:
            return .text(text)
        case .date:
            return .date(try DateReader(isDayFirst: isDayFirst).read(text))
        case .time:
            return try TimeReader.read(text)
        case .period:
            return .period(try PeriodReader.read(text))
        case .count, .money:
            let number = try NumberReader(isMoney: column.isMoney).read(text)
            if let range = column.range, !range.contains(number) {
                throw Fault(code: .outOfRange, expected: Self.wording(of: range))
            }
            return .number(number)
        case .phone:
            return .text(PhoneReader.read(text))
        case .email:
            guard Self.isAddress(text) else {
                throw Fault(
                    code: .invalidAddress,
                    expected: "a mail address such as name@example.com; left out", isWarning: true)
            }
            return .text(text)
        case .zone:
            return .text(TimeReader.zones[text.uppercased()] ?? text)
        case .word(let words):
            return .word(try Self.word(text, among: words))
        }
    }

    private static func word(
        _ text: String, among words: [String: [String]]
    ) throws(Fault) -> String {
        let wanted = HeaderName.normalised(text)
        for (word, aliases) in words
        where ([word] + aliases).contains(where: { HeaderName.normalised($0) == wanted }) {
            return word
        }
        throw Fault(
            code: .unknownWord, expected: "one of " + words.keys.sorted().joined(separator: ", "))
    }

    private static func wording(of range: ClosedRange<Int64>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (1, _): "a number above 0"
        case (0, _): "0 or more"
        case (_, 0): "0 or less"
        default: "a number from \(range.lowerBound) to \(range.upperBound)"
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.first != "." && part.last != "."
                    && part.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
                    && !part.contains { "()<>[]:;,\\\"".contains($0) }
            }
    }
}

extension SheetColumn {
    var isMoney: Bool { if case .money = type { true } else { false } }
}
