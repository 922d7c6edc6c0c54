import Almanac
import Coordination
internal import GRDB

/// What may stand in a column, so that whoever reads a cell of it can: by the kind of value that the schema declares,
/// and for some by more than that.
enum CellForm: Equatable {
    case number, text, blob
    /// Whatever SQLite has room for.
    case anyNumber
    /// Microseconds since 1970 UTC.
    case instant
    /// `2026-12-18`.
    case date
    /// `2026-12-18 15:00`.
    case moment
    case json
    /// One of an enumeration's words.
    case words([String])

    /// - Parameters:
    ///   - column: `deadline.due_at`.
    ///   - type: as the schema declares it.
    init(_ column: String, type: String) {
        let name = column.split(separator: ".").last ?? ""
        if let form = Self.named[column] {
            self = form
        } else {
            self =
                switch type {
                case "TEXT": .text
                case "BLOB": .blob
                case _ where name == "at" || name.hasSuffix("_at") || name.hasSuffix("_until"):
                    .instant
                default: .number
                }
        }
    }

    /// What is more than its type says.
    private static let named: [String: CellForm] = {
        var forms: [String: CellForm] = [
            "deadline.due": .moment, "deadline.rolled_from": .moment,
            "deadline_revision.due": .moment,
            "deadline.state": .words(Deadline.State.allCases.map(\.rawValue)),
            "notice.state": .words(NoticeState.allCases.map(\.rawValue)),
            "notice.audience": .words(Audience.allCases.map(\.rawValue)),
            "item.subject_kind": .words(Subject.Kind.allCases.map(\.rawValue)),
            "step.outcome": .words(StepOutcome.allCases.map(\.rawValue)),
            // As the records of higher floors have them.
            "submission.state": .words(["accepted", "nil", "rejected"]),
            "table_sum.low": .anyNumber, "table_sum.high": .anyNumber,
            "run.result": .words(["done", "failed"]),
        ]
        for column in [
            "order_line.promised", "order_line.expected", "order_line.delivered_on",
            "order_line.last_told", "told_date.date", "former_told_date.date",
        ] {
            forms[column] = .date
        }
        for column in [
            "notice.hold_reasons", "notice.approved_parts", "notice.edit", "letter.recipients",
            "item.facts", "item.statements", "item.attachments", "shown_letter.parts",
            "series.body", "register.body", "run.counts", "submission.totals",
            "submission.findings", "sheet_import.changes", "sheet_import.restored",
            "sheet_mapping.body",
        ] {
            forms[column] = .json
        }
        return forms
    }()

    /// What SQLite is asked of a cell: whether it does not have this form.
    ///
    /// - Parameter name: the column's, as SQL has it.
    func fault(of name: String) -> String {
        switch self {
        case .number:
            // As large as `LedgerRow` reads them.
            "typeof(\(name)) <> 'integer' OR \(name) NOT BETWEEN \(-Self.most) AND \(Self.most)"
        case .anyNumber: "typeof(\(name)) <> 'integer'"
        case .text: "typeof(\(name)) <> 'text'"
        case .blob: "typeof(\(name)) <> 'blob'"
        case .instant:
            "typeof(\(name)) <> 'integer' OR \(name) NOT BETWEEN "
                + "\(Instant.distantPast.microseconds) AND \(Instant.distantFuture.microseconds)"
        case .date: "typeof(\(name)) <> 'text' OR date(\(name), '+0 days') IS NOT \(name)"
        case .moment:
            "typeof(\(name)) <> 'text' OR datetime(\(name)) IS NULL "
                + "OR date(\(name), '+0 days') IS NOT substr(\(name), 1, 10)"
        case .json: "typeof(\(name)) <> 'text' OR NOT json_valid(\(name))"
        case .words(let words):
            "typeof(\(name)) <> 'text' OR \(name) NOT IN ("
                + words.map { "'\($0)'" }.joined(separator: ", ") + ")"
        }
    }

    private static let most = 1 << 56
}

/// Where a value stands.
package struct CellPlace: Sendable, Hashable {
    package var table: String
    /// By its key.
    package var row: String
    package var column: String
}

/// A table with the form of each of its columns.
struct FormedTable {
    let name: String
    let columns: [Column]
    /// What names a row, as SQL.
    private let place: String

    struct Column {
        let name: String
        let form: CellForm
        /// Whether there may be nothing.
        let isOptional: Bool

        /// What SQLite is asked of a cell: whether nobody can read it.
        var fault: String {
            let quoted = "\"\(name)\""
            let fault = "(\(form.fault(of: quoted)))"
            return isOptional
                ? "(\(quoted) IS NOT NULL AND \(fault))" : "(\(quoted) IS NULL OR \(fault))"
        }
    }

    /// Every table of the ledger; what SQLite and the migrations keep for themselves is none.
    static func all(in database: Database) throws -> [FormedTable] {
        try String.fetchAll(
            database,
            sql: """
                SELECT name FROM main.sqlite_schema
                WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
                ORDER BY name
                """
        ).map { try FormedTable($0, in: database) }
    }

    private init(_ name: String, in database: Database) throws {
        self.name = name
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?) ORDER BY cid",
            arguments: [name])
        columns = rows.map { row in
            Column(
                name: row[0], form: CellForm("\(name).\(row[0] as String)", type: row[1]),
                isOptional: (row[2] as Int) == 0 && (row[3] as Int) == 0)
        }
        let key = rows.filter { ($0[3] as Int) > 0 }.sorted { ($0[3] as Int) < ($1[3] as Int) }
        place =
            key.isEmpty
            ? "rowid"
            : key.map { row in
                let column = "\"\(row[0] as String)\""
                return "CASE typeof(\(column)) WHEN 'text' THEN substr(\(column), 1, 80) "
                    + "WHEN 'integer' THEN \(column) ELSE substr(quote(\(column)), 1, 80) END"
            }.joined(separator: " || ' ' || ")
    }

    /// The cells that nobody can read.
    ///
    /// - Parameter limit: in how many rows at most.
    func unreadableCells(
        in database: Database, limit: Int
    ) throws -> [CellPlace] {
        let faults = columns.map(\.fault)
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT CAST(\(place) AS TEXT), \(faults.joined(separator: ", "))
                FROM main."\(name)" WHERE \(faults.joined(separator: " OR ")) LIMIT \(limit)
                """)
        return rows.flatMap { row in
            columns.enumerated().filter { index, _ in
                (row[index + 1] as DatabaseValue) == 1.databaseValue
            }.map { _, column in
                CellPlace(
                    table: name, row: String.fromDatabaseValue(row[0]) ?? "",
                    column: column.name)
            }
        }
    }
}

extension LedgerView {
    /// What is read from rows; nil where somebody made one of them unreadable, which a proof of the history names.
    ///
    /// - Throws: whatever else is wrong.
    package func ifReadable<Value>(_ read: () throws -> Value) throws -> Value? {
        do {
            return try read()
        } catch let error as LedgerError where error.code == .unreadableRow {
            return nil
        }
    }
}
