import Almanac
import Coordination
import Ledger

extension LedgerTransaction {
    /// Adds a deadline and arms its ladder.
    @discardableResult
    func insert(_ deadline: Deadline, office: Office, by: String?) throws -> Int64 {
        let id = try insert(
            deadline, dueAt: office.dueInstant(of: deadline),
            nextAt: office.nextInstant(of: office.plan(deadline), settled: []), by: by)
        try record("added", of: Subject(.deadline, deadline.identifier), by: by)
        return id
    }

    /// Writes a deadline's new values; what had not left yet about the old ones is taken back.
    func change(
        _ record: DeadlineRecord, to deadline: Deadline, office: Office, by: String?
    ) throws {
        var record = record
        let old = record.deadline
        record.deadline = deadline
        try rearm(&record, office: office)
        try update(record, by: by)
        let subject = Subject(.deadline, deadline.identifier)
        if deadline.state != old.state {
            try self.record(deadline.state.rawValue, of: subject, by: by, detail: deadline.reason)
            try withdrawItems(about: subject, because: "the deadline is \(deadline.state.rawValue)")
        } else if deadline.revision != old.revision {
            try self.record("moved", of: subject, by: by, detail: "\(old.due) → \(deadline.due)")
            try withdrawItems(about: subject, because: "the due date was moved")
        } else {
            try self.record("changed", of: subject, by: by)
        }
    }

    /// Derives every open deadline's next instant anew, after a change of people, calendars or zones.
    ///
    /// - Returns: how many have another next instant than before.
    func rearmAll(office: Office) throws -> Int {
        var moved = 0
        for var record in try view.deadlines(in: .open) {
            let before = record.nextAt
            try rearm(&record, office: office)
            guard record.nextAt != before else { continue }
            try setNext(record.nextAt, of: record.id)
            moved += 1
        }
        return moved
    }

    private func rearm(_ record: inout DeadlineRecord, office: Office) throws {
        record.dueAt = office.dueInstant(of: record.deadline)
        let settled = try view.settledSteps(of: record.id, revision: record.deadline.revision)
        record.nextAt = office.nextInstant(of: office.plan(record.deadline), settled: settled)
    }
}
