package import Coordination

/// What a fact must look like for a template to use it.
package indirect enum FactShape: Hashable, Sendable {
    /// A text, in one language or in several.
    case text
    case number, quantity, money, date, moment, flag
    /// Rows with these facts.
    case list([FactDeclaration])

    /// The shape's name in messages and documentation.
    package var name: String {
        switch self {
        case .text: "text"
        case .number: "number"
        case .quantity: "quantity"
        case .money: "money"
        case .date: "date"
        case .moment: "moment"
        case .flag: "flag"
        case .list: "list"
        }
    }

    /// What may follow a fact's name in a template: `due_short` (4 Des 2026 15.00 WIB), `due_date`
    /// (the moment's date), `due_time` (15.00 WIB), `days_overdue_is_one` (for plurals), `lines_count`.
    package var derived: [String] {
        switch self {
        case .text, .quantity, .money, .flag: []
        case .number: ["_is_one"]
        case .date: ["_short"]
        case .moment: ["_short", "_date", "_time"]
        case .list: ["_count", "_is_one"]
        }
    }

    static let derivedSuffixes = ["_is_one", "_short", "_date", "_time", "_count"]

    func accepts(_ fact: Fact) -> Bool {
        switch (self, fact) {
        case (.text, .text), (.text, .texts), (.number, .number), (.quantity, .quantity),
            (.money, .money), (.date, .date), (.moment, .moment), (.flag, .flag), (.list, .list):
            true
        default: false
        }
    }
}

/// A fact that a kind of entry knows, with an example that tests and documentation use.
package struct FactDeclaration: Hashable, Sendable {
    package var name: String
    package var shape: FactShape
    /// Without it the entry says nothing; other facts' sentences are left out when they are absent.
    package var isNeeded: Bool
    package var example: Fact

    static func needed(_ name: String, _ shape: FactShape, _ example: Fact) -> FactDeclaration {
        FactDeclaration(name: name, shape: shape, isNeeded: true, example: example)
    }

    static func optional(_ name: String, _ shape: FactShape, _ example: Fact) -> FactDeclaration {
        FactDeclaration(name: name, shape: shape, isNeeded: false, example: example)
    }

    /// A list whose examples are two rows: one with every fact, one with only the needed ones.
    static func list(
        _ name: String, of rows: [FactDeclaration], isNeeded: Bool = true
    ) -> FactDeclaration {
        FactDeclaration(
            name: name, shape: .list(rows), isNeeded: isNeeded,
            example: .list([rows.examples, rows.neededExamples]))
    }
}

extension [FactDeclaration] {
    /// Every fact with its example.
    package var examples: Facts {
        Facts(uniqueKeysWithValues: map { ($0.name, $0.example) })
    }

    /// The least that an entry can state.
    package var neededExamples: Facts { filter(\.isNeeded).examples }

    /// What is missing or misshapen among `facts`, each as a sentence; unknown facts are not faults.
    func faults(in facts: Facts, within path: String = "") -> [String] {
        flatMap { declaration -> [String] in
            let name = path + declaration.name
            guard let fact = facts[declaration.name] else {
                return declaration.isNeeded ? ["“\(name)” is missing"] : []
            }
            guard declaration.shape.accepts(fact) else {
                return ["“\(name)” is not a \(declaration.shape.name)"]
            }
            guard case .list(let columns) = declaration.shape, case .list(let rows) = fact else {
                return []
            }
            return rows.enumerated().flatMap { index, row in
                columns.faults(in: row, within: "\(name)[\(index + 1)].")
            }
        }
    }

    /// The names among `facts` that are not declared, sorted.
    func unknownNames(in facts: Facts, within path: String = "") -> [String] {
        facts.sorted { $0.key < $1.key }.flatMap { name, fact -> [String] in
            guard let declaration = first(where: { $0.name == name }) else { return [path + name] }
            guard case .list(let columns) = declaration.shape, case .list(let rows) = fact else {
                return []
            }
            return rows.enumerated().flatMap { index, row in
                columns.unknownNames(in: row, within: "\(path)\(name)[\(index + 1)].")
            }
        }
    }
}
