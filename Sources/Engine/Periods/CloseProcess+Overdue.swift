import Almanac
import Coordination
import Ledger

extension CloseProcess {
    /// Tells whoever a ladder's latest step speaks to of something that is asked for when its cut-off
    /// has passed: all its steps have fired before, and none of them would say so.
    func tellOverdue(
        _ expected: ExpectedSubmission, in transaction: LedgerTransaction
    ) throws {
        let now = transaction.now
        let view = transaction.view
        guard let record = try deadline(of: expected, in: view),
            record.deadline.state == .open, record.dueAt <= now,
            record.nextAt.map({ $0 > now }) ?? true
        else { return }
        let past = office.plan(record.deadline).filter { $0.nominal <= now }
        let latest = past.map(\.nominal).max()
        let context = ReminderContext(
            correction: nil, downtime: nil, now: now,
            findings: try view.latestSubmission(for: expected)?.blockerCount)
        // One person hears it once, whichever roles are theirs by now.
        var heard: Set<String> = []
        for step in past where step.nominal == latest {
            let recipients = office.recipients(
                of: step.identity.role, for: record.deadline, at: now, isEscalation: true)
            for recipient in recipients where heard.insert(recipient.key).inserted {
                var item = office.item(
                    for: Firing.Reminder(
                        step: step, recipient: recipient, isLate: false, from: now),
                    of: record.deadline, context: context)
                item.cause += " asked \(now)"
                try transaction.collect(
                    item, for: recipient.key, office: office)
            }
        }
    }
}
