package import Almanac
package import Coordination

/// A workbook to begin with: a sheet for each kind, headed in its reader's language, with an example that is
/// never taken and lists to choose from. It is filled in and handed in as it is.
package struct StarterWorkbook: Sendable {
    /// The sheets, in their order.
    package var kinds: [SheetKind]
    /// `id` or `en`.
    package var language: String
    /// What cells offer of what the office knows.
    package var lists: [List: [String]]
    /// The day from which the examples' dates are counted.
    package var today: CivilDate

    /// What a cell may name.
    package enum List: String, Hashable, Sendable, CaseIterable {
        case people, teams, clients, reasons, kinds, ladders, calendars
    }

    package init(
        kinds: [SheetKind] = StarterWorkbook.usual, language: String, lists: [List: [String]],
        today: CivilDate
    ) {
        self.kinds = kinds
        self.language = language
        self.lists = lists
        self.today = today
    }

    /// What an office begins with; what teams hand in has files of its own, and decisions come with what
    /// is to be decided.
    package static let usual: [SheetKind] = [
        .teams, .people, .clients, .deadlines, .orders, .reasons, .targets, .holidays,
        .delegations,
    ]

    /// As many rows offer their lists: more are filled in by copying.
    private static let rows = 1_000

    /// - Throws: an error in words when the temporary folder takes no file.
    package func write(createdAt: Instant) throws -> [UInt8] {
        let file = try WorkbookFile(in: WorkbookWriter.folder, createdAt: createdAt)
        let offers = Offers(self)
        for kind in kinds {
            let columns = SheetDefinition.of(kind).columns
            let sheet = try file.addWorksheet(name(of: kind))
            for (place, column) in columns.enumerated() {
                try sheet.write(
                    .text(column.names.text(in: language) + (column.isRequired ? "*" : "")), row: 0,
                    column: place, style: .header)
                try sheet.comment(explanation(of: column), row: 0, column: place)
                if let formula = offers.formula(of: column, in: kind) {
                    try sheet.offer(from: formula, rows: 1...Self.rows, column: place)
                }
            }
            try sheet.hide(.text(StarterMark(kind).text), inHeaderOf: columns.count)
            let example = ExampleValues(language: language, today: today).row(of: kind)
            for (place, column) in columns.enumerated() {
                guard let value = example[column.name] else { continue }
                try sheet.write(
                    value, row: 1, column: place, style: WorkbookStyle(mark: .warning))
            }
            try sheet.keepHeader(row: 0, isFiltered: false)
            try sheet.finish()
        }
        try offers.write(to: file)
        return try file.bytes()
    }

    func name(of kind: SheetKind) -> String { kind.words.text(in: language) }

    private func explanation(of column: SheetColumn) -> String {
        let need =
            column.isRequired
            ? BilingualText(en: "required", id: "wajib diisi")
            : BilingualText(en: "may be left blank", id: "boleh dikosongkan")
        return column.expectation.followed(en: "; ", id: "; ").followed(by: need)
            .text(in: language)
    }
}

/// What cells of the starter workbook offer: lists in a worksheet of their own, and what other worksheets
/// of it hold.
private struct Offers {
    private let starter: StarterWorkbook
    private var lists: [(name: String, entries: [String])] = []

    init(_ starter: StarterWorkbook) {
        self.starter = starter
        for kind in starter.kinds {
            for column in SheetDefinition.of(kind).columns {
                guard let name = listName(of: column, in: kind),
                    !lists.contains(where: { $0.name == name })
                else { continue }
                let entries = words(of: column) ?? known(by: column, in: kind)
                if !entries.isEmpty { lists.append((name, entries)) }
            }
        }
    }

    private var worksheet: String {
        BilingualText(en: "lists", id: "daftar").text(in: starter.language)
    }

    func formula(of column: SheetColumn, in kind: SheetKind) -> String? {
        guard let name = listName(of: column, in: kind) else { return nil }
        if let place = lists.firstIndex(where: { $0.name == name }) {
            let letters = CellName.letters(place)
            return "='\(worksheet)'!$\(letters)$2:$\(letters)$\(lists[place].entries.count + 1)"
        }
        // What the office does not know yet, this workbook says.
        guard let register = Self.list(of: column.name, in: kind).flatMap(Self.register),
            starter.kinds.contains(register)
        else { return nil }
        return "='\(starter.name(of: register))'!$A$3:$A$500"
    }

    func write(to file: WorkbookFile) throws {
        guard !lists.isEmpty else { return }
        let sheet = try file.addWorksheet(worksheet)
        for (place, list) in lists.enumerated() {
            try sheet.write(.text(list.name), row: 0, column: place, style: .header)
        }
        for row in 0..<(lists.map(\.entries.count).max() ?? 0) {
            for (place, list) in lists.enumerated() where row < list.entries.count {
                try sheet.write(.text(list.entries[row]), row: row + 1, column: place)
            }
        }
        try sheet.keepHeader(row: 0, isFiltered: false)
        try sheet.finish()
    }

    /// What a column's list is called; nil of a column that anything may stand in.
    private func listName(of column: SheetColumn, in kind: SheetKind) -> String? {
        if words(of: column) != nil {
            return "\(starter.name(of: kind)): \(column.names.text(in: starter.language))"
        }
        return Self.list(of: column.name, in: kind)?.rawValue
    }

    private func words(of column: SheetColumn) -> [String]? {
        switch column.type {
        case .word(let words), .wordOrText(let words): words.offered(in: starter.language)
        default: nil
        }
    }

    private func known(by column: SheetColumn, in kind: SheetKind) -> [String] {
        Self.list(of: column.name, in: kind).flatMap { starter.lists[$0] } ?? []
    }

    private static func list(
        of column: String, in kind: SheetKind
    ) -> StarterWorkbook.List? {
        switch (kind, column) {
        case (_, "owner"), (_, "person"), (_, "stand_in"), (_, "salesperson"), (_, "manager"),
            (_, "reports_to"), (_, "successor"):
            .people
        case (_, "team"), (.holidays, "scope"): .teams
        case (_, "client"): .clients
        case (.orders, "reason"): .reasons
        case (.deadlines, "kind"): .kinds
        case (_, "ladder"): .ladders
        case (_, "calendar"): .calendars
        default: nil
        }
    }

    private static func register(of list: StarterWorkbook.List) -> SheetKind? {
        switch list {
        case .people: .people
        case .teams: .teams
        case .clients: .clients
        case .reasons: .reasons
        case .kinds, .ladders, .calendars: nil
        }
    }
}
