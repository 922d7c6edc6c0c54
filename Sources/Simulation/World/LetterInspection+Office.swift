import Almanac
import Coordination
import Ledger

extension LetterInspection {
    /// What mail of the office about deadlines states that they do not hold: a date ahead that is none of theirs. What
    /// is past may be history: when somebody was told, since when the service was down.
    func reminderFaults(
        _ notice: NoticeRecord, _ letter: LetterRecord, in view: LedgerView,
        office: Coordination.Office, at now: Instant
    ) throws -> [Violation] {
        let items = notice.liveItems
        // What may have arrived goes again as it went.
        guard notice.attempts <= 1,
            items.allSatisfy({ ["reminder", "escalation"].contains($0.item.kind) })
        else { return [] }
        var zones = [office.profile.zone]
        if let reader = office.recipient(key: notice.recipient, audience: .office) {
            zones.append(reader.zone)
        }
        var dates: Set<CivilDate> = []
        var notes: Set<CivilDate> = []
        for record in items {
            let parts = record.item.subject.id.split(separator: " ", maxSplits: 1).map(String.init)
            let occurrence = parts.count > 1 ? parts[1] : ""
            guard let known = try view.deadline(code: parts[0], occurrence: occurrence) else {
                return [
                    Violation(
                        "no letter states what the office does not hold",
                        "notice \(notice.id) is about \(record.item.subject.id)", at: now)
                ]
            }
            let deadline = known.deadline
            dates.formUnion(zones.map { $0.civil(known.dueAt).date })
            dates.insert(deadline.due.date)
            notes.formUnion(LetterWords("\(deadline.title)\n\(deadline.note ?? "")").dates)
            guard record.item.facts["was_due"] != nil else { continue }
            for revision in try view.revisions(of: known.id) {
                dates.insert(revision.due.date)
                let instant = office.profile.zone.instant(revision.due)
                dates.formUnion(zones.map { $0.civil(instant).date })
            }
        }
        let today = zones.map { $0.civil(now).date }.max() ?? office.profile.zone.civil(now).date
        let ahead = LetterWords(letter.text).dates.filter { $0 > today }
        return ahead.subtracting(dates).subtracting(notes).sorted().map {
            Violation(
                "no letter states what the office does not hold",
                "notice \(notice.id) to \(notice.recipient) states the date \($0)", at: now)
        }
    }
}
