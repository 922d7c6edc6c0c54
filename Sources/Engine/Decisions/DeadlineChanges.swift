import Almanac
import Coordination
import Ledger

/// The life of deadlines, as people change it by command and by sheet.
struct DeadlineChanges: Sendable {
    let office: Office
    let by: String?

    /// Which deadline is meant.
    struct Name: Sendable {
        var code: String
        /// Of a series: the occurrence, or the beginning of its date; nil is the open one due first.
        var occurrence: String?
    }

    /// What of a series is meant.
    enum Scope: String, Sendable, CaseIterable {
        case this
        case following
    }

    /// Adds what a person asks for: what it names must be known, and its moment be to come.
    func add(requested new: NewDeadline, in transaction: LedgerTransaction) throws -> DeadlineRecord
    {
        try refuse(new, at: transaction.now)
        return try add(new, in: transaction)
    }

    /// Adds a promise; one that comes back becomes a series with its first occurrence.
    ///
    /// - Parameter new: without a code it gets the first that is free.
    func add(_ new: NewDeadline, in transaction: LedgerTransaction) throws -> DeadlineRecord {
        let now = transaction.now
        var new = new
        if new.code.isEmpty { new.code = try transaction.view.freeDeadlineCode() }
        try check(new, in: transaction.view)
        guard new.recurrence != nil else {
            try transaction.addDeadline(office.newDeadline(new, now: now), office: office, by: by)
            return try record(Name(code: new.code), in: transaction.view)
        }
        var series = office.newSeries(new, now: now)
        try transaction.advance(&series, office: office, by: by)
        return try record(Name(code: new.code), in: transaction.view)
    }

    /// Ends a deadline. Of one that asks for several things, some of which are shown, those are noted: it stays
    /// open until all are.
    ///
    /// - Parameters:
    ///   - proof: what was shown, where the deadline asks for it.
    ///   - scope: of a series, whether all that follow end with it; nil where that was not said.
    ///   - moment: when it ended; nil is now.
    func finish(
        _ name: Name, as state: Deadline.State, reason: String?, proof: String?, scope: Scope?,
        at moment: Instant? = nil, in transaction: LedgerTransaction
    ) throws -> DeadlineRecord {
        guard state != .open else {
            throw EngineError(
                .invalid, "open is no end; there are done, waived and cancelled", field: "outcome")
        }
        let record = try openRecord(name, in: transaction.view)
        var deadline = record.deadline
        if state == .waived, let expected = office.expectedSubmission(of: deadline) {
            try CloseProcess(office: office, by: by).waive(
                expected, because: reason ?? "", in: transaction)
            return try self.record(exactly: deadline, in: transaction.view)
        }
        if state != .done, let violation = Office.missingReason(reason) {
            throw EngineError(violation)
        }
        try refuseByHand(deadline)
        try refuseUnanswered(deadline, in: transaction.view)
        if state == .done,
            let violation = Office.missingProof(
                proof, wanted: deadline.evidence, shown: deadline.proof)
        {
            guard deadline.isShown(more: proof) else {
                throw EngineError(violation, field: "evidence")
            }
            return try show(proof, of: record, in: transaction)
        }
        let proof = state == .done ? Checklist.joined(deadline.proof, proof) : proof
        let series = try transaction.view.series(code: deadline.code)
        if state != .done, let series, series.endedAt == nil, scope == nil {
            throw Self.scopeWanted(deadline)
        }
        let moment = moment ?? transaction.now
        if state == .done {
            // Of a call that is said to have been made on a day nobody knows the hour.
            let day = office.profile.zone.civil(moment).date
            let told =
                moment < transaction.now
                ? office.toldMoment(on: day, to: deadline.client ?? "", by: transaction.now)
                : transaction.now
            try transaction.tellByTelephone(deadline, at: told, office: office, by: by)
        }
        deadline.end(as: state, at: moment, by: by, because: reason, proof: proof)
        if scope == .following, var series {
            series.endedAt = transaction.now
            try transaction.put(series, nextAt: nil)
            for later in try transaction.view.openDeadlines(code: series.code)
            where later.deadline.occurrence > deadline.occurrence {
                var ended = later.deadline
                ended.end(as: state, at: moment, by: by, because: reason)
                try transaction.change(later, to: ended, office: office, by: by)
            }
        }
        try transaction.change(record, to: deadline, office: office, by: by)
        return try self.record(exactly: deadline, in: transaction.view)
    }

