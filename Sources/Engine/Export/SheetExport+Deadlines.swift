import Almanac
import Coordination
import Ledger

extension SheetExport {
    /// A row for each promise; one that comes back is a row of its first due moment.
    func deadlineRows() throws -> [[String: SheetValue]] {
        let series = try view.allSeries()
        let names = Set(series.map { Directory.fold($0.code) })
        // What has an occurrence and no series, or is a question about a letter, the office asks of itself: no sheet makes it.
        let single = try view.deadlines().map(\.deadline).filter {
            $0.occurrence.isEmpty && !OfficeTask.isOwn($0)
                && !names.contains(Directory.fold($0.code))
        }
        return try series.map(row) + single.map(row)
    }

    private func row(of series: Series) throws -> [String: SheetValue] {
        let occurrences = try view.deadlines(code: series.code).map(\.deadline)
        var row: [String: SheetValue] = [
            "code": .text(series.code), "title": .text(series.title),
            "owner": .text(series.owner), "due_date": .date(series.start.date),
            "due_time": .time(series.start.time, zone: nil), "time_zone": .text(series.zone),
            "kind": .text(series.kind), "ladder": .text(series.ladder),
            "repeat": .text(series.recurrence),
        ]
        row["client"] = series.client.map(SheetValue.text)
        row["note"] = series.note.map(SheetValue.text)
        row["evidence"] = series.evidence.map(SheetValue.text)
        row["roll"] = series.roll.map { .word($0.rawValue) }
        if let open = occurrences.first(where: { $0.state == .open }) {
            addWaiting(of: open, to: &row)
        } else if series.endedAt != nil {
            row["status"] = .word(Deadline.State.cancelled.rawValue)
            row["reason"] = .text(occurrences.last?.reason ?? Self.noReason)
        }
        return said(row, DeadlineRow(series, office: office))
    }

    private func row(of deadline: Deadline) -> [String: SheetValue] {
        var row: [String: SheetValue] = [
            "code": .text(deadline.code), "title": .text(deadline.title),
            "owner": .text(deadline.owner), "due_date": .date(deadline.due.date),
            "due_time": .time(deadline.due.time, zone: nil), "time_zone": .text(deadline.zone),
            "kind": .text(deadline.kind), "ladder": .text(deadline.ladder),
        ]
        row["client"] = deadline.client.map(SheetValue.text)
        row["note"] = deadline.note.map(SheetValue.text)
        row["evidence"] = deadline.evidence.map(SheetValue.text)
        row["roll"] = deadline.roll.map { .word($0.direction.rawValue) }
        if !deadline.dependencies.isEmpty {
            row["after"] = .text(deadline.dependencies.joined(separator: ", "))
        }
        if deadline.state == .open {
            addWaiting(of: deadline, to: &row)
        } else {
            addEnd(of: deadline, to: &row)
        }
        return said(row, DeadlineRow(deadline, office: office))
    }

    /// What a sheet must say of a deadline that was waived or cancelled, where nobody did.
    private static let noReason = "not recorded"

    private func addEnd(of deadline: Deadline, to row: inout [String: SheetValue]) {
        row["status"] = .word(deadline.state.rawValue)
        row["done_on"] = deadline.finishedAt.map { .date(office.profile.zone.civil($0).date) }
        row["proof"] = deadline.proof.map(SheetValue.text)
        // Done before anybody asked for it to be shown.
        if deadline.state == .done, deadline.proof == nil { row["evidence"] = nil }
        // Who entered it for them stands in the history.
        let by = deadline.finishedBy.map { Actor($0).name }
        let isPerson = by.flatMap(office.directory.person) != nil
        if isPerson { row["by"] = by.map(SheetValue.text) }
        let reason = deadline.reason ?? (deadline.state == .done ? nil : Self.noReason)
        row["reason"] = reason.map(SheetValue.text)
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
        _ row: [String: SheetValue], _ standing: DeadlineRow
    ) -> [String: SheetValue] {
        var row = row.filter { $0.value != standing.usual($0.key) }
        if case .text(let kind) = row["kind"], office.kind(kind) == nil { row["kind"] = nil }
        if case .text(let ladder) = row["ladder"], office.ladder(ladder) == nil {
            row["ladder"] = nil
        }
        return row
    }
}
