import Almanac
import Coordination
import Ledger

/// The life of periods: opens them as they begin, makes deadlines of what teams owe, and has those
/// follow the files that come.
struct CloseProcess: Sendable {
    let office: Office
    var by: String?

    /// The day up to which periods have begun.
    private func today(_ now: Instant) -> CivilDate {
        office.workingTime.zone.civil(now).date
    }

    private var kinds: Set<PeriodKind> { Set(office.profile.submissionTypes.map(\.every)) }

    // MARK: Opening

    /// When the next period begins; nil where nobody hands anything in.
    func nextOpening(after known: [PeriodRecord], now: Instant) -> Instant? {
        kinds.map { kind in
            let next = next(kind, after: known, now: now)
            return office.profile.zone.instant(
                CivilDateTime(date: next.firstDay, time: CivilTime(secondOfDay: 0)))
        }.min()
    }

    private func next(_ kind: PeriodKind, after known: [PeriodRecord], now: Instant) -> Period {
        let first = office.profile.closeCalendar.first.map {
            Period(kind, containing: $0.firstDay)
        }
        let opened = known.map(\.period).filter { $0.kind == kind }
        guard let earliest = opened.first, let latest = opened.last else {
            return first ?? Period(kind, containing: today(now))
        }
        // The settings may come to name an earlier one.
        if let first, first < earliest { return first }
        return latest.next
    }

    /// Opens each period that has begun.
    ///
    /// - Returns: those that were opened.
    func openBegun(in transaction: LedgerTransaction) throws -> [Period] {
        let known = try transaction.view.periods()
        let now = transaction.now
        var opened: [Period] = []
        for kind in kinds.sorted(by: { $0.rawValue < $1.rawValue }) {
            var next = next(kind, after: known, now: now)
            while next.firstDay <= today(now) {
                if !known.contains(where: { $0.period == next }) {
                    try open(next, in: transaction)
                    opened.append(next)
                }
                next = next.next
            }
        }
        return opened
    }

    private func open(_ period: Period, in transaction: LedgerTransaction) throws {
        let now = transaction.now
        // One that is opened when its checks are past is looked at once, all the same.
        let record = PeriodRecord(
            period: period, movedAt: now, nextAt: nextCheck(of: period, after: now) ?? now)
        try transaction.put(record)
        try transaction.record("opened", of: Subject(.period, period.description), by: by)
        try align(record, in: transaction)
    }

    // MARK: What is owed

    /// Brings what is asked for every period that is not closed in line with registers and settings:
    /// who owes what, and by when, and when what came is checked.
    ///
    /// - Parameter former: the office before a change; nil where nobody knows it any more.
    func alignAll(from former: Office? = nil, in transaction: LedgerTransaction) throws {
        for record in try transaction.view.periods() where record.state != .closed {
            try align(record, from: former, in: transaction)
        }
    }

    private func align(
        _ record: PeriodRecord, from former: Office? = nil, in transaction: LedgerTransaction
    ) throws {
        let period = record.period
        let now = transaction.now
        let view = transaction.view
        var known = Dictionary(
            try view.deadlines(occurrence: period.description)
                .filter { office.followsPeriod($0.deadline) }
                .map { (Code($0.deadline.code), $0) },
            uniquingKeysWith: { first, _ in first })
        let files = try PeriodFiles(of: period, in: view)
        // Codes under which managers are asked for their word now.
        var questions = Set(
            try view.openCodes(beginning: ExpectedSubmission.signOffPrefix)
                .filter { $0.hasSuffix("-\(period)") }.map(Code.init))
        for expected in office.expectedSubmissions(for: period) {
            let isAsked = try align(
                known.removeValue(forKey: Code(expected.code)),
                with: office.deadline(of: expected, now: now), in: transaction)
            let latest = files.latest[SubmissionKey(expected)]
            let isAskedForWord =
                questions.remove(Code(expected.signOffCode)) != nil
            if isAsked {
                if let latest { try settle(expected, with: latest, in: transaction) }
                try tellOverdue(expected, in: transaction)
            } else if let latest, isAskedForWord || files.lacksWord(on: latest, expected) {
                try askForSignOff(of: latest, expected, in: transaction)
            }
        }
        if let closing = office.closingDeadline(of: period, now: now) {
            try align(
                known.removeValue(forKey: Code(closing.code)), with: closing,
                in: transaction)
        }
        for left in known.values where left.deadline.state == .open {
            try end(left, as: .cancelled, reason: Self.nobodyOwes, in: transaction)
        }
        for question in questions {
            _ = try transaction.endTasks(
                code: question.spelling, except: nil, because: Self.nobodyOwes, office: office)
        }
        try replanCheck(of: period, from: former, in: transaction)
    }

