import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Has letters tried now that would be tried again later, and every way out that does not answer.
    ///
    /// - Parameter ids: which ones; nil for all.
    /// - Throws: `EngineError` `.conflict` for one that is not tried again by itself.
    func tryNow(_ ids: [Int]?, by: String) throws -> [NoticeRecord] {
        try probeOutagesNow()
        guard let ids else {
            try retryNow()
            return []
        }
        return try ids.map { id in
            let notice = try view.requiredNotice(id)
            guard notice.canBeTried(at: now) else {
                throw EngineError(
                    .conflict,
                    "notice \(id) is \(notice.state.rawValue): only letters that are tried again later "
                        + "(tenggatctl letter list --state deferred) are tried now", field: "ids")
            }
            try retryNow(notice.id)
            try record("retried", of: Subject(.notice, "\(id)"), by: by)
            return try view.requiredNotice(id)
        }
    }
}

extension NoticeRecord {
    /// Whether it was tried in vain and is tried again, or waits for its way out to answer.
    fileprivate func canBeTried(at now: Instant) -> Bool {
        switch state {
        case .deferred: true
        case .waiting: leaveAt.map { $0 <= now } ?? false
        default: false
        }
    }
}
