package import Almanac
import Oracle

extension JudgedOffice {
    /// Which steps of a deadline should have been told by a moment, to whom and when: read from the design
    /// a second time, by the oracle. Nothing of what came after that moment is read.
    package func tellings(of deadline: JudgedDeadline, until end: Instant) -> [JudgedTelling] {
        let history = history(of: deadline).filter { $0.at <= end }
        guard !history.isEmpty else { return [] }
        let oracle = Oracle(
            office: office, registers: sheets, history: history,
            startingAt: deadline.createdAt)
        return oracle.mails(until: end).flatMap { mail in
            mail.items.compactMap { item in
                guard case .step(_, let label, let time, _, _) = item else { return nil }
                return JudgedTelling(at: mail.at, recipient: mail.to, step: label, time: time)
            }
        }.sorted()
    }

    private var office: Office {
        var office = Office(
            zone: zone, zones: zones, calendar: calendar, weeks: weeks,
            ladders: ladders.mapValues { steps in
                steps.map {
                    Rung(
                        when: $0.when, tell: $0.tell, urgent: $0.isUrgent, every: $0.every,
                        times: $0.times)
                }
            })
        office.holidays = holidays
        office.observesJointLeave = observesJointLeave
        office.coordinator = coordinator
        office.director = director
        office.kinds = kinds.mapValues { Kind(ladder: $0) }
        office.acknowledgementDays = acknowledgementDays
        office.weeklyDigest = weeklyDigest
        // Each deadline is judged alone, and nobody waits for others.
        office.group = 0
        return office
    }

    private var sheets: [Sheet] {
        [SheetKind.people, .teams, .holidays, .delegations].compactMap { kind in
            registers[kind.rawValue].map { Sheet(kind, rows: $0) }
        }
    }

    private func history(of deadline: JudgedDeadline) -> [DatedEntry] {
        [DatedEntry(at: deadline.createdAt, entry(of: deadline))]
            + deadline.events.map { event in
                switch event.what {
                case .moved(let due):
                    DatedEntry(
                        at: event.at,
                        .move(
                            deadline.code, due: CivilMoment(date: due.date, time: due.time),
                            following: false))
                case .ended: DatedEntry(at: event.at, .done(deadline.code, evidence: nil))
                case .reopened: DatedEntry(at: event.at, .reopen(deadline.code))
                }
            }
    }

    private func entry(of deadline: JudgedDeadline) -> Entry {
        guard deadline.isImported else {
            return .add(
                Promise(
                    code: deadline.code, owner: deadline.owner,
                    due: CivilMoment(date: deadline.due.date, time: deadline.due.time),
                    zone: deadline.zone, ladder: deadline.ladder, kind: deadline.kind))
        }
        return .sheet(
            Sheet(
                .deadlines,
                rows: [
                    [
                        "code": deadline.code, "owner": deadline.owner,
                        "due_date": deadline.due.date.description,
                        "due_time": deadline.due.time.description,
                        "time_zone": deadline.zone, "zone": deadline.zone,
                        "ladder": deadline.ladder, "kind": deadline.kind,
                    ]
                ]))
    }
}