    /// Notes what of a checklist was shown: the rest is asked for on.
    func show(
        _ proof: String?, of record: DeadlineRecord, in transaction: LedgerTransaction
    ) throws -> DeadlineRecord {
        var deadline = record.deadline
        deadline.proof = Checklist.joined(deadline.proof, proof)
        try transaction.change(
            record, to: deadline, office: office, by: by, what: "shown", detail: proof)
        return try self.record(exactly: deadline, in: transaction.view)
    }

    /// Moves the due moment.
    ///
    /// - Parameter time: nil stays at the time of day at which it was due; where that was its day's closing
    ///   hour, it is the new day's.
    func move(
        _ name: Name, to date: CivilDate, at time: CivilTime?, reason: String?, scope: Scope?,
        in transaction: LedgerTransaction
    ) throws -> DeadlineRecord {
        let record = try openRecord(name, in: transaction.view)
        let old = record.deadline
        let isAtClosing = old.due.time == office.closingHour(on: old.due.date, ofOwner: old.owner)
        let due = CivilDateTime(
            date: date,
            time: time
                ?? (isAtClosing ? office.closingHour(on: date, ofOwner: old.owner) : old.due.time))
        let series = try transaction.view.series(code: old.code)
        if let series, series.endedAt == nil, scope == nil { throw Self.scopeWanted(old) }
        try refuseUnanswered(old, in: transaction.view)
        if scope == .following, let series, !office.isAnchored(series) {
            throw EngineError(
                .invalid,
                "\(old.code) comes back as \(series.recurrence) says: move this one, or cancel all "
                    + "that follow and add another", field: "scope")
        }
        guard office.zone(old.zone).instant(due) > transaction.now else {
            throw EngineError(
                .invalid, "\(due) is past: a deadline moves into the future", field: "due",
                indonesian: "\(due.date.words.indonesian) sudah lewat: isi tanggal yang akan datang"
            )
        }
        try refuseFar(date, of: "due", at: transaction.now)
        guard due != old.due else {
            throw EngineError(
                .conflict, "\(old.identifier) is due \(due) already", field: "due",
                indonesian: "\(old.identifier) memang jatuh tempo \(due.date.words.indonesian)")
        }
        try transaction.change(
            record, to: old.rescheduled(to: due, reason: reason, at: transaction.now),
            office: office,
            by: by)
        if scope == .following, let series {
            try shift(series, from: old, to: due, reason: reason, in: transaction)
        }
        return try self.record(exactly: old, in: transaction.view)
    }

    /// Counts a series from a new date on: the occurrences that are deadlines already move along. Where
    /// the hour alone changes, the day from which it counts stays: the 31st is no 28th.
    private func shift(
        _ series: Series, from moved: Deadline, to due: CivilDateTime, reason: String?,
        in transaction: LedgerTransaction
    ) throws {
        var series = series
        if due.date == moved.due.date, let occurrence = CivilDateTime(moved.occurrence) {
            series.start.time = due.time
            series.hasUsualHour = false
            series.latest = CivilDateTime(date: occurrence.date, time: due.time)
        } else {
            series.hasUsualHour = series.hasUsualHour && due.time == moved.due.time
            series.start = due
            series.latest = due
        }
        for record in try transaction.view.openDeadlines(code: series.code)
        where record.deadline.occurrence > moved.occurrence {
            guard let next = office.nextOccurrence(of: series) else { break }
            series.latest = next
            let rolled = office.due(of: next, in: series)
            guard rolled != record.deadline.due else { continue }
            try transaction.change(
                record,
                to: record.deadline.rescheduled(to: rolled, reason: reason, at: transaction.now),
                office: office, by: by)
        }
        try transaction.put(series, nextAt: office.materialization(of: series))
    }

