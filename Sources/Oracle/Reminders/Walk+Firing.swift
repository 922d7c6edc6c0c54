import Almanac

extension Walk {
    /// Has every step that is to go now speak; of several about one thing to one person the later in the
    /// ladder does (§4, *Roles*; *Catch-up*).
    mutating func fire() {
        let planner = planner
        var going = planner.going().filter { $0.goes <= now }
        // What was missed, or is a reminder of what is overdue by now, and waits for the hours goes along with whatever
        // goes to that person before.
        let recipients = Set(going.map(\.seat.recipient)).union(
            world.notices.values.filter { $0.leaves <= now }.map(\.to))
        going += planner.going().filter { step in
            step.goes > now
                && (step.meant < world.runsSince || step.isBeforeDue && step.id.due < now)
                && recipients.contains(step.seat.recipient)
        }
        struct Hearing: Hashable {
            var occurrence: OccurrenceID
            var recipient: String
        }
        let groups = Dictionary(grouping: going) {
            Hearing(occurrence: $0.id.occurrence, recipient: $0.seat.recipient)
        }
        for step in planner.steps() where going.contains(where: { $0.id == step.id }) {
            world.begun[step.id, default: []].insert(step.seat.place)
        }
        // What is said now is no instant that a notice waits for.
        world.said.formUnion(going.map(\.said))
        for (hearing, steps) in groups.sorted(by: { $0.key.recipient < $1.key.recipient }) {
            guard var speaker = steps.first else { continue }
            for step in steps where step.isLater(than: speaker) { speaker = step }
            let owed = owedCorrection(hearing.occurrence, to: hearing.recipient, planner)
            let former = outspeak(hearing.occurrence, to: hearing.recipient)
            let dates = speaker.isBeforeDue ? owed ?? former : nil
            let isLate = now - speaker.meant > .seconds(office.group)
            let submission = submissionItem(
                hearing.occurrence.code, label: speaker.label, isLate: isLate)
            if submission != nil, let dates {
                deliver(
                    Notice.Entry(
                        item: .correction(hearing.occurrence, from: dates[0], to: dates[1]),
                        occurrence: hearing.occurrence),
                    to: hearing.recipient, urgent: false, expires: nil)
            }
            deliver(
                Notice.Entry(
                    item: submission
                        ?? .step(
                            hearing.occurrence, label: speaker.label,
                            time: speaker.id.when == nil ? 1 : speaker.id.repetition + 1,
                            isLate: isLate, correction: dates),
                    occurrence: hearing.occurrence, due: speaker.id.due,
                    steps: Set(steps.map(\.said))),
                to: hearing.recipient, urgent: steps.contains(where: \.isUrgent),
                expires: speaker.isBeforeDue && now < speaker.id.due ? speaker.id.due : nil)
        }
    }

    /// What earlier steps of a deadline say in a notice that has not left: each hears the latest of their steps.
    ///
    /// - Returns: the dates of a correction that went with it.
    private mutating func outspeak(
        _ occurrence: OccurrenceID, to recipient: String
    ) -> [CivilDate]? {
        var dates: [CivilDate]?
        world.notices[recipient]?.entries.removeAll { entry in
            guard entry.occurrence == occurrence, !entry.steps.isEmpty else { return false }
            if case .step(_, _, _, _, correction: let former) = entry.item {
                dates = former ?? dates
            }
            return true
        }
        return dates
    }

    /// Puts an item into its recipient's open notice (§4, *Grouping*).
    mutating func deliver(
        _ entry: Notice.Entry, to recipient: String, urgent: Bool, expires: Instant?
    ) {
        var notice =
            world.notices[recipient]
            ?? Notice(to: recipient, opened: now, leaves: .distantFuture)
        notice.entries.append(entry)
        if let expires { notice.expires = min(notice.expires ?? expires, expires) }
        let last = notice.opened + .seconds(office.group)
        let known = instants(for: recipient).filter { moment in
            moment > now && moment <= last && notice.expires.map { moment < $0 } ?? true
        }
        notice.leaves = urgent ? now : min(notice.leaves, known.max() ?? now)
        if let expires = notice.expires, notice.leaves >= expires { notice.leaves = now }
        world.notices[recipient] = notice
    }

    /// When something else is known to go to a person.
    private func instants(for recipient: String) -> [Instant] {
        let planner = planner
        return planner.going().filter { $0.seat.recipient == recipient }.map(\.goes)
            + planner.digests().filter { $0.reader == recipient }.map(\.at)
            + planner.weeks().filter { $0.reader == recipient }.map(\.at)
    }
}