    private static let nobodyOwes = "nobody owes it any more"

    /// A deadline as it is to be now; a due moment that a person gave stays.
    ///
    /// - Returns: whether it is asked for from now on.
    @discardableResult
    private func align(
        _ record: DeadlineRecord?, with wanted: Deadline, in transaction: LedgerTransaction
    ) throws -> Bool {
        guard let record else {
            try transaction.addDeadline(wanted, office: office, by: by)
            return true
        }
        let old = record.deadline
        var deadline = old
        if old.state == .cancelled {
            deadline.reopen(because: nil, at: transaction.now)
        }
        guard deadline.state == .open else { return false }
        deadline.title = wanted.title
        deadline.owner = wanted.owner
        deadline.ladder = wanted.ladder
        if old.due != wanted.due || old.zone != wanted.zone,
            try !transaction.view.isMovedByHand(record)
        {
            deadline = deadline.rescheduled(
                to: wanted.due, reason: "the close calendar changed", at: transaction.now)
            deadline.zone = wanted.zone
        }
        guard deadline != old else { return false }
        try transaction.change(record, to: deadline, office: office, by: nil)
        return old.state != .open
    }

    /// Has a submission's deadline follow its latest file: a right one ends it, a faulty one in its
    /// place opens it again.
    func settle(_ expected: ExpectedSubmission, in transaction: LedgerTransaction) throws {
        let view = transaction.view
        // What nobody asked for is kept, and nothing follows from it.
        guard expected.type.isOwed(by: expected.team.code),
            try view.period(expected.period) != nil,
            let latest = try view.latestSubmission(for: expected)
        else { return }
        try settle(expected, with: latest, in: transaction)
    }

    private func settle(
        _ expected: ExpectedSubmission, with latest: SubmissionRecord,
        in transaction: LedgerTransaction
    ) throws {
        try askForSignOff(of: latest, expected, in: transaction)
        guard let record = try deadline(of: expected, in: transaction.view) else { return }
        switch (record.deadline.state, latest.state) {
        case (.open, .accepted), (.open, .nilReport), (.waived, .accepted), (.waived, .nilReport):
            try end(
                record, as: .done, by: latest.by,
                proof: "\(latest.file), version \(latest.version)", in: transaction)
        case (.done, .rejected):
            try askAgain(
                record, expected, because: "version \(latest.version) cannot be accepted",
                by: latest.by, in: transaction)
        default: break
        }
    }

    /// Asks again for what had ended.
    func askAgain(
        _ record: DeadlineRecord, _ expected: ExpectedSubmission, because reason: String,
        by: String?, in transaction: LedgerTransaction
    ) throws {
        var deadline = record.deadline
        deadline.reopen(because: reason, at: transaction.now)
        try transaction.change(record, to: deadline, office: office, by: by)
        try tellOverdue(expected, in: transaction)
    }

    func deadline(
        of expected: ExpectedSubmission, in view: LedgerView
    ) throws -> DeadlineRecord? {
        try view.deadline(code: expected.code, occurrence: expected.period.description)
    }

    func end(
        _ record: DeadlineRecord, as state: Deadline.State, by: String? = nil,
        reason: String? = nil, proof: String? = nil, in transaction: LedgerTransaction
    ) throws {
        var deadline = record.deadline
        deadline.end(
            as: state, at: transaction.now, by: by, because: reason, proof: proof)
        try transaction.change(record, to: deadline, office: office, by: by)
    }
}
