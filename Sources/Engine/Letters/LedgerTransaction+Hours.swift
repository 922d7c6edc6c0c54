import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Has what waited for its readers' hours, which passed while the service was down, wait for their next ones:
    /// reminders of what is overdue that are late anyway, and nothing else.
    func waitForHours(office: Office) throws {
        for var notice in try view.noticesDue(by: now, officeOnly: true, limit: .max) {
            guard notice.audience == .office, notice.state == .waiting,
                notice.leaveAt != now, notice.liveItems.allSatisfy(\.isLateForHours),
                let reader = office.recipient(key: notice.recipient, audience: .office),
                let opening = reader.workingTime.nextOpen(atOrAfter: now), opening > now
            else { continue }
            notice.leaveAt = opening
            try update(notice)
        }
    }
}

extension ItemRecord {
    /// Whether it is late anyway and so leaves in its reader's hours only.
    fileprivate var isLateForHours: Bool { item.facts["late"] == .flag(true) && waitsForHours }

    /// Whether it leaves in its reader's hours only, where it does not leave at once.
    var waitsForHours: Bool { item.expiresAt == nil && !item.isUrgent }
}