    /// Has escalations wait: somebody knows, and works on it.
    ///
    /// - Parameter until: nil is the office's usual hold.
    func acknowledge(
        _ name: Name, until: Instant?, in transaction: LedgerTransaction
    ) throws -> DeadlineRecord {
        let record = try openRecord(name, in: transaction.view)
        var deadline = record.deadline
        let now = transaction.now
        let until = until ?? office.acknowledgementEnd(of: deadline, now: now)
        guard until > now else {
            throw EngineError(.invalid, "escalations wait until a moment ahead", field: "until")
        }
        deadline.acknowledgedUntil = until
        deadline.acknowledgedBy = by
        try transaction.change(
            record, to: deadline, office: office, by: by, what: "acknowledged",
            detail: "escalations wait until \(office.profile.zone.text(until))")
        return try self.record(exactly: deadline, in: transaction.view)
    }

    /// Has the owner's reminders wait, and comes back at the moment itself.
    func snooze(
        _ name: Name, until: Instant, in transaction: LedgerTransaction
    ) throws -> DeadlineRecord {
        let record = try openRecord(name, in: transaction.view)
        var deadline = record.deadline
        guard until > transaction.now else {
            throw EngineError(
                .invalid, "a reminder is snoozed until a moment ahead", field: "until")
        }
        if let violation = Office.lateSnooze(until: until, due: record.dueAt) {
            throw EngineError(violation, field: "until")
        }
        deadline.snoozedUntil = until
        try transaction.change(
            record, to: deadline, office: office, by: by, what: "snoozed",
            detail: "until \(office.profile.zone.text(until))")
        return try self.record(exactly: deadline, in: transaction.view)
    }

    /// Opens a deadline again that had ended; the steps that are past stay past.
    func reopen(
        _ name: Name, reason: String?, in transaction: LedgerTransaction
    ) throws -> DeadlineRecord {
        let record = try self.record(name, in: transaction.view)
        var deadline = record.deadline
        guard deadline.state != .open else {
            throw EngineError(
                .conflict, "deadline \(deadline.identifier) is open already",
                indonesian: "tenggat \(deadline.identifier) memang masih terbuka")
        }
        try refuseByHand(deadline)
        deadline.reopen(because: reason, at: transaction.now)
        try transaction.change(record, to: deadline, office: office, by: by)
        return try self.record(exactly: deadline, in: transaction.view)
    }

    /// What asks for a decision ends with it.
    private func refuseUnanswered(_ deadline: Deadline, in view: LedgerView) throws {
        guard let wanted = try OfficeTask.decision(wantedBy: deadline, in: view) else { return }
        throw EngineError(
            .conflict, "\(deadline.identifier) asks for \(wanted.english)",
            indonesian: "\(deadline.identifier) menunggu \(wanted.indonesian)")
    }

    /// What follows a period's files is not ended or opened by a word.
    private func refuseByHand(_ deadline: Deadline) throws {
        guard office.followsPeriod(deadline) else { return }
        guard let expected = office.expectedSubmission(of: deadline) else {
            throw EngineError(
                .conflict,
                "\(deadline.identifier) ends when the period is closed: tenggatctl period close "
                    + deadline.occurrence,
                indonesian: "\(deadline.identifier) berakhir ketika periode ditutup")
        }
        let name = "\(expected.period) \(expected.type.name) \(expected.team.code)"
        throw EngineError(
            .conflict,
            "\(deadline.identifier) follows the file that the team hands in: hand it in with "
                + "tenggatctl submission send, or let the team off with tenggatctl submission waive \(name)",
            indonesian: "\(deadline.identifier) mengikuti berkas dari tim: kirim berkasnya, atau "
                + "putuskan “kecualikan” dengan alasan")
    }

    private static func scopeWanted(_ deadline: Deadline) -> EngineError {
        EngineError(
            .invalid,
            "\(deadline.code) comes back: say which you mean, this one (\(deadline.occurrence)) alone "
                + "(--this) or all that follow as well (--following)", field: "scope",
            indonesian: "\(deadline.code) berulang: pilih salah satu tanggalnya")
    }
}

extension Deadline {
    /// Whether something is shown of several things that was not before.
    func isShown(more proof: String?) -> Bool {
        guard let proof, let evidence, Checklist(evidence).hasSeveral else { return false }
        let list = Checklist(evidence)
        return list.missing(after: Checklist.joined(self.proof, proof)).count
            < list.missing(after: self.proof).count
    }
}
