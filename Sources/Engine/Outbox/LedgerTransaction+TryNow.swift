import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Has letters tried now that would be tried again later, those named that were refused, and every way
    /// out that does not answer.
    ///
    /// - Parameter ids: which ones; nil for all that are tried again by themselves.
    /// - Throws: `EngineError` `.conflict` for one that neither waits nor was refused.
    func tryNow(_ ids: [Int]?, by: String) throws -> [NoticeRecord] {
        try probeOutagesNow()
        guard let ids else {
            try retryNow()
            return []
        }
        return try ids.map { id in
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
    fileprivate mutating func tryAfterRefusal(at now: Instant) {
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
