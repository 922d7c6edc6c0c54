import Yams

/// One place in the settings: a YAML node, where it stands, and how to read it.
///
/// Scalars are read as they are written, never as YAML would type them: `0123` stays `0123` and `no`
/// stays `no`. A fault is added to the list and reading goes on.
struct Cursor {
    let node: Node
    let file: String
    /// Where it stands among the settings: `mail.smtp.port`.
    let path: String
    let faults: FaultList

    var line: Int { node.mark?.line ?? 0 }
    var column: Int { node.mark?.column ?? 0 }

    func fail(_ message: String) { faults.add("\(path): \(message)", at: self) }

    // MARK: Maps and lists

    /// Whether the value is left empty (`smtp:`).
    var isEmpty: Bool { node.scalar.map { $0.string.isEmpty && $0.style == .plain } ?? false }

    /// Whether names with values stand there.
    var isMap: Bool { if case .mapping = node { true } else { false } }

    /// Whether the value is `false`, where something else may stand, too.
    var isFalse: Bool { node.scalar?.string == "false" }

    /// Whether the value is `true`, where something else may stand, too.
    var isTrue: Bool { node.scalar?.string == "true" }

    /// The entries of a map, in their order; a fault and none when it is no map.
    var entries: [(key: String, value: Cursor)] {
        if isEmpty { return [] }
        guard case .mapping(let mapping) = node else {
            fail("found \(found), wanted names with values below it")
            return []
        }
        return mapping.map { key, value in
            let name = key.scalar?.string ?? ""
            return (name, Cursor(node: value, file: file, path: joined(name), faults: faults))
        }
    }

    /// The elements of a list; a single value is a list of one.
    var elements: [Cursor] {
        guard case .sequence(let sequence) = node else { return isEmpty ? [] : [self] }
        return sequence.enumerated().map { index, node in
            Cursor(node: node, file: file, path: "\(path)[\(index + 1)]", faults: faults)
        }
    }

    /// Reads a map whose names are known, by the reader of each name; a name that is not known, or
    /// stands there twice, is a fault.
    func read(_ readers: [String: (Cursor) -> Void]) {
        for (name, value) in entries {
            guard let reader = readers[name] else {
                let nearest = NearestName.find(name, among: readers.keys)
                let hint =
                    nearest.map { "did you mean `\($0)`?" }
                    ?? "known here: \(readers.keys.sorted().joined(separator: ", "))"
                faults.add("unknown setting `\(value.path)`; \(hint)", at: place(of: name))
                continue
            }
            reader(value)
        }
    }

    /// Where a name of a map itself stands, rather than its value.
    private func place(of name: String) -> Cursor {
        guard case .mapping(let mapping) = node,
            let key = mapping.first(where: { $0.key.scalar?.string == name })?.key
        else { return self }
        return Cursor(node: key, file: file, path: joined(name), faults: faults)
    }

    private func joined(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    // MARK: Values

    /// What stands there, for a message.
    var found: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "“\(scalar.string)”"
        case .mapping: "names with values"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    /// A text that is not empty.
    func text(wanted: String = "a text") -> String? {
        guard let text = node.scalar?.string, !text.isEmpty else {
            fail("found \(found), wanted \(wanted)")
            return nil
        }
        return text
    }

    /// A text that `read` understands.
    func value<Value>(_ wanted: String, _ read: (String) throws -> Value?) -> Value? {
        guard let text = text(wanted: wanted) else { return nil }
        do {
            if let value = try read(text) { return value }
            fail("found “\(text)”, wanted \(wanted)")
        } catch {
            fail("\(error)")
        }
        return nil
    }

    func number(in range: ClosedRange<Int>) -> Int? {
        value("a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// `true` or `false`; YAML 1.1's `yes`, `no`, `on`, `off` are not guessed at.
    func flag() -> Bool? {
        value("true or false") { ["true": true, "false": false][$0] }
    }

    /// One of an enumeration's words.
    func word<Word: RawRepresentable & CaseIterable>(
        _ type: Word.Type = Word.self
    ) -> Word? where Word.RawValue == String {
        value(
            "one of " + Word.allCases.map(\.rawValue).joined(separator: ", "), Word.init(rawValue:))
    }

    /// `30s`, `5min`, `1h`, `5d`.
    func duration() -> Duration? {
        value("a duration such as 30s, 5min, 1h or 5d") { text in
            let units = ["s": 1, "min": 60, "h": 3_600, "d": 86_400]
            let digits = text.prefix { $0.isNumber }
            guard let count = Int(digits), count < 1_000_000,
                let unit = units[String(text.dropFirst(digits.count))]
            else { return nil }
            return .seconds(count * unit)
        }
    }
}

/// Finds the known name that somebody most likely meant.
enum NearestName {
    /// The nearest name that differs in at most two letters; nil when there is none.
    static func find(_ name: String, among known: some Sequence<String>) -> String? {
        known.map { (distance(Array(name), Array($0)), $0) }
            .filter { $0.0 <= 2 && $0.0 < $0.1.count }
            .min { $0 < $1 }?.1
    }

    /// Levenshtein's distance.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let cost = letter == other ? diagonal : min(diagonal, row[j], row[j + 1]) + 1
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}
