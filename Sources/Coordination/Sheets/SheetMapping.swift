/// What somebody said of another program's list: which kind of sheet it is, and which of its columns means
/// which of ours. Files with a header like it are read by it.
package struct SheetMapping: Hashable, Sendable, Codable {
    package var kind: SheetKind
    /// Every column of the list that has a name, from left to right, those that are not read included.
    package var header: [Heading]
    /// Where our columns, by their English names, stand in the list.
    package var columns: [String: Heading]
    /// What our columns that the list does not have hold in each of its rows, as a cell would say it.
    package var constants: [String: String]

    package init(
        kind: SheetKind, header: [Heading], columns: [String: Heading],
        constants: [String: String] = [:]
    ) {
        self.kind = kind
        self.header = header
        self.columns = columns
        self.constants = constants
    }

    /// A column of the list by its name. Lists may have several of one name.
    package struct Heading: Hashable, Sendable, Codable {
        /// As names of columns are compared.
        package var name: String
        /// How many columns to its left have the name, too.
        package var before: Int

        package init(name: String, before: Int) {
            self.name = name
            self.before = before
        }

        /// The headings of a row of names, nil where one is blank.
        ///
        /// - Parameter names: as names of columns are compared.
        package static func all(of names: [String]) -> [Heading?] {
            var counts: [String: Int] = [:]
            return names.map { name in
                guard !name.isEmpty else { return nil }
                defer { counts[name, default: 0] += 1 }
                return Heading(name: name, before: counts[name] ?? 0)
            }
        }
    }
}

/// What a mapping sheet carries in its header row: which file it asks about, and whose ledger keeps that.
package struct MappingMark: Hashable, Sendable {
    /// SHA-256 of the file's content, hexadecimal.
    package var hash: String
    /// The beginning of the name of the ledger that keeps the file.
    package var ledger: String

    private static let beginning = "tenggat-mapping"

    package init(hash: String, ledger: String) {
        self.hash = hash
        self.ledger = String(ledger.prefix(8))
    }

    /// Nil for a text that is no mark.
    package init?(_ text: String) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 3, parts[0] == Self.beginning else { return nil }
        self.init(hash: String(parts[1]), ledger: String(parts[2]))
    }

    package var text: String { "\(Self.beginning) \(hash) \(ledger)" }
}
