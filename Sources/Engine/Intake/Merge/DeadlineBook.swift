import Almanac
import Coordination
import Ledger
import Sheets

/// What is so of deadlines and series.
struct DeadlineBook: RowBook {
    let office: Office
    let view: LedgerView

    /// Columns that decide something about a deadline: they count once.
    static let decisions: Set<String> = [
        "status", "done_on", "proof", "snooze_until", "by", "reason",
    ]

    let rules = ColumnRules(
        events: decisions,
        groups: [
            ColumnRules.Group(
                leaders: ["due_date"], followers: ["due_time", "time_zone", "by", "reason"]),
            ColumnRules.Group(
                leaders: ["status", "done_on", "snooze_until"], followers: decisions),
        ],
        blanks: Dictionary(uniqueKeysWithValues: decisions.map { ($0, .nothing) }))

    func whole(of row: SheetRow) -> String? { row.text("code").map(Directory.fold) }

    func name(of row: SheetRow) -> String { "" }

    func label(of row: SheetRow) -> String { row.text("code") ?? "" }

    func find(_ rows: [SheetRow], whole: String) throws -> Found {
        guard let row = rows.first, let code = row.text("code") else {
            return Found(key: whole, standings: rows.map { _ in nil }, isNew: true)
        }
        let target = try DeadlineTarget(row, code: code, in: view)
        let standing: DeadlineRow
        var key = whole
        switch target {
        case .unknown, .missing:
            return Found(key: whole, standings: rows.map { _ in nil }, isNew: true)
        case .single(let record):
            standing = DeadlineRow(record.deadline, office: office)
        case .occurrence(let record):
            key = Directory.fold(record.deadline.identifier)
            standing = DeadlineRow(record.deadline, office: office)
        case .series(let series):
            standing = DeadlineRow(series, office: office)
        }
        // With what ends, a due date says which one: it moves nothing.
        var judged = standing
        if row.isFinishing { judged.mute.formUnion(["due_date", "due_time", "time_zone"]) }
        return Found(key: key, standings: rows.map { _ in judged })
    }
}

extension DeadlineTarget {
    /// What a row means: with a finished status, a due date names one of a series.
    init(_ row: SheetRow, code: String, in view: LedgerView) throws {
        self = try DeadlineTarget(code, in: view)
        guard case .series(let series) = self, row.isFinishing, let date = row.date("due_date"),
            date != series.start.date,
            let record = try Self.occurrence(of: series, dueOn: date, in: view)
        else { return }
        self = .occurrence(record)
    }
}

extension SheetRow {
    /// Whether its status says that what it speaks of is over.
    var isFinishing: Bool {
        text("status").flatMap(Deadline.State.init(rawValue:)).map { $0 != .open } ?? false
    }
}

/// What is so of a deadline or a series, as the sheet says it.
struct DeadlineRow: Standing {
    private let values: [String: SheetValue]
    private let office: Office
    private let owner: String
    var mute: Set<String> = []

    init(_ deadline: Deadline, office: Office) {
        self.office = office
        owner = deadline.owner
        var values = Self.common(
            title: deadline.title, owner: deadline.owner, due: deadline.due, zone: deadline.zone,
            kind: deadline.kind, ladder: deadline.ladder, office: office)
        values["client"] = deadline.client.map(SheetValue.text)
        values["note"] = deadline.note.map(SheetValue.text)
        values["evidence"] = deadline.evidence.map(SheetValue.text)
        if !deadline.dependencies.isEmpty {
            values["after"] = .text(deadline.dependencies.joined(separator: ", "))
        }
        self.values = values
        if !deadline.occurrence.isEmpty { mute = ["repeat", "roll", "after"] }
    }

    init(_ series: Series, office: Office) {
        self.office = office
        owner = series.owner
        var values = Self.common(
            title: series.title, owner: series.owner, due: series.start, zone: series.zone,
            kind: series.kind, ladder: series.ladder, office: office)
        values["client"] = series.client.map(SheetValue.text)
        values["note"] = series.note.map(SheetValue.text)
        values["evidence"] = series.evidence.map(SheetValue.text)
        values["repeat"] = .text(series.recurrence)
        values["roll"] = series.roll.map { .word($0.rawValue) }
        self.values = values
    }

    /// A time of day that is the usual closing hour is left to the date.
    private static func common(
        title: String, owner: String, due: CivilDateTime, zone: String, kind: String,
        ladder: String, office: Office
    ) -> [String: SheetValue] {
        var values: [String: SheetValue] = [
            "title": .text(title), "owner": .text(owner), "due_date": .date(due.date),
            "time_zone": .text(zone), "kind": .text(kind), "ladder": .text(ladder),
        ]
        if due.time != office.workingTime.calendar.usualClosing(on: due.date) {
            values["due_time"] = .time(due.time, zone: nil)
        }
        return values
    }

    func value(_ column: String) -> SheetValue? { values[column] }

    func isMeant(by word: String, in column: String) -> Bool {
        if isSame(as: word, in: column) { return true }
        switch column {
        case "due_date":
            guard let said = CivilDate(word), case .date(let date)? = values[column] else {
                return false
            }
            let start = CivilDateTime(date: said, time: CivilTime(secondOfDay: 0))
            return Rolling.Direction.allCases.contains { direction in
                office.due(of: start, rolling: direction, owner: owner).date == date
            }
        case "due_time":
            guard case .date(let date)? = values["due_date"], values[column] == nil else {
                // A zone beside the time stands in a column of its own.
                return values[column].map { word.hasPrefix($0.word) } ?? false
            }
            return word.hasPrefix(office.workingTime.calendar.usualClosing(on: date).description)
        case "ladder": return office.ladder(word)?.name == values[column]?.word
        case "kind": return (office.kind(word)?.name ?? "task") == values[column]?.word
        case "roll": return true
        case "repeat": return values[column] != nil
        case "after":
            let codes = { (text: String) in
                Set(text.split { ",; ".contains($0) }.map { Directory.fold(String($0)) })
            }
            return codes(word) == codes(values[column]?.word ?? "")
        default: return false
        }
    }
}
