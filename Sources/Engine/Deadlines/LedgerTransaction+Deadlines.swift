import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Adds a deadline and arms its ladder, unless it waits for others.
    ///
    /// - Parameter past: what of the steps that are past by then is still sent.
    func addDeadline(
        _ deadline: Deadline, past: PastSteps = .latest, office: Office, by: String?
    ) throws {
        var deadline = deadline
        deadline.isWaiting = try deadline.state == .open && view.isBlocked(deadline)
        let plan = office.plan(deadline)
        let gone = past.superseded(in: plan, of: deadline, settled: [], office: office)
        let nextAt = office.nextInstant(of: plan, settled: Set(gone.map(\.step.identity)))
        try insert(deadline, dueAt: office.dueInstant(of: deadline), nextAt: nextAt, by: by)
        try record("added", of: Subject(.deadline, deadline.identifier), by: by)
        guard !gone.isEmpty,
            let record = try view.deadline(
                code: deadline.code, occurrence: deadline.occurrence)
        else { return }
        try settle(gone, of: record, nextAt: nextAt)
    }

    /// Writes a deadline's new values and everything that follows from them: what had not left yet
    /// about the old ones is taken back, whoever was told the old date is to hear of the new one, and
    /// what waited for its end is armed.
    ///
    /// - Parameters:
    ///   - what: the event's word, where neither the state nor the due moment changes.
    ///   - detail: what the history adds to it.
    ///   - past: what is still sent of the steps that are past where it is armed by this.
    func change(
        _ record: DeadlineRecord, to deadline: Deadline, office: Office, by: String?,
        what: String = "changed", detail: String? = nil, past: PastSteps = .latestOfAll
    ) throws {
        var record = record
        let old = record.deadline
        var deadline = deadline
        let isMoved = deadline.revision != old.revision
        let isOpened = deadline.state == .open && old.state != .open
        // What is open again is as it was: a snooze or an acknowledgement lasts its time.
        if isMoved || isOpened && deadline.snoozedUntil ?? now <= now {
            deadline.snoozedUntil = nil
        }
        if old.isWaiting || isOpened || deadline.dependencies != old.dependencies {
            deadline.isWaiting = try deadline.state == .open && view.isBlocked(deadline)
        }
        let isArmed = (old.isWaiting || isOpened) && !deadline.isWaiting
        if isArmed { deadline.armedAt = now }
        record.deadline = deadline
        record.dueAt = office.dueInstant(of: deadline)
        if isArmed {
            try settlePast(past, of: record, office: office)
        } else if isMoved {
            try settlePast(.none, of: record, office: office)
        }
        let subject = Subject(.deadline, deadline.identifier)
        if deadline.state != old.state {
            let word = deadline.state == .open ? "reopened" : deadline.state.rawValue
            try self.record(
                word, of: subject, by: by,
                detail: endDetail(of: deadline, zone: office.profile.zone))
            if old.state == .open { try forgetUnheard(of: record, planned: old, office: office) }
            try withdrawItems(about: subject, because: "the deadline is \(deadline.state.rawValue)")
            try removeCorrections(of: record.id)
            if deadline.state == .open { try correct(record, office: office) }
        } else if isMoved {
            try self.record(
                "moved", of: subject, by: by,
                detail: "\(old.due) → \(deadline.due)" + (deadline.reason.map { ": \($0)" } ?? ""))
            try withdrawItems(about: subject, because: "the due date was moved")
            try correct(record, office: office)
        } else {
            try self.record(
                what, of: subject, by: by,
                detail: detail
                    ?? (what == "changed" ? ChangeDetail.text(from: old, to: deadline) : nil))
            if !isArmed {
                _ = try followChange(of: &record, from: { office.plan(old) }, office: office)
                try takeBackResting(of: record, since: old, office: office)
                try realignCorrections(of: record, office: office)
            }
        }
        record.nextAt = try view.nextStepInstant(of: record, office: office)
        try update(record, by: by)
        if old.state == .open, deadline.state != .open {
            try release(deadline.code, office: office)
            try continueSeries(deadline.code, office: office, by: by)
        }
    }

    /// What the history adds to a deadline's end: what was shown or said, and before it the day where that is another than
    /// the one on which it is written down.
    private func endDetail(of deadline: Deadline, zone: Zone) -> String? {
        let day = deadline.finishedAt.map { zone.civil($0).date }
            .flatMap { $0 == zone.civil(now).date ? nil : $0.description }
        let detail = [day, deadline.proof ?? deadline.reason].compactMap(\.self)
        return detail.isEmpty ? nil : detail.joined(separator: ": ")
    }

    /// Takes back what has not left yet of steps that rest now, since somebody snoozed or acknowledged
    /// the deadline: they go when that is over.
    private func takeBackResting(
        of record: DeadlineRecord, since old: Deadline, office: Office
    ) throws {
        let deadline = record.deadline
        guard
            deadline.snoozedUntil != old.snoozedUntil
                || deadline.acknowledgedUntil != old.acknowledgedUntil
        else { return }
        let subject = Subject(.deadline, deadline.identifier)
        let resting = office.plan(deadline).filter { $0.at > now }
        var tookCorrection = false
        for notice in try view.openNotices(about: subject) where notice.state.isRecallable {
            let causes = Dictionary(
                resting.map { (office.cause(of: $0, to: notice.recipient, about: deadline), $0) },
                uniquingKeysWith: { first, _ in first })
            let items = notice.liveItems.filter { causes[$0.item.cause] != nil }
            guard !items.isEmpty else { continue }
            try withdraw(items, of: notice, because: "it waits until somebody comes back to it")
            try unsettle(items.compactMap { causes[$0.item.cause]?.identity }, of: record)
            tookCorrection = tookCorrection || items.contains { $0.item.facts["was_due"] != nil }
        }
        if tookCorrection { try correct(record, office: office) }
    }

    /// Has steps of which nobody heard yet, since their notices wait, count as not told: should the deadline be opened
    /// again, they are heard then.
    private func forgetUnheard(
        of record: DeadlineRecord, planned deadline: Deadline, office: Office
    ) throws {
        let steps = office.plan(deadline)
        for notice in try view.openNotices(about: Subject(.deadline, deadline.identifier))
        where notice.state.isRecallable {
            let waiting = Set(notice.liveItems.map(\.item.cause))
            try unsettle(
                steps.filter {
                    waiting.contains(office.cause(of: $0, to: notice.recipient, about: deadline))
                }.map(\.identity), of: record)
        }
    }

    /// Makes the next occurrence of a series a deadline when none is open any more.
    private func continueSeries(_ code: String, office: Office, by: String?) throws {
        guard try view.openDeadlines(code: code).isEmpty, var series = try view.series(code: code),
            series.endedAt == nil
        else { return }
        try advance(&series, office: office, by: by, isWanted: true)
    }

    /// Arms what waited for a deadline that has ended.
    private func release(_ code: String, office: Office) throws {
        for waiting in try view.deadlines(waitingFor: code) {
            guard try !view.isBlocked(waiting.deadline) else { continue }
            try change(
                waiting, to: waiting.deadline, office: office, by: nil, what: "armed",
                detail: "\(code) has ended")
        }
    }
}

extension LedgerView {
    /// Whether anything that a deadline depends on is open and has not ended since it was made: of a
    /// series one end is enough. What belongs to a locked period waits for that.
    func isBlocked(_ deadline: Deadline) throws -> Bool {
        if deadline.kind == DeadlineKind.submission, let period = Period(deadline.occurrence),
            try self.period(period)?.state == .locked
        {
            return true
        }
        return try deadline.dependencies.contains { code in
            let all = try deadlines(code: code).map(\.deadline)
            let hasEnded = all.contains { $0.finishedAt.map { $0 >= deadline.createdAt } ?? false }
            return all.contains { $0.state == .open } && !hasEnded
        }
    }

    /// When a deadline next has something to do: a step, or a correction.
    func nextStepInstant(of record: DeadlineRecord, office: Office) throws -> Instant? {
        guard record.deadline.state == .open else { return nil }
        let settled = try settledSteps(of: record.id, revision: record.deadline.revision)
        let step = office.nextInstant(of: office.plan(record.deadline), settled: settled)
        let correction = try corrections(of: record.id).map(\.at).min()
        return [step, correction].compactMap { $0 }.min()
    }
}
