import Almanac
import Coordination
import Ledger

extension SheetExport {
    /// A row for each promise; one that comes back is a row of its first due moment.
    func deadlineRows() throws -> [[String: SheetValue]] {
        let series = try view.allSeries()
        let names = Set(series.map { Code($0.code) })
        // What has an occurrence and no series, or is a question about a letter, the office asks of itself: no sheet makes it.
        let single = try view.deadlines().map(\.deadline).filter {
            $0.occurrence.isEmpty && !OfficeTask.isOwn($0)
                && !names.contains(Code($0.code))
        }
        return try series.map(row) + single.map(row)
    }

    /// A row for each promise that is open; what comes back is a row of each that is open of it, under its own
    /// code (`T-010 2026-12-01`): what is said there is said of that one.
    func openDeadlineRows() throws -> [[String: SheetValue]] {
        let open = Dictionary(
            grouping: try view.deadlines(in: .open).map(\.deadline), by: { Code($0.code) })
        let series = Set(try view.allSeries().map { Code($0.code) })
        return try deadlineRows().flatMap { row -> [[String: SheetValue]] in
            guard case .text(let code)? = row["code"], series.contains(Code(code)),
                let occurrences = open[Code(code)]
            else { return [row] }
            return occurrences.sorted { $0.occurrence < $1.occurrence }.map { deadline in
                var own = self.row(of: deadline)
                own["code"] = .text(deadline.identifier)
                // These hold for all of a series.
                for column in ["repeat", "roll", "after"] { own[column] = nil }
                return own
            }
        }.filter { row in
            let status = row["status"]?.word
            return status == nil || status == "open" || status == "acknowledged"
        }
    }

    private func row(of series: Series) throws -> [String: SheetValue] {
        let occurrences = try view.deadlines(code: series.code).map(\.deadline)
        let current = CurrentDeadline(series, office: office)
        var row = current.values
        row["code"] = .text(series.code)
        if let open = occurrences.first(where: { $0.state == .open }) {
            row["status"] = nil
            addWaiting(of: open, to: &row)
        } else if series.endedAt != nil {
            row["reason"] = .text(occurrences.last?.reason ?? Self.noReason)
        }
        return said(row, current)
    }

    private func row(of deadline: Deadline) -> [String: SheetValue] {
        let current = CurrentDeadline(deadline, office: office)
        var row = current.values
        row["code"] = .text(deadline.code)
        if deadline.state == .open {
            addWaiting(of: deadline, to: &row)
        } else {
            addEnd(of: deadline, to: &row)
        }
        return said(row, current)
    }

    /// What a sheet must say of a deadline that was waived or cancelled, where nobody did.
    private static let noReason = "not recorded"

    private func addEnd(of deadline: Deadline, to row: inout [String: SheetValue]) {
        // Done before anybody asked for it to be shown.
        if deadline.state == .done, deadline.missingEvidence != nil { row["evidence"] = nil }
        let by = deadline.finishedBy.map { Actor($0).name }
        if by.flatMap(office.directory.person) == nil { row["by"] = nil }
        if deadline.state != .done, deadline.reason == nil { row["reason"] = .text(Self.noReason) }
    }

    /// Until when its owner or escalations wait. A sheet knows days only: another moment is left to
    /// the command that set it.
    private func addWaiting(of deadline: Deadline, to row: inout [String: SheetValue]) {
        if let until = deadline.snoozedUntil {
            let day = office.profile.zone.civil(until).date
            if office.startOfBusiness(on: day) == until { row["snooze_until"] = .date(day) }
        }
        if deadline.acknowledgedUntil != nil { row["status"] = .word("acknowledged") }
    }

    /// Without what a blank means anyway, which nobody need have said, and a kind or a ladder that the
    /// settings have lost, which would be a finding.
    private func said(
        _ row: [String: SheetValue], _ current: CurrentDeadline
    ) -> [String: SheetValue] {
        var row = row.filter { $0.value != current.usual($0.key) }
        if case .text(let kind) = row["kind"], office.kind(kind) == nil { row["kind"] = nil }
        if case .text(let ladder) = row["ladder"], office.ladder(ladder) == nil {
            row["ladder"] = nil
        }
        return row
    }
}
