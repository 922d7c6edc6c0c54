import Almanac
import Coordination
import Ledger
import Sheets

/// What is so of deadlines and series.
struct DeadlineLookup: RowLookup {
    let office: Office
    let view: LedgerView

    /// Columns that decide something about a deadline: they count once.
    static let decisions: Set<String> = [
        "status", "done_on", "proof", "snooze_until", "by", "reason",
    ]

    let rules = ColumnRules(
        events: decisions, states: ["status"],
        groups: [
            ColumnRules.Group(
                leaders: ["due_date"], followers: ["due_time", "time_zone", "by", "reason"]),
            ColumnRules.Group(
                leaders: ["status", "done_on", "snooze_until"], followers: decisions),
            // Another part of what is asked for: `done` stands beside it already.
            ColumnRules.Group(
                leaders: ["proof", "status", "done_on"],
                followers: ["status", "done_on", "proof", "by", "reason"]),
        ],
        // What comes back is ended by its status.
        blanks: Dictionary(uniqueKeysWithValues: decisions.map { ($0, .nothing) })
            .merging(["repeat": .kept]) { $1 })

    func whole(of row: SheetRow) -> String? { row.text("code").map(\.foldedCode) }

    func name(of row: SheetRow) -> String { "" }

    func label(of row: SheetRow) -> String { row.text("code") ?? "" }

    func find(_ rows: [SheetRow], whole: String) throws -> FoundRows {
        guard let row = rows.first, let code = row.text("code") else {
            return FoundRows(key: whole, current: rows.map { _ in nil }, isNew: true)
        }
        var current: CurrentDeadline
        let key: String
        switch try DeadlineTarget(row, code: code, in: view) {
        case .unknown, .missing:
            return FoundRows(key: whole, current: rows.map { _ in nil }, isNew: true)
        case .single(let record):
            guard try !isTakenBack(record.deadline.state == .cancelled, by: row, whole: whole)
            else {
                return FoundRows(key: whole, current: rows.map { _ in nil }, isNew: true)
            }
            key = record.deadline.identifier.foldedCode
            current = CurrentDeadline(record.deadline, office: office)
            current.wantedDecision = try OfficeTask.decision(wantedBy: record.deadline, in: view)
        case .occurrence(let record):
            key = record.deadline.identifier.foldedCode
            current = CurrentDeadline(record.deadline, office: office)
            current.wantedDecision = try OfficeTask.decision(wantedBy: record.deadline, in: view)
            // With what ends, a due date says which one.
            if row.isFinishing { current.mute = Self.due }
        case .series(let series):
            guard try !isTakenBack(series.endedAt != nil, by: row, whole: whole) else {
                return FoundRows(key: whole, current: rows.map { _ in nil }, isNew: true)
            }
            key = whole
            current = CurrentDeadline(series, office: office)
        }
        return FoundRows(key: key, current: rows.map { _ in current })
    }

    /// Whether an undone file brought it, and nobody has spoken of it since: a row that says all of it is
    /// about something new.
    private func isTakenBack(_ isEnded: Bool, by row: SheetRow, whole: String) throws -> Bool {
        guard isEnded, row.text("title") != nil, row.text("owner") != nil,
            row.date("due_date") != nil
        else { return false }
        let said = try view.said(of: .deadlines, key: whole).map(SaidRows.init)
        guard said?[name(of: row)]?.columns.isEmpty ?? true else { return false }
        return try view.isUndone(whole, of: .deadlines)
    }

    /// Columns of the due moment.
    static let due: Set<String> = ["due_date", "due_time", "time_zone"]
}

extension DeadlineTarget {
    /// What a row means: with a finished status, a due date names one of a series. The first date does so where the row
    /// does not speak of all of it by its rule.
    init(_ row: SheetRow, code: String, in view: LedgerView) throws {
        self = try DeadlineTarget(code, in: view)
        guard case .series(let series) = self, row.isFinishing, let date = row.date("due_date"),
            date != series.start.date || row.text("repeat") == nil,
            let named = try Self.occurrence(of: series, dueOn: date, in: view)
        else { return }
        self = named
    }
}

extension SheetRow {
    /// Whether its status says that what it speaks of is over.
    var isFinishing: Bool {
        text("status").flatMap(Deadline.State.init(rawValue:)).map { $0 != .open } ?? false
    }
}
