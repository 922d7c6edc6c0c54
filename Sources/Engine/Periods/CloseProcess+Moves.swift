import Almanac
import Coordination
import Ledger

/// Locks, closes and opens periods.
extension CloseProcess {
    /// - Throws: `EngineError` `.conflict` with every blocker when a period cannot be closed.
    func move(
        _ period: Period, to state: PeriodState, because reason: String?,
        in transaction: LedgerTransaction
    ) throws {
        guard var record = try transaction.view.period(period) else {
            throw EngineError(
                .notFound,
                "\(period) is not looked after: tenggatctl period list shows those that are",
                field: "period")
        }
        let old = record.state
        guard old != state else {
            throw EngineError(
                .conflict, "\(period) is \(state.rawValue) already", field: "state",
                indonesian: "\(period.words.indonesian) memang sudah \(state.words.indonesian)")
        }
        switch state {
        case .locked where old == .closed:
            throw EngineError(
                .conflict, "\(period) is closed: open it again, then lock it", field: "state",
                indonesian: "\(period.words.indonesian) sudah ditutup: buka lagi, lalu kunci")
        case .locked: break
        case .open:
            if let violation = Office.missingReason(reason) { throw EngineError(violation) }
            if old == .closed { try refuseWhereLaterIsClosed(period, in: transaction.view) }
        case .closed:
            try refuseWithBlockers(period, in: transaction)
        }
        record.state = state
        record.movedAt = transaction.now
        record.movedBy = by
        record.reason = reason
        record.nextAt = state == .closed ? nil : nextCheck(of: period, after: transaction.now)
        // Whoever hears no more of checks is to hear when it can be closed.
        if old == .closed { record.summary = Board.notReady }
        try transaction.put(record)
        try transaction.record(
            state == .open ? "reopened" : state.rawValue,
            of: Subject(.period, period.description), by: by, detail: reason)
        try applyMove(period, from: old, to: state, because: reason, in: transaction)
        guard state == .closed else { return }
        let closed = try Board(
            period: period, view: transaction.view, office: office, now: transaction.now)
        try transaction.keep(
            board: BoardSnapshot(closed, in: office.profile.style).text, of: period)
        try tellClosed(closed, in: transaction)
    }

    private func refuseWhereLaterIsClosed(_ period: Period, in view: LedgerView) throws {
        let later = try view.periods().filter { other in
            other.state == .closed
                && (other.period.kind == period.kind && other.period > period
                    || other.period.holds(period))
        }
        guard let last = later.last else { return }
        throw EngineError(
            .conflict,
            "\(last.period) is closed and builds on \(period): open that again first",
            field: "period",
            indonesian: "\(last.period.words.indonesian) sudah ditutup dan berlanjut dari "
                + "\(period.words.indonesian): buka lagi yang itu lebih dahulu")
    }

    private func refuseWithBlockers(_ period: Period, in transaction: LedgerTransaction) throws {
        let board = try Board(
            period: period, view: transaction.view, office: office, now: transaction.now)
        let blockers = board.blockers.map(\.english)
        guard !blockers.isEmpty else { return }
        let indonesian = board.blockers.map(\.indonesian).joined(separator: "; ")
        throw EngineError(
            .conflict,
            "\(period) cannot be closed:\n" + blockers.map { "- \($0)" }.joined(separator: "\n"),
            field: "period",
            indonesian: "\(period.words.indonesian) belum dapat ditutup: \(indonesian)")
    }

    /// What follows from a move: the closing's deadline, the letters to whoever heard otherwise.
    private func applyMove(
        _ period: Period, from old: PeriodState, to state: PeriodState,
        because reason: String?, in transaction: LedgerTransaction
    ) throws {
        let closing = try transaction.view.deadline(
            code: DeadlineKind.close, occurrence: period.description)
        switch state {
        case .closed:
            if let closing, closing.deadline.state == .open {
                try end(closing, as: .done, by: by, in: transaction)
            }
            try transaction.withdrawItems(
                about: Subject(.period, period.description), ofKind: CloseProcess.summaryKind,
                because: "the period was closed")
        case .open where old == .closed:
            if let closing, closing.deadline.state != .open {
                var deadline = closing.deadline
                deadline.reopen(because: reason, at: transaction.now)
                try transaction.change(closing, to: deadline, office: office, by: by)
            }
            try tellReopened(period, because: reason, in: transaction)
            try alignAll(in: transaction)
        case .open, .locked: try pauseWhileLocked(period, in: transaction)
        }
    }

    /// Pauses the ladders of what is outstanding while no file is taken, and go on after.
    private func pauseWhileLocked(_ period: Period, in transaction: LedgerTransaction) throws {
        for record in try transaction.view.deadlines(occurrence: period.description)
        where record.deadline.state == .open {
            guard let expected = office.expectedSubmission(of: record.deadline) else { continue }
            var deadline = record.deadline
            deadline.isWaiting = try transaction.view.isBlocked(deadline)
            guard deadline.isWaiting != record.deadline.isWaiting else { continue }
            try transaction.change(
                record, to: deadline, office: office, by: by,
                what: deadline.isWaiting ? "rests" : "armed",
                detail: "\(period) is \(deadline.isWaiting ? "locked" : "open")")
            if !deadline.isWaiting { try tellOverdue(expected, in: transaction) }
        }
    }

    /// Tells the director, and everybody who read that the period was closed and its figures hold.
    private func tellReopened(
        _ period: Period, because reason: String?, in transaction: LedgerTransaction
    ) throws {
        let now = transaction.now
        var readers = [office.actingDirector(at: now)].compactMap(\.self)
        if office.profile.closeCalendar.announcesClose {
            let board = try Board(period: period, view: transaction.view, office: office, now: now)
            for reader in self.readers(of: board, now: now)
            where !readers.contains(where: { $0.key.isCode(reader.key) }) { readers.append(reader) }
        }
        let subject = Subject(.period, period.description)
        let closedAt = try transaction.view.events(of: subject).last { $0.what == "closed" }?.at
        for (number, reader) in readers.enumerated() {
            var facts: Facts = [
                "period": .texts(period.words.texts), "reason": .text(reason ?? ""),
            ]
            if let by { facts["by"] = .text(office.directory.person(Actor(by).name)?.name ?? by) }
            if let closedAt {
                facts["closed_on"] = .date(reader.zone.civil(closedAt).date)
            }
            let mark = number == 0 ? "" : " > \(reader.key)"
            try transaction.collect(
                Item(
                    cause: "period \(period) reopened \(now)\(mark)", kind: "period-reopened",
                    subject: subject, facts: facts),
                for: reader.key, office: office)
        }
    }
}
