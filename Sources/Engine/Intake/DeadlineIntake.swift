import Almanac
import Coordination
import Ledger

/// Takes the deadlines sheet: new promises, moved ones, and whatever else a row decides about one.
struct DeadlineIntake: SheetIntake {
    func take(
        _ reading: SheetReading, into transaction: LedgerTransaction, office: Office, by: String?
    ) throws -> Difference {
        var difference = Difference()
        var named: Set<String> = []
        for row in reading.rows {
            guard let code = row.text("code"), let new = NewDeadline(row: row, office: office)
            else { continue }
            named.insert(Directory.fold(code))
            let desk = DeadlineDesk(office: office, by: row.text("by") ?? by)
            let before = try columns(of: code, in: transaction.view)
            try take(row, new, desk: desk, in: transaction)
            difference.compare(
                code, old: before, new: try columns(of: code, in: transaction.view) ?? [:])
        }
        difference.absent = try transaction.view.deadlineCodes().filter {
            !named.contains(Directory.fold($0))
        }
        return difference
    }

    private func take(
        _ row: SheetRow, _ new: NewDeadline, desk: DeadlineDesk, in transaction: LedgerTransaction
    ) throws {
        let decision = RowDecision(row: row, office: desk.office)
        if try transaction.view.series(code: new.code) != nil || new.recurrence != nil {
            try take(series: new, desk: desk, in: transaction)
        } else if let known = try transaction.view.deadline(code: new.code) {
            try merge(new, into: known, desk: desk, in: transaction)
        } else {
            try add(new, decision: decision, desk: desk, in: transaction)
        }
        try desk.apply(decision, to: new.code, in: transaction)
    }

    /// A new row. One that says that it is over is history: it arms nothing.
    private func add(
        _ new: NewDeadline, decision: RowDecision, desk: DeadlineDesk,
        in transaction: LedgerTransaction
    ) throws {
        var deadline = desk.office.newDeadline(new, now: transaction.now)
        if let state = decision.end {
            deadline.state = state
            deadline.reason = decision.reason
            deadline.finishedAt = decision.finishedAt(now: transaction.now)
            deadline.finishedBy = desk.by
            deadline.proof = decision.proof
        }
        try transaction.insert(deadline, office: desk.office, by: desk.by)
    }

    /// What the ledger holds afterwards: a finished deadline stays finished, a moved one is a new
    /// revision, and what a sheet cannot say stays as it is.
    private func merge(
        _ new: NewDeadline, into record: DeadlineRecord, desk: DeadlineDesk,
        in transaction: LedgerTransaction
    ) throws {
        let known = record.deadline
        guard known.state == .open else { return }
        let wanted = desk.office.newDeadline(new, now: transaction.now)
        var merged = known
        merged.title = wanted.title
        merged.owner = wanted.owner
        merged.kind = wanted.kind
        merged.ladder = wanted.ladder
        merged.client = wanted.client
        merged.note = wanted.note
        merged.evidence = wanted.evidence ?? known.evidence
        if !new.dependencies.isEmpty { merged.dependencies = wanted.dependencies }
        if wanted.due != known.due || wanted.zone != known.zone {
            merged = merged.moved(to: wanted.due, reason: nil, at: transaction.now)
            merged.zone = wanted.zone
        }
        guard merged != known else { return }
        try transaction.change(record, to: merged, office: desk.office, by: desk.by)
    }

    /// A row that comes back: compared with the series' start, so that the sheet as it first was drags
    /// no later occurrence back.
    private func take(
        series new: NewDeadline, desk: DeadlineDesk, in transaction: LedgerTransaction
    ) throws {
        let wanted = desk.office.newSeries(new, now: transaction.now)
        guard var known = try transaction.view.series(code: new.code) else {
            guard new.recurrence != nil else { return }
            var series = wanted
            try transaction.advance(&series, office: desk.office, by: desk.by)
            return
        }
        guard known.endedAt == nil else { return }
        var same = wanted
        same.latest = known.latest
        same.createdAt = known.createdAt
        guard same != known else { return }
        let isMoved =
            same.start != known.start || same.zone != known.zone
            || same.recurrence != known.recurrence || same.roll != known.roll
        known = same
        try desk.change(known, isMoved: isMoved, in: transaction)
    }

    /// What a sheet shows of a deadline, to tell what changed; nil when it is not there.
    private func columns(of code: String, in view: LedgerView) throws -> [String: String]? {
        let all = try view.deadlines(code: code)
        let series = try view.series(code: code)
        guard let record = all.first(where: { $0.deadline.state == .open }) ?? all.last else {
            return series.map { ["title": $0.title, "repeat": $0.recurrence] }
        }
        let deadline = record.deadline
        var columns = [
            "title": deadline.title, "owner": deadline.owner,
            "due": (series?.start ?? deadline.due).description, "time_zone": deadline.zone,
            "kind": deadline.kind, "ladder": deadline.ladder,
            "status": series?.endedAt == nil ? deadline.state.rawValue : "ended",
        ]
        columns["repeat"] = series?.recurrence
        columns["occurrence"] = deadline.occurrence.isEmpty ? nil : deadline.occurrence
        columns["client"] = deadline.client
        columns["note"] = deadline.note
        columns["evidence"] = deadline.evidence
        columns["after"] =
            deadline.dependencies.isEmpty ? nil : deadline.dependencies.joined(separator: ", ")
        columns["snoozed"] = deadline.snoozedUntil?.rfc3339
        columns["acknowledged"] = deadline.acknowledgedUntil?.rfc3339
        columns["reason"] = deadline.reason
        return columns
    }
}

extension NewDeadline {
    /// What a row says; nil when a required cell is missing, which a checked reading rules out.
    init?(row: SheetRow, office: Office) {
        guard let code = row.text("code"), let title = row.text("title"),
            let owner = row.text("owner"), let date = row.date("due_date")
        else { return nil }
        let zone =
            row.zone("due_time")
            ?? row.text("time_zone").flatMap(office.profile.zones)?.identifier
        self.init(
            code: code, title: title, owner: owner, date: date, time: row.time("due_time"),
            zone: zone, kind: row.text("kind"), ladder: row.text("ladder"),
            client: row.text("client"), note: row.text("note"), recurrence: row.text("repeat"),
            roll: row.text("roll").flatMap(Rolling.Direction.init(rawValue:)),
            evidence: row.text("evidence"), dependencies: row.codes("after"))
    }
}

extension SheetRow {
    /// The zone written beside a time of day.
    func zone(_ column: String) -> String? {
        if case .time(_, let zone) = self[column] { zone } else { nil }
    }

    /// Codes with commas, semicolons or spaces between.
    func codes(_ column: String) -> [String] {
        (text(column) ?? "").split { ",; ".contains($0) }.map(String.init)
    }
}
