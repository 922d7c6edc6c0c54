/// A word by which something happens in a timeline.
struct TimelineWord: Sendable {
    /// As it is written; the first of several is the one to write, the others are former names.
    var names: [String]
    /// How many plain words follow it.
    var plain: ClosedRange<Int>
    /// The names that may stand before a `=`.
    var fields: Set<String>
    var play: @Sendable (TimelinePlayer, TimelineLine) async throws -> Void

    /// - Parameters:
    ///   - plain: how many plain words follow.
    ///   - fields: what may be said as `NAME=VALUE`, with blanks between.
    init(
        _ names: String..., plain: ClosedRange<Int> = 0...0, fields: String = "",
        play: @escaping @Sendable (TimelinePlayer, TimelineLine) async throws -> Void
    ) {
        self.names = names
        self.plain = plain
        self.fields = Set(fields.split(separator: " ").map(String.init))
        self.play = play
    }

    /// All words, each in the file of what it is about.
    static let all =
        deadlineWords + registerWords + orderWords + letterWords + periodWords + clockWords
        + sheetWords

    private static let byName: [String: TimelineWord] = Dictionary(
        all.flatMap { word in word.names.map { ($0, word) } },
        uniquingKeysWith: { first, _ in preconditionFailure("\(first.names) has a namesake") })

    /// Whether it is a row of a sheet, or a whole file.
    var isRow: Bool { Self.rowNames.contains(names[0]) }

    private static let rowNames: Set = [
        "add", "import", "order", "client", "person", "team", "holiday", "delegation", "sheet",
        "edited", "unmarked", "submit",
    ]

    static func named(_ name: String) -> TimelineWord? { byName[name] }

    /// Refuses what the word does not take.
    func check(_ line: TimelineLine) throws {
        if let field = line.fields.keys.sorted().first(where: { !fields.contains($0) }) {
            let known = fields.isEmpty ? "none" : fields.sorted().joined(separator: "=, ") + "="
            throw Timeline.Malformed(
                description: line.fault("takes no \(field)=; it takes \(known)"))
        }
        guard plain.contains(line.plain.count) else {
            throw Timeline.Malformed(
                description: line.fault(
                    "takes \(plain.lowerBound) to \(plain.upperBound) words without =, not "
                        + "\(line.plain.count)"))
        }
    }
}
