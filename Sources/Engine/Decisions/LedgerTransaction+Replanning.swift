import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Why a deadline moved that nobody moved.
    private static let rolled = "a day off changed"
    private static let rehoured = "the closing hour changed"

    /// Derives every open deadline's plan anew, after a change of what plans depend on.
    ///
    /// - Parameter former: the office before the change; nil where nobody knows it any more.
    /// - Returns: the deadlines moved, and the reminders of others.
    func replanAll(from former: Office?, office: Office) throws -> Effects {
        var effects = Effects()
        let corrections = try view.correctionCount()
        let decidedAnew = try takeBackWaiting(office: office)
        try advanceAllSeries(office: office)
        try CloseProcess(office: office).alignAll(from: former, in: self)
        let hours = ClosingHours(from: former, to: office, now: now)
        for var record in try view.deadlines(in: .open) {
            if let moved = try dueElsewhere(record, by: hours, office: office) {
                try change(record, to: moved, office: office, by: nil)
                effects.moved += 1
                continue
            }
            let known = record.deadline
            var isChanged = try followChange(
                of: &record, from: { former?.plan(known) ?? [] }, office: office,
                but: decidedAnew[record.id] ?? [])
            let due = office.dueInstant(of: record.deadline)
            let isMoved = due != record.dueAt
            if isMoved {
                record.dueAt = due
                isChanged = true
            }
            if isChanged { try update(record) }
            if isMoved {
                try correct(record, office: office)
            } else {
                try realignCorrections(of: record, office: office)
            }
            let next = try view.nextStepInstant(of: record, office: office)
            guard next != record.nextAt else { continue }
            try setNext(next, of: record.id)
            try self.record(
                "planned anew", of: Subject(.deadline, record.deadline.identifier),
                detail: [record.nextAt, next].map { $0.map(office.profile.zone.text) ?? "-" }
                    .joined(separator: " → "))
            effects.reminders += 1
        }
        effects.corrections = max(0, try view.correctionCount() - corrections)
        return effects
    }

    /// Decides anew, at a start and at a reload, who hears what waited for its reader's hours: whoever it waits for may be
    /// away by now, and what was to go while the service was down is late. What its reader would hear as it is stays.
    func readdressWaiting(office: Office) throws {
        let decidedAnew = try takeBackWaiting(office: office, isEach: true)
        for record in try view.deadlines(numbered: decidedAnew.keys.sorted()) {
            try setNext(try view.nextStepInstant(of: record, office: office), of: record.id)
        }
    }

    /// Takes back what is late and waits for its reader's hours: who hears it, and when, is decided anew, since they may
    /// be away by now, or have a day off. What waits for somebody who cannot be reached any more goes to whoever hears in
    /// their place.
    ///
    /// - Parameter isEach: whether what leaves soon, and what should have left, is looked at, too: what its reader would
    ///   still hear, as it is, stays.
    /// - Returns: by deadline, the steps that have not been told any more.
    private func takeBackWaiting(
        office: Office, isEach: Bool = false
    ) throws -> [Int64: Set<StepIdentity>] {
        var found: [Int64: Set<StepIdentity>] = [:]
        let soon = now + office.profile.groupingWindow
        for notice in try view.noticesDue(by: .distantFuture, officeOnly: true, limit: .max)
        where notice.state == .waiting || notice.state == .deferred && !notice.mayHaveArrived {
            let heir = office.reader(inPlaceOf: notice.recipient, at: now)
            guard
                heir != nil
                    || notice.state == .waiting && (isEach || notice.leaveAt ?? now > soon)
            else { continue }
            let isMissed = notice.hasMissedHours(at: now, window: office.profile.groupingWindow)
            let late = try notice.liveItems.filter { record in
                guard heir != nil || record.waitsForHours, record.item.subject.kind == .deadline,
                    let deadline = try view.identifiedDeadline(record.item.subject.id),
                    let step = office.step(of: record.item, to: notice.recipient, about: deadline)
                else { return false }
                if heir == nil, isEach, !isMissed || record.item.facts["late"] == .flag(true),
                    office.isHeard(
                        step, of: deadline.deadline, by: notice.recipient,
                        at: max(now, notice.leaveAt ?? now))
                {
                    return false
                }
                try unsettle([step.identity], of: deadline)
                found[deadline.id, default: []].insert(step.identity)
                return true
            }
            if let heir {
                try handOn(
                    notice.liveItems.filter { item in !late.contains { $0.id == item.id } },
                    of: notice, to: heir, office: office)
            }
            guard !late.isEmpty else { continue }
            try withdraw(late, of: notice, because: "it is decided anew who hears it")
        }
        return found
    }

    /// Gives what waits for somebody who cannot be reached any more to whoever hears in their place.
    private func handOn(
        _ records: [ItemRecord], of notice: NoticeRecord, to reader: String, office: Office
    ) throws {
        try withdraw(records, of: notice, because: "its reader cannot be reached any more")
        // Who has never been written to is greeted by themselves.
        for record in records where record.item.subject != Self.welcome {
            var item = record.item
            item.cause += " > \(reader)"
            try collect(item, for: reader, office: office)
        }
    }

    /// Makes deadlines of the occurrences whose first step a change brings forward: armed now, with what their
    /// ladders mean for the past superseded as of every other deadline, unless they should have been made
    /// before.
    private func advanceAllSeries(office: Office) throws {
        for var series in try view.seriesDue(by: now) {
            try advance(&series, office: office, by: nil)
        }
        for var series in try view.allSeries() {
            try advance(&series, past: .none, armedAt: now, office: office, by: nil)
        }
    }

    /// Decides about the steps that were still to come and that a change put into the past: those before
    /// the one that was to come next, since all that was there before is settled.
    ///
    /// One whose own moment is past now is superseded, as after a move, but for what the service asks, which would never be
    /// asked before it is due. One whose own moment is ahead goes now: only the hours of whoever hears it lie before.
    /// So does one whose moment was past already and that waited for somebody's hours.
    ///
    /// - Parameters:
    ///   - former: the plan before the change.
    ///   - waiting: steps that were past already and are told anew.
    /// - Returns: whether the record's deadline was changed, which the caller writes.
    func followChange(
        of record: inout DeadlineRecord, from former: () -> [PlannedStep], office: Office,
        but waiting: Set<StepIdentity> = []
    ) throws -> Bool {
        let settled = try view.settledSteps(of: record.id, revision: record.deadline.revision)
        let plan = office.plan(record.deadline)
        let past = plan.filter { step in
            step.at <= now && step.at < record.nextAt ?? .distantFuture
                && !settled.contains(step.identity) && !waiting.contains(step.identity)
                // What nobody can be told goes on waiting.
                && office.isHeard(step, of: record.deadline, at: now)
        }
        guard !past.isEmpty else { return false }
        var waited: Set<StepIdentity> = []
        if past.contains(where: { $0.nominal <= now }) {
            waited = Set(former().filter { $0.nominal <= now }.map(\.identity))
        }
        var gone = past.filter { $0.nominal <= now && !waited.contains($0.identity) }
        if try !gone.isEmpty && TaskKind(rawValue: record.deadline.kind) != nil
            && !view.steps(of: record.id).contains(where: { $0.step.outcome == .fired })
        {
            let only = plan.onlyWords(among: gone, at: now)
            gone.removeAll { only.contains($0.identity) }
        }
        if !gone.isEmpty {
            try settle(
                gone.map {
                    SettledStep($0, .superseded, because: [StepReason(.pastWhenReplanned)])
                }, of: record, nextAt: record.nextAt)
        }
        guard gone.count < past.count else { return false }
        record.deadline.replannedAt = now
        return true
    }

    /// A deadline that is due at another hour or on another day now; nil where it stays.
    private func dueElsewhere(
        _ record: DeadlineRecord, by hours: ClosingHours, office: Office
    ) throws -> Deadline? {
        // What a person moved stays a person's.
        let isOurs =
            record.deadline.revision == 1
            || [Self.rolled, Self.rehoured].contains(record.deadline.reason)
        let atHour = hours.following(
            record, because: isOurs ? Self.rehoured : record.deadline.reason)
        var present = record
        if let atHour { present.deadline = atHour }
        guard var onDay = try rolled(present, office: office) else { return atHour }
        onDay.revision = min(onDay.revision, record.deadline.revision + 1)
        return onDay
    }

    /// A deadline that rolls elsewhere now; nil where it stays, or where a person has moved it.
    private func rolled(_ record: DeadlineRecord, office: Office) throws -> Deadline? {
        guard let roll = record.deadline.roll else {
            return try rolledOccurrence(record, office: office)
        }
        var deadline = record.deadline
        let due = office.due(
            of: roll.origin, rolling: roll.direction, owner: deadline.owner,
            atUsualHour: office.isDueAtUsualHour(deadline, from: roll.origin))
        guard due != deadline.due else { return nil }
        deadline = deadline.rescheduled(to: due, reason: Self.rolled, at: now)
        deadline.roll = roll
        return deadline
    }

    /// An occurrence that rolls elsewhere now, ended where another is due there.
    private func rolledOccurrence(_ record: DeadlineRecord, office: Office) throws -> Deadline? {
        var deadline = record.deadline
        guard deadline.revision == 1 || [Self.rolled, Self.rehoured].contains(deadline.reason),
            let occurrence = CivilDateTime(deadline.occurrence),
            let series = try view.series(code: deadline.code), series.roll != nil
        else { return nil }
        let due = office.due(of: occurrence, in: series)
        guard due != deadline.due else { return nil }
        deadline.due = due
        if try isRolledOntoAnother(deadline, of: series) {
            // The other one is what is left of the two.
            var ended = record.deadline
            ended.end(as: .cancelled, at: now, because: Self.rolled)
            return ended
        }
        return deadline.rescheduled(to: due, reason: Self.rolled, at: now)
    }
}

