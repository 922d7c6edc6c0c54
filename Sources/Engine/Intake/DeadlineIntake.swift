import Almanac
import Coordination
import Ledger

/// Takes the deadlines sheet: new promises, moved ones, and whatever else a row decides about one.
struct DeadlineIntake: SheetIntake {
    /// When the sheet was dropped, where the service was down then; nil for now.
    var importedAt: Instant?
    /// Where the office is.
    let today: CivilDate
    let sender: Sender
    let now: Instant

    func lookup(office: Office, view: LedgerView) -> (any RowLookup)? {
        DeadlineLookup(office: office, view: view)
    }

    func take(
        _ sheet: MergedSheet, into transaction: LedgerTransaction, office: Office, by: String?
    ) throws -> Difference {
        var difference = Difference()
        var named: Set<Code> = []
        var undone = UndoneBeginnings(in: transaction.view)
        for row in sheet.reading.rows {
            guard let code = row.text("code") else { continue }
            named.insert(Code(code))
            guard !sheet.isIdle(row) else {
                difference.unchanged += 1
                continue
            }
            guard let new = NewDeadline(row: row, office: office) else { continue }
            let changes = DeadlineChanges(
                office: office,
                by: sender.by(named: row.text("by"), office: office, at: now))
            let target = try DeadlineTarget(row, code: code, in: transaction.view)
            // What an undone file brought is new again.
            let isBack = target.isKnown && !sheet.isKnown(row)
            let before =
                isBack ? nil : try columns(of: target, in: transaction.view, office: office)
            try take(row, new, target, sheet, changes: changes, in: transaction, &undone)
            try difference.compare(
                code, old: before,
                new: columns(
                    of: target.found(as: code, in: transaction.view), in: transaction.view,
                    office: office) ?? [:])
        }
        difference.absent = try transaction.view.sheetDeadlineCodes(
            except: TaskTopic.prefixesWithoutOccurrence
        ).filter {
            !named.contains(Code($0))
        }
        return difference
    }

    private func take(
        _ row: SheetRow, _ new: NewDeadline, _ target: DeadlineTarget, _ sheet: MergedSheet,
        changes: DeadlineChanges, in transaction: LedgerTransaction,
        _ undone: inout UndoneBeginnings
    ) throws {
        let decision = RowDecision(row: row, office: changes.office)
        var name = DeadlineChanges.Name(code: new.code)
        switch target {
        case .series(let series) where !sheet.isKnown(row):
            try bringBack(new, series, changes: changes, in: transaction)
        case .series(let series):
            try take(
                series: new, known: series, row, sheet, changes: changes, in: transaction, &undone)
        case .single(let record), .occurrence(let record):
            name = DeadlineChanges.Name(record.deadline)
            try merge(
                new, into: record, row, sheet, decision: decision, changes: changes, in: transaction
            )
        case .unknown, .missing:
            if new.recurrence != nil {
                var series = changes.office.newSeries(new, now: importedAt ?? transaction.now)
                try transaction.advance(
                    &series, past: .imported, office: changes.office, by: changes.by)
            } else {
                try add(new, decision: decision, changes: changes, in: transaction)
            }
        }
        try changes.applyRow(decision, to: name, in: transaction)
    }

    /// A new row. One that says that it is over is history: it arms nothing.
    private func add(
        _ new: NewDeadline, decision: RowDecision, changes: DeadlineChanges,
        in transaction: LedgerTransaction
    ) throws {
        var deadline = changes.office.newDeadline(new, now: importedAt ?? transaction.now)
        // Of what is shown in part that part is noted behind, and it stays open.
        let isPart =
            decision.end == .done && deadline.isShown(more: decision.proof)
            && Office.missingProof(decision.proof, wanted: deadline.evidence) != nil
        if let state = decision.end, !isPart {
            deadline.end(
                as: state, at: decision.finishedAt(now: transaction.now), by: changes.by,
                because: decision.reason, proof: decision.proof)
        }
        try transaction.addDeadline(
            deadline, past: .imported, office: changes.office, by: changes.by)
    }

    /// What the ledger holds afterwards: a finished deadline stays finished unless the row opens it again,
    /// a moved one is a new revision, and what the sheet does not newly say stays as it is.
    private func merge(
        _ new: NewDeadline, into record: DeadlineRecord, _ row: SheetRow, _ sheet: MergedSheet,
        decision: RowDecision, changes: DeadlineChanges, in transaction: LedgerTransaction
    ) throws {
        var known = record.deadline
        let isBack = !sheet.isKnown(row)
        if known.state != .open {
            // What follows a period's files is not opened by a word: the changes says so.
            // A file that comes again after it was undone opens what its undoing ended, and nothing that people did.
            guard decision.isReopened || isBack && known.state == .cancelled,
                !changes.office.followsPeriod(known)
            else { return }
            known.reopen(because: decision.reason, at: transaction.now)
        }
        let wanted = changes.office.newDeadline(new, now: transaction.now)
        let isNew = { (column: String) in sheet.isNew(column, of: row) }
        var merged = known
        merged.terms = merge(wanted.terms, into: known.terms, of: new, isNew)
        if isNew("after") { merged.dependencies = wanted.dependencies }
        let isDueSaid = ["due_date", "due_time", "time_zone", "roll"].contains(where: isNew)
        if isDueSaid, wanted.due != known.due || wanted.zone != known.zone {
            merged = merged.rescheduled(
                to: wanted.due, reason: decision.reason, at: importedAt ?? transaction.now)
            merged.zone = wanted.zone
        }
        if isDueSaid { merged.roll = wanted.roll }
        guard merged != record.deadline else { return }
        try transaction.change(
            record, to: merged, office: changes.office, by: changes.by,
            past: isBack ? .imported : .latestOfAll)
        guard record.deadline.state != .open, merged.revision != record.deadline.revision else {
            return
        }
        try transaction.record(
            "moved", of: Subject(.deadline, merged.identifier), by: changes.by,
            detail: "\(record.deadline.due) → \(merged.due)")
    }

