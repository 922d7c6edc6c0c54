import Almanac
import Foundation
import Testing

/// A worked example: what happens when, and which mails must go to the minute. Timelines/README.md
/// has the language.
struct Timeline: Sendable, CustomTestStringConvertible {
    var name: String
    var settings: [String] = []
    var startsSynchronised = true
    var events: [Event] = []
    var until: CivilDateTime?
    var mails: [String] = []
    /// Commands and files that must be refused, and no other.
    var refusals: [String] = []
    /// Letters to clients that wait for a person at the end, and those that were taken back; not
    /// looked at where a timeline names none.
    var leftovers: [String] = []
    /// Lines that are no lines of the language: such a timeline is not played.
    var faults: [String] = []

    var testDescription: String { name }

    /// Whether rows come while the service is down, which lie in the drop folder then.
    var dropsFiles: Bool {
        var isDown = false
        for event in events {
            switch event.line.words[0] {
            case "down": isDown = true
            case "up": isDown = false
            default: if isDown, event.word.isRow { return true }
            }
        }
        return false
    }

    /// What happens at a moment.
    struct Event: Sendable {
        var at: CivilDateTime
        var line: TimelineLine
        var word: TimelineWord
    }

    /// A line that is none of the language.
    struct Malformed: Error, CustomStringConvertible {
        var description: String
    }

    private static let ownFile = ProcessInfo.processInfo.environment["TENGGAT_TIMELINES"]
    /// Whether another file is played than those of `Timelines`.
    static var isOwnFile: Bool { ownFile != nil }

    /// The timelines of `Timelines/*.txt`, or of the file that `TENGGAT_TIMELINES` names instead.
    static func all() throws -> [Timeline] {
        if let path = Self.ownFile {
            return try timelines(in: URL(filePath: path))
        }
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Timelines")
        return try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil
        )
        .filter { $0.pathExtension == "txt" }
        .sorted { $0.lastPathComponent < $1.lastPathComponent }
        .flatMap(timelines)
    }

    static func timelines(in file: URL) throws -> [Timeline] {
        try timelines(
            in: try String(contentsOf: file, encoding: .utf8), named: file.lastPathComponent)
    }

    static func timelines(in text: String, named file: String) throws -> [Timeline] {
        var timelines: [Timeline] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, text) in lines.enumerated() {
            let line = TimelineLine(String(text), at: "\(file):\(index + 1)")
            guard let first = line.words.first, !first.hasPrefix("#") else { continue }
            if first == "timeline" {
                timelines.append(Timeline(name: line.words.dropFirst().joined(separator: " ")))
                continue
            }
            guard !timelines.isEmpty else {
                throw Malformed(description: line.fault("stands before the first `timeline NAME`"))
            }
            do {
                try timelines[timelines.count - 1].read(line)
            } catch let error as Malformed {
                timelines[timelines.count - 1].faults.append(error.description)
            }
        }
        return timelines
    }

    /// A mail with its items in the order in which they are compared, and their steps as ladders are
    /// normalised, `D0` for `D-0`: the word behind a code is one.
    private static func mail(_ words: ArraySlice<String>) -> String {
        let items = words.dropFirst(3).joined(separator: " ").split(separator: "; ").map { item in
            var words = item.split(separator: " ").map(String.init)
            // What is no step stays as it is.
            if words.count > 1, let step = try? Offset(words[1]) { words[1] = step.description }
            return words.joined(separator: " ")
        }
        return (words.prefix(3) + [items.sorted().joined(separator: "; ")]).joined(separator: " ")
    }

    private mutating func read(_ line: TimelineLine) throws {
        let words = line.words
        switch words[0] {
        case "setting":
            settings.append(words.dropFirst().joined(separator: " "))
        case "unsynchronised":
            startsSynchronised = false
        case "held", "withdrawn":
            leftovers.append(words.joined(separator: " "))
        case "mail":
            mails.append(Self.mail(words.dropFirst()))
        case "refused":
            refusals.append(words.dropFirst().joined(separator: " "))
        case "until":
            until = try line.moment
        case "at":
            let command = line.command
            guard let name = command.words.first, let word = TimelineWord.named(name) else {
                throw Malformed(
                    description: line.fault(
                        "“\(command.words.first ?? "")” is no word that something happens by"))
            }
            try word.check(command)
            events.append(Event(at: try line.moment, line: command, word: word))
        default:
            throw Malformed(
                description: line.fault(
                    "“\(words[0])” begins no line: there are timeline, setting, unsynchronised, "
                        + "at, until, mail, refused, held and withdrawn"))
        }
    }
}
