import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Has letters tried now that would be tried again later, those named that were refused, and every way
    /// out that does not answer.
    ///
    /// - Parameter ids: which ones; nil for all that are tried again by themselves.
    /// - Returns: those that are tried, and those of several that are not, each with why.
    /// - Throws: `EngineError` `.conflict` where none is left: all that were named neither wait nor were
    ///   refused, or what they say is over; `.notFound` for a number that no notice has.
    func tryNow(
        _ ids: [Int]?, by: String
    ) throws -> (notices: [NoticeRecord], problems: [(id: Int, error: EngineError)]) {
        try probeOutagesNow()
        guard let ids else {
            try retryNow()
            return ([], [])
        }
        var (notices, problems): ([NoticeRecord], [(id: Int, error: EngineError)]) = ([], [])
        for id in ids {
            do {
                notices.append(try attempt { try tryNow(id, by: by) })
            } catch let error as EngineError {
                problems.append((id, error))
            }
        }
        guard notices.isEmpty, let first = problems.first else { return (notices, problems) }
        guard problems.count > 1 else { throw first.error }
        throw EngineError(
            first.error.code, problems.map(\.error.message).joined(separator: "\n"), field: "ids")
    }

    /// Has what somebody of the office was not told since their address was refused go to the new one: in their
    /// hours, unless something of it is urgent or would be over by then.
    func tellAnew(_ notice: NoticeRecord, only items: [ItemRecord], office: Office) throws {
        let wanted = Set(items.map(\.id))
        for record in notice.liveItems where !wanted.contains(record.id) {
            try withdraw(record, because: "over before it was tried again")
        }
        guard var notice = try view.notice(notice.id) else { return }
        let reader = office.recipient(key: notice.recipient, audience: notice.audience)
        let opening = reader?.workingTime.nextOpen(atOrAfter: now) ?? now
        let mayWait = items.allSatisfy { record in
            !record.item.isUrgent && record.item.expiresAt.map { $0 > opening } ?? true
        }
        notice.tryAfterRefusal(at: now)
        if mayWait, opening > now {
            notice.leaveAt = opening
            notice.freeAt = nil
        }
        try update(notice)
        try forgetRoutes(of: notice.id)
        try record("retried", of: Subject(.notice, "\(notice.id)"))
    }

    private func tryNow(_ id: Int, by: String) throws -> NoticeRecord {
        var notice = try view.requiredNotice(id)
        guard notice.canBeTried(at: now) else {
            throw EngineError(
                .conflict,
                "notice \(id) is \(notice.state.rawValue): only letters that are tried again later, "
                    + "or were refused (tenggatctl letter list --state deferred, --state refused), "
                    + "are tried now", field: "ids")
        }
        if notice.state == .refused {
            notice.tryAfterRefusal(at: now)
            try update(notice)
            try forgetRoutes(of: notice.id)
            try withdrawOver(from: notice)
            try reviewOrders(of: notice)
        }
        try retryNow(notice.id)
        try record("retried", of: Subject(.notice, "\(id)"), by: by)
        return try view.requiredNotice(id)
    }
}

extension LedgerTransaction {
    /// Takes back what a letter to the office says of deadlines that have ended, or are due at another moment.
    ///
    /// - Throws: `EngineError` `.conflict` where nothing is left.
    fileprivate func withdrawOver(from notice: NoticeRecord) throws {
        guard notice.audience == .office else { return }
        var left = notice.liveItems.count
        for record in notice.liveItems where record.item.subject.kind == .deadline {
            let deadline = try view.identifiedDeadline(record.item.subject.id)
            var isDueThen = true
            if case .moment(let due, _)? = record.item.facts["due"] {
                isDueThen = due == deadline?.dueAt
            }
            guard deadline?.deadline.state != .open || !isDueThen else { continue }
            try withdraw(record, because: "over before it was tried again")
            left -= 1
        }
        guard left > 0 else {
            throw EngineError(
                .conflict,
                "what notice \(notice.id) says is over: nothing of it is still to be told",
                field: "ids")
        }
    }
}

extension NoticeRecord {
    /// Has one that was refused leave after all: what kept it was mended. Its life begins anew.
    mutating func tryAfterRefusal(at now: Instant) {
        state = .deferred
        leaveAt = now
        freeAt = now
        finishedAt = nil
    }

    /// Whether it was tried in vain, for now or for good, or waits for its way out to answer.
    fileprivate func canBeTried(at now: Instant) -> Bool {
        switch state {
        case .deferred, .refused: true
        case .waiting: leaveAt.map { $0 <= now } ?? false
        default: false
        }
    }
}
