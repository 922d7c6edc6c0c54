import Almanac
import Foundation

/// One line of a timeline, in words, with its place in the file.
struct TimelineLine: Sendable {
    /// `timelines.txt:12`.
    var place: String
    var words: [String]

    init(_ text: String, at place: String) {
        self.place = place
        words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// What an `at` line has happen: the line without its moment.
    var command: TimelineLine {
        var command = self
        command.words = Array(words.dropFirst(3))
        return command
    }

    /// The moment after the first word.
    var moment: CivilDateTime {
        get throws {
            guard words.count >= 3, let moment = CivilDateTime("\(words[1]) \(words[2])") else {
                throw Timeline.Malformed(
                    description: fault("needs a date and a time, as in 2026-12-01 09:00"))
            }
            return moment
        }
    }

    /// `a=1 b=2` after the command, blanks written as `_`.
    var fields: [String: String] {
        var fields: [String: String] = [:]
        for word in words.dropFirst() {
            if let (name, value) = Self.field(word) { fields[name] = value }
        }
        return fields
    }

    /// The words after the command that are no fields.
    var plain: [String] { words.dropFirst().filter { Self.field($0) == nil } }

    /// A plain word; empty when there are fewer.
    subscript(index: Int) -> String {
        let plain = plain
        return index < plain.count ? plain[index] : ""
    }

    /// A field's text with its blanks; nil when it is not there.
    func text(_ name: String) -> String? {
        fields[name]?.replacingOccurrences(of: "_", with: " ")
    }

    /// A field's moment, `2026-12-18T15:00`; nil when it is not there.
    func moment(_ name: String) throws -> CivilDateTime? {
        guard let text = fields[name] else { return nil }
        guard let moment = CivilDateTime(text.replacingOccurrences(of: "T", with: " ")) else {
            throw Timeline.Malformed(
                description: fault("needs a moment in \(name)=, as in 2026-12-18T15:00"))
        }
        return moment
    }

    /// The command as an outcome names it: without its fields.
    var name: String { ([words[0]] + plain).joined(separator: " ") }

    func fault(_ what: String) -> String {
        "\(place): `\(words.joined(separator: " "))` \(what) (Timelines/README.md)"
    }

    private static func field(_ word: String) -> (String, String)? {
        guard let sign = word.firstIndex(of: "="), sign > word.startIndex,
            word[..<sign].allSatisfy({ $0.isLowercase || $0.isNumber || $0 == "_" })
        else { return nil }
        return (String(word[..<sign]), String(word[word.index(after: sign)...]))
    }
}
