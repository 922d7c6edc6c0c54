package import Almanac
package import Coordination
import Ledger
import Sheets

/// A sheet written out for whoever asked.
package struct ExportedFile: Sendable {
    /// `orders.xlsx`; a submission's has its team and period, where only one was asked for.
    package var name: String
    package var content: [UInt8]
}

/// The kinds of files that a sheet is written as.
package enum ExportFormat: String, Sendable, Hashable, CaseIterable {
    case csv, xlsx
}

extension Stages {
    /// Writes a sheet of what the office remembers.
    ///
    /// - Parameters:
    ///   - team, period: of submissions only.
    /// - Throws: `EngineError` `.invalid` when they are given for another sheet, or not known.
    package func export(
        _ kind: SheetKind, as format: ExportFormat, team: String? = nil, period: Period? = nil,
        at now: Instant
    ) async throws -> ExportedFile {
        let office = store.office
        let team = try checked(team, of: kind, period: period, office: office)
        let (writer, reader) = (writer, try await intake.readerOfKept())
        if kind == .decisions, format == .xlsx {
            let content = try await store.ledger.read { view in
                try SheetExport(office: office, view: view)
                    .decisionWorkbook(writer: writer, now: now)
            }
            return ExportedFile(name: "\(kind.rawValue).\(format.rawValue)", content: content)
        }
        let table = try await store.ledger.read { view in
            let export = SheetExport(
                office: office, view: view, team: team, period: period?.description)
            if kind.isSubmission { return try export.submissionRows(of: kind, reader: reader) }
            if kind == .decisions { return try export.decisionRows(writer: writer, now: now) }
            return try export.table(of: kind)
        }
        let mark = try await self.mark(of: table, kind, at: now)
        let content =
            switch format {
            case .csv:
                CSVWriter(style: office.profile.style).write(
                    table.rows, of: kind, further: table.further, mark: mark)
            case .xlsx:
                try WorkbookWriter(createdAt: now, currency: office.profile.style.currency).write(
                    table.rows, of: kind, further: table.further, mark: mark)
            }
        let stem = [kind.rawValue, team, period?.description].compactMap { $0 }
        return ExportedFile(
            name: "\(stem.joined(separator: "-")).\(format.rawValue)", content: content)
    }

    /// How long an export may lie around and still be compared, edited, with what it was.
    private static let remembered = Duration.seconds(100 * 86_400)

    /// Keeps what is exported under a number; nil for what is not merged when it comes again.
    private func mark(
        of table: SheetExport.Table, _ kind: SheetKind, at now: Instant
    ) async throws -> ExportMark? {
        guard !kind.isSubmission, kind != .decisions else { return nil }
        let content = CSVWriter(style: store.office.profile.style).write(table.rows, of: kind)
        return try await store.change(at: now) { work in
            let transaction = work.transaction
            let number = try transaction.keep(
                export: content, of: kind, forgettingBefore: now - Self.remembered)
            return ExportMark(number: number, ledger: try transaction.view.identity())
        }
    }

    private func checked(
        _ team: String?, of kind: SheetKind, period: Period?, office: Office
    ) throws -> String? {
        if !kind.isSubmission, team != nil || period != nil {
            throw EngineError(
                .invalid,
                "the \(kind.rawValue) sheet belongs to no team and period: leave out --team and "
                    + "--period", field: team == nil ? "period" : "team")
        }
        return try team.map { try office.team(named: $0).code }
    }
}
