import Almanac
import Foundation
import Testing

/// A worked example: what happens when, and which mails must go to the minute. Timelines/README.md
/// has the language.
struct Timeline: Sendable, CustomTestStringConvertible {
    var name: String
    var settings: [String] = []
    var startsSynchronised = true
    var events: [(at: CivilDateTime, words: [String])] = []
    var until: CivilDateTime?
    var mails: [String] = []
    /// Letters to clients that wait for a person at the end, and those that were taken back; not
    /// looked at where a timeline names none.
    var leftovers: [String] = []

    var testDescription: String { name }

    struct Malformed: Error {
        var line: String
    }

    /// The timelines of `Timelines/*.txt`.
    static func all() throws -> [Timeline] {
        try ["timelines", "periods"].flatMap { try timelines(in: "\($0).txt") }
    }

    private static func timelines(in file: String) throws -> [Timeline] {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Timelines/\(file)")
        var timelines: [Timeline] = []
        for line in try String(contentsOf: path, encoding: .utf8).split(separator: "\n") {
            guard !line.hasPrefix("#") else { continue }
            let words = line.split(separator: " ").map(String.init)
            if words.first == "timeline" {
                timelines.append(Timeline(name: words.dropFirst().joined(separator: " ")))
                continue
            }
            guard !timelines.isEmpty else { throw Malformed(line: String(line)) }
            try timelines[timelines.count - 1].read(words, line: String(line))
        }
        return timelines
    }

    private mutating func read(_ words: [String], line: String) throws {
        switch words[0] {
        case "setting":
            settings.append(words.dropFirst().joined(separator: " "))
        case "unsynchronised":
            startsSynchronised = false
        case "held", "withdrawn":
            leftovers.append(words.joined(separator: " "))
        case "mail":
            mails.append(words.dropFirst().joined(separator: " "))
        case "at", "until":
            guard words.count >= 3, let at = CivilDateTime("\(words[1]) \(words[2])") else {
                throw Malformed(line: line)
            }
            if words[0] == "until" {
                until = at
            } else {
                events.append((at, Array(words.dropFirst(3))))
            }
        default:
            throw Malformed(line: line)
        }
    }
}
