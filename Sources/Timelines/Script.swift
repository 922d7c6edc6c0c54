/// A timeline as its file writes it.
package struct Script: Sendable {
    /// One event or mail: its number in the file, its moment, and its words.
    package struct Line: Sendable {
        package var number: Int
        package var date: String
        package var time: String
        package var words: [String]

        /// What is said as `NAME=value`.
        package var named: [String: String] {
            var found: [String: String] = [:]
            for word in words.dropFirst() {
                guard let equals = word.firstIndex(of: "=") else { continue }
                found[String(word[..<equals])] = String(word[word.index(after: equals)...])
            }
            return found
        }

        /// What is said without a name.
        package var plain: [String] { words.dropFirst().filter { !$0.contains("=") } }
    }

    package var name: String
    package var file: String
    package var settings: [String: FlowValue] = [:]
    package var isSynchronised = true
    package var lines: [Line] = []
    package var until = ""
    /// Lines `DATE TIME RECIPIENT: ITEM; …`.
    package var mails: [String] = []
    package var held: [String] = []
    package var withdrawn: [String] = []
    package var refusals: [String] = []

    /// All timelines of a file.
    package static func read(_ text: String, file: String) -> [Script] {
        var scripts: [Script] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let words = line.split(separator: " ").map(String.init)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            let rest = String(line.drop { $0 != " " }.dropFirst())
            if first == "timeline" {
                scripts.append(Script(name: words.count > 1 ? words[1] : "", file: file))
                continue
            }
            guard var script = scripts.popLast() else { continue }
            switch first {
            case "setting":
                let key = String(rest.prefix { $0 != ":" })
                script.settings[key] = FlowValue(String(rest.dropFirst(key.count + 1)))
            case "unsynchronised": script.isSynchronised = false
            case "at":
                script.lines.append(
                    Line(
                        number: index + 1, date: words[1], time: words[2],
                        words: Array(words.dropFirst(3))))
            case "until": script.until = rest
            case "mail": script.mails.append(rest)
            case "held": script.held.append(rest)
            case "withdrawn": script.withdrawn.append(rest)
            case "refused": script.refusals.append(rest)
            default: break
            }
            scripts.append(script)
        }
        return scripts
    }

    /// Words of the language that the oracle does not take, and settings that it does not know.
    package var strange: [String] {
        let words = lines.filter { !Self.known.contains($0.words.first ?? "") }.map { $0.words[0] }
        return Array(Set(words)).sorted()
            + settings.keys.filter { !Self.knownSettings.contains($0) }.sorted()
    }

    private static let known: Set<String> = [
        "add", "import", "done", "move", "acknowledge", "snooze", "reopen", "cancel", "waive",
        "holiday", "person", "team", "delegation", "client", "order", "sheet", "export", "edited",
        "unmarked", "undelegate", "undo",
        "slip", "recover", "deliver", "told", "cancel-order", "approve", "approve-again", "edit",
        "hold", "resume", "refuse", "arrived", "refuse-address", "refuse-letter", "no-answer",
        "reply", "submit", "period", "ask-again", "sign", "down", "up", "back", "jump",
        "synchronise", "confirm", "go-live",
    ]

    private static let knownSettings: Set<String> = [
        "office", "ladders", "digest", "weekly_digest", "calendars", "clock", "answer_days",
        "client_requests", "holidays", "mail", "submissions", "close", "automatic_limit", "kinds",
        "mode",
    ]
}
