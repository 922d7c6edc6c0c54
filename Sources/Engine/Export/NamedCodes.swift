import Coordination

/// Codes in place of the names that lists of other programs have: of a client, a person or a team that is
/// the only one of its name.
struct NamedCodes {
    private let directory: Directory
    private let clients: [String: [String]]
    private let people: [String: [String]]
    private let teams: [String: [String]]

    init(_ directory: Directory) {
        self.directory = directory
        clients = Self.codes(directory.clients.values.map { ($0.name, $0.code) })
        people = Self.codes(directory.people.values.map { ($0.name, $0.code) })
        teams = Self.codes(directory.teams.values.map { ($0.name, $0.code) })
    }

    private static func codes(_ entries: [(name: String, code: String)]) -> [String: [String]] {
        Dictionary(grouping: entries, by: { folded($0.name) }).mapValues { $0.map(\.code) }
    }

    private static func folded(_ name: String) -> String {
        name.foldedCode.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A reading of another program's list with our codes; any other as it is.
    func resolved(_ reading: SheetReading) -> SheetReading {
        guard reading.mapping != nil else { return reading }
        var reading = reading
        for index in reading.rows.indices {
            for column in reading.rows[index].columns.names {
                guard case .text(let text)? = reading.rows[index][column],
                    let code = code(of: text, in: column)
                else { continue }
                reading.rows[index].take(.text(code), for: column)
            }
        }
        return reading
    }

    /// Nil where the text is a code itself, or nobody's name, or that of several.
    private func code(of text: String, in column: String) -> String? {
        let (kinds, names): ([SheetKind], [[String: [String]]]) =
            switch column {
            case "client": ([.clients], [clients])
            case "salesperson", "person", "stand_in", "reports_to", "manager": ([.people], [people])
            case "owner": ([.people, .teams], [people, teams])
            case "team": ([.teams], [teams])
            default: ([], [])
            }
        guard !kinds.contains(where: { directory.holds(text, in: $0) }) else { return nil }
        let codes = names.flatMap { $0[Self.folded(text)] ?? [] }
        return codes.count == 1 ? codes[0] : nil
    }
}
