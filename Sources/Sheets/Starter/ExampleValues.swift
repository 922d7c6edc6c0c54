import Almanac
import Coordination

/// The examples of the starter workbook: one row of each kind.
struct ExampleValues {
    let language: String
    let today: CivilDate

    private var code: WorkbookCell { .text(ExampleRow.code.text(in: language)) }

    private func date(_ days: Int) -> WorkbookCell { .date(today.adding(days: days)) }

    private var period: WorkbookCell { .text(String(today.description.prefix(7))) }

    /// A row's cells by the columns' English names.
    func row(of kind: SheetKind) -> [String: WorkbookCell] {
        var row = values(of: kind)
        let column = ExampleRow.column(of: kind)
        if row[column] == nil { row[column] = code }
        return row
    }

    /// What the example says in words and numbers, and its dates.
    private func values(of kind: SheetKind) -> [String: WorkbookCell] {
        var row: [String: WorkbookCell] = [:]
        for (column, value) in ExampleRow.values(of: kind) {
            switch value {
            case .code: row[column] = code
            case .text(let text): row[column] = .text(text.text(in: language))
            case .number(let number): row[column] = .number(Double(number))
            }
        }
        for (column, cell) in dates(of: kind) { row[column] = cell }
        if kind == .people || kind == .clients {
            row["language"] = .text(kind == .people ? language : "id")
        }
        return row
    }

    private func dates(of kind: SheetKind) -> [String: WorkbookCell] {
        switch kind {
        case .deadlines: ["due_date": date(14)]
        case .orders: ["promised": date(21)]
        case .targets: ["period": period]
        case .holidays: ["date": date(30)]
        case .delegations: ["from": date(7), "until": date(14)]
        case .achievements, .expenses: ["period": period, "date": date(-1)]
        case .collections: ["due": date(10), "updated": date(0)]
        case .people, .teams, .clients, .reasons, .decisions: [:]
        }
    }
}