    /// What the sheet does not newly say stays; a new kind brings its ladder along.
    private func merge(
        _ wanted: DeadlineTerms, into known: DeadlineTerms, of new: NewDeadline,
        _ isNew: (String) -> Bool
    ) -> DeadlineTerms {
        var terms = known
        terms.title = wanted.title
        terms.owner = wanted.owner
        terms.client = wanted.client
        terms.note = wanted.note
        if isNew("kind") { terms.kind = wanted.kind }
        if isNew("ladder") || isNew("kind") && new.ladder == nil { terms.ladder = wanted.ladder }
        if isNew("evidence") { terms.evidence = wanted.evidence }
        return terms
    }

    /// A row that comes back. Its due date is the series' start: the sheet as it first was drags no later
    /// occurrence back.
    private func take(
        series new: NewDeadline, known: Series, _ row: SheetRow, _ sheet: MergedSheet,
        changes: DeadlineChanges, in transaction: LedgerTransaction,
        _ undone: inout UndoneBeginnings
    ) throws {
        guard known.endedAt == nil else { return }
        let wanted = changes.office.newSeries(new, now: transaction.now)
        let isNew = { (column: String) in sheet.isNew(column, of: row) }
        var series = known
        series.terms = merge(wanted.terms, into: known.terms, of: new, isNew)
        if isNew("roll") { series.roll = wanted.roll }
        if isNew("repeat"), new.recurrence != nil { series.recurrence = wanted.recurrence }
        if ["due_date", "due_time", "time_zone"].contains(where: isNew) {
            series.start = wanted.start
            series.hasUsualHour = wanted.hasUsualHour
            series.zone = wanted.zone
        }
        guard series != known else { return }
        var change = SeriesChange(known: known, series: series, isBegunAnew: isNew("due_date"))
        if change.isBegunAnew {
            change.answered = try undone.answered(of: known, startingAt: series.start)
        }
        try change.apply(by: changes, in: transaction)
    }

    /// A series that an undone file brought, and another brings again.
    private func bringBack(
        _ new: NewDeadline, _ known: Series, changes: DeadlineChanges,
        in transaction: LedgerTransaction
    ) throws {
        guard new.recurrence != nil else { return }
        let (office, by) = (changes.office, changes.by)
        let ended = try transaction.view.deadlines(code: known.code).filter {
            $0.deadline.state == .cancelled && $0.deadline.finishedAt == known.endedAt
        }
        var series = office.newSeries(new, now: importedAt ?? transaction.now)
        try transaction.advance(&series, past: .imported, office: office, by: by)
        // The same occurrence is no second one.
        for record in ended where record.deadline.occurrence == series.latest?.description {
            var deadline = record.deadline
            deadline.reopen(because: nil, at: transaction.now)
            deadline.terms = series.terms
            try transaction.change(
                record, to: deadline, office: office, by: by, past: .imported)
        }
    }

    /// What a sheet shows of a deadline, to tell what changed; nil when it is not there.
    private func columns(
        of target: DeadlineTarget, in view: LedgerView, office: Office
    ) throws -> [String: String]? {
        var series: Series?
        let shown: DeadlineRecord?
        switch target {
        case .unknown, .missing: return nil
        case .single(let record), .occurrence(let record): shown = record
        case .series(let found):
            series = found
            let all = try view.deadlines(code: found.code)
            shown = all.first { $0.deadline.state == .open } ?? all.last
        }
        guard let deadline = shown?.deadline else {
            return series.map { ["title": $0.title, "repeat": $0.recurrence] }
        }
        let zone = office.profile.zone
        var columns = [
            "title": deadline.title, "owner": deadline.owner,
            "due": deadline.due.description, "time_zone": deadline.zone,
            "kind": deadline.kind, "ladder": deadline.ladder,
            "status": series?.endedAt == nil ? deadline.state.rawValue : "ended",
        ]
        columns["repeat"] = series?.recurrence
        columns["first due"] = series?.firstDue
        columns["occurrence"] = deadline.occurrence.isEmpty ? nil : deadline.occurrence
        columns["client"] = deadline.client
        columns["note"] = deadline.note
        columns["evidence"] = deadline.evidence
        columns["after"] =
            deadline.dependencies.isEmpty ? nil : deadline.dependencies.joined(separator: ", ")
        columns["snoozed"] = deadline.snoozedUntil.map(zone.text)
        columns["acknowledged"] = deadline.acknowledgedUntil.map(zone.text)
        columns["reason"] = deadline.reason
        columns["roll"] = series?.roll?.rawValue
        columns["proof"] = deadline.proof
        columns["done_on"] = deadline.finishedAt.map { zone.civil($0).date.description }
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
            evidence: row.text("evidence"), dependencies: row.codeList("after"))
    }
}

extension SheetRow {
    /// The zone written beside a time of day.
    func zone(_ column: String) -> String? {
        if case .time(_, let zone) = self[column] { zone } else { nil }
    }

    /// Codes with commas, semicolons or spaces between.
    func codeList(_ column: String) -> [String] {
        (text(column) ?? "").split { ",; ".contains($0) }.map(String.init)
    }
}