extension [PlannedStep] {
    /// Of steps that are past, the latest to each role that the plan has nothing else for before the due moment.
    fileprivate func onlyWords(
        among past: [PlannedStep], at now: Instant
    ) -> Set<StepIdentity> {
        let silent = past.filter { step in
            step.isBeforeDue
                && !contains {
                    $0.identity.role == step.identity.role && $0.isBeforeDue && $0.nominal > now
                }
        }
        return Set(
            Dictionary(grouping: silent, by: \.identity.role).values.compactMap { steps in
                steps.max { $1.speaks(for: $0) }?.identity
            })
    }
}

extension Office {
    /// Whether a deadline was given without a time of day: due as its day closes, and its day before rolling.
    fileprivate func isDueAtUsualHour(_ deadline: Deadline, from origin: CivilDateTime) -> Bool {
        [deadline.due, origin].allSatisfy {
            $0.time == closingHour(on: $0.date, ofOwner: deadline.owner)
        }
    }

    /// Who hears what waits for somebody whom no mail reaches; nil of whoever can be reached, and where nobody can.
    fileprivate func reader(inPlaceOf recipient: String, at moment: Instant) -> String? {
        guard let person = directory.person(recipient), person.address == nil else { return nil }
        return reachable(from: person, at: moment).first.flatMap {
            $0.key.isCode(recipient) ? nil : $0.key
        }
    }

    fileprivate func isHeard(
        _ step: PlannedStep, of deadline: Deadline, by recipient: String, at moment: Instant
    ) -> Bool {
        recipients(
            of: step.identity.role, for: deadline, at: moment, isEscalation: !step.isBeforeDue
        ).contains { Code($0.key) == Code(recipient) }
    }

    /// The step of an open deadline that an item tells of.
    fileprivate func step(
        of item: Item, to recipient: String, about record: DeadlineRecord
    ) -> PlannedStep? {
        guard record.deadline.state == .open else { return nil }
        return plan(record.deadline).first {
            cause(of: $0, to: recipient, about: record.deadline) == item.cause
        }
    }
}

extension NoticeRecord {
    /// Whether it was to leave before, in hours of its reader's that it waited for.
    fileprivate func hasMissedHours(at now: Instant, window: Duration) -> Bool {
        guard let leaveAt else { return false }
        return leaveAt - createdAt > window && now - leaveAt > window
    }
}
