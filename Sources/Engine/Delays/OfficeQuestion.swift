import Almanac
import Coordination
import Ledger

/// A deadline of somebody's of the office that the state of orders and letters opens and closes.
struct OfficeQuestion {
    var kind: String
    var code: String
    /// What tells this asking from the one before; nil when there is nothing to ask.
    var occurrence: String?
    var title: BilingualText
    /// Nil is the coordinator.
    var owner: String?
    /// Nil is the end of the working day after the one on which it is heard of.
    var due: CivilDateTime?
    var client: String?
    var note: String?
    /// Whether the note follows what is asked while the question is open.
    var isNoteCurrent = false
}

extension LedgerTransaction {
    /// Opens what is asked now, and ends what was asked about the same before.
    ///
    /// - Parameter because: how what was asked before ended.
    /// - Returns: whether a deadline was opened, and how many ended.
    func ask(
        _ question: OfficeQuestion, office: Office, because reason: String
    ) throws -> (isOpened: Bool, ended: Int) {
        let ended = try endQuestions(
            code: question.code, except: question.occurrence, because: reason, office: office)
        guard let occurrence = question.occurrence,
            let owner = question.owner ?? office.coordinator?.code
        else { return (false, ended) }
        if let asked = try view.deadline(code: question.code, occurrence: occurrence) {
            if question.isNoteCurrent, asked.deadline.state == .open,
                asked.deadline.note != question.note
            {
                var deadline = asked.deadline
                deadline.note = question.note
                try change(asked, to: deadline, office: office, by: nil)
            }
            return (false, ended)
        }
        try insert(
            Deadline(
                code: question.code, occurrence: occurrence,
                title: question.title.text(in: office.profile.language), owner: owner,
                due: question.due ?? office.endOfNextWorkingDay(after: now),
                zone: office.profile.zone.identifier, kind: question.kind,
                ladder: office.profile.kinds[question.kind]?.ladder ?? "standard",
                client: question.client, note: question.note, armedAt: now, createdAt: now),
            office: office, by: nil)
        return (true, ended)
    }

    /// - Returns: how many ended.
    func endQuestions(
        code: String, except occurrence: String?, because reason: String, office: Office
    ) throws -> Int {
        var ended = 0
        for record in try view.openDeadlines(code: code)
        where record.deadline.occurrence != occurrence {
            var deadline = record.deadline
            deadline.state = .done
            deadline.finishedAt = now
            deadline.reason = reason
            try change(record, to: deadline, office: office, by: nil)
            ended += 1
        }
        return ended
    }
}

extension Office {
    /// Counted from when somebody can hear of it: what comes up at night is the next morning's.
    fileprivate func endOfNextWorkingDay(after now: Instant) -> CivilDateTime {
        let heard = workingTime.nextOpen(atOrAfter: now) ?? now
        let today = workingTime.zone.civil(heard).date
        let calendar = workingTime.calendar
        let day = calendar.workingDay(1, from: today) ?? today.adding(days: 1)
        return CivilDateTime(date: day, time: calendar.usualClosing(on: day))
    }
}
