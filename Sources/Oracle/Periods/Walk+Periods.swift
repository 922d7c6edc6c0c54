import Almanac

/// Periods, what is owed for them, and their close (§6).
extension Walk {
    /// Looks after the periods that there are by now: what each team owes, and the close.
    mutating func openPeriods() {
        guard let rules = office.periods, var next = world.book.periods.last?.next ?? rules.first
        else { return }
        let horizon = office.zone.civil(now).date.adding(days: 45)
        while next.last <= horizon || world.book.periods.isEmpty {
            world.book.periods.append(next)
            for (type, rule) in rules.submissions.sorted(by: { $0.key < $1.key }) {
                for team in rule.owedBy {
                    let owed = PeriodBook.Owed(type: type, team: team, period: next)
                    world.book.owed[owed] = .init()
                    world.book.byCode[owed.code] = owed
                    add(
                        Promise(
                            code: owed.code, owner: team,
                            due: CivilMoment(date: next.last, time: nil), ladder: rule.ladder,
                            kind: "submission", cutOff: rule.cutOff),
                        at: now, tellsLatest: true)
                }
            }
            if let due = rules.due, let coordinator = planner.roles.coordinator {
                add(
                    Promise(
                        code: "close/\(next)", owner: coordinator,
                        due: CivilMoment(date: next.last, time: nil), ladder: rules.ladder,
                        kind: "close", cutOff: due),
                    at: now, tellsLatest: true)
            }
            next = next.next
        }
    }

    mutating func apply(_ entry: PeriodEntry) {
        switch entry {
        case .submit(let type, let team, let period, let findings):
            submit(.init(type: type, team: team, period: period), findings: findings)
        case .state(let period, let state): set(period, to: state)
        case .waive(let type, let team, let period):
            let owed = PeriodBook.Owed(type: type, team: team, period: period)
            world.book.owed[owed]?.isWaived = true
            end(OccurrenceID(code: owed.code, key: nil))
            noteChange(period)
        case .askAgain(let type, let team, let period):
            let owed = PeriodBook.Owed(type: type, team: team, period: period)
            world.book.owed[owed]?.isWaived = false
            reopen(OccurrenceID(code: owed.code, key: nil))
            noteChange(period)
        case .sign(let type, let team, let period):
            let owed = PeriodBook.Owed(type: type, team: team, period: period)
            world.book.owed[owed]?.isSigned = true
            answer(signature(owed))
            noteChange(period)
        }
    }

    private func signature(_ owed: PeriodBook.Owed) -> String {
        let version = world.book.owed[owed]?.versions ?? 0
        return "sign-\(owed.type)-\(owed.team)-\(owed.period)/v\(version)"
    }

    /// A file for an open period: feedback to whoever sent it, the ladder ended or opened again.
    private mutating func submit(_ owed: PeriodBook.Owed, findings: Int) {
        guard world.book.isOpen(owed.period), world.book.owed[owed] != nil else { return }
        answer(signature(owed))
        let wasAccepted = world.book.owed[owed]?.isAccepted ?? false
        world.book.owed[owed]?.versions += 1
        world.book.owed[owed]?.findings = findings
        world.book.owed[owed]?.isSigned = false
        let id = OccurrenceID(code: owed.code, key: nil)
        let manager = planner.roles.hearsAsOwner(owed.team, at: now)
        if findings == 0 {
            end(id)
            if office.periods?.submissions[owed.type]?.mustBeSigned == true, let manager {
                ask(signature(owed), kind: "sign-off", owner: manager)
            }
        } else {
            if wasAccepted {
                reopen(id)
                askAgain(id)
            }
            if let manager {
                world.feedback.append(
                    .init(
                        to: manager,
                        item: .invalidSubmission(
                            type: owed.type, team: owed.team, period: "\(owed.period)",
                            findings: findings)))
            }
        }
        noteChange(owed.period)
    }

    /// What is owed again once it is over, and was said to be over before, its ladder says no more: whoever heard its
    /// last step hears so, each once.
    private mutating func askAgain(_ id: OccurrenceID) {
        let planner = planner
        guard let standing = planner.standings(of: id.code).first(where: { $0.id == id }),
            standing.due <= now,
            !planner.going(of: id).contains(where: { $0.goes <= now })
        else { return }
        let past = planner.ladder(standing.state.promise).flatMap { rung in
            (0..<max(1, rung.times)).map { repetition in
                (
                    rung: rung,
                    at: rung.when.instant(
                        due: standing.due, in: standing.time, every: rung.every,
                        repetition: repetition)
                )
            }
        }.filter { $0.at <= now }
        let latest = past.map(\.at).max()
        var heard: Set<String> = []
        for (rung, _) in past.filter({ $0.at == latest }) {
            let readers = rung.tell.flatMap { role in
                planner.roles.seats(
                    of: planner.role(role, standing), owner: standing.state.promise.owner,
                    isEscalation: true, at: now)
            }.map(\.recipient)
            for reader in readers where heard.insert(reader).inserted {
                let label = Planner.label(rung.when)
                if let item = submissionItem(id.code, label: label, isLate: false) {
                    world.feedback.append(.init(to: reader, item: item))
                }
            }
        }
    }

    /// Nobody is asked for what is not taken; open again they are.
    private mutating func set(_ period: Period, to state: PeriodState) {
        let before = world.book.states[period, default: .open]
        world.book.states[period] = state
        let owed = world.book.owed.filter { $0.key.period == period }
            .sorted { $0.key.code < $1.key.code }
        for (owed, standing) in owed where !standing.isAccepted && !standing.isWaived {
            let id = OccurrenceID(code: owed.code, key: nil)
            if state == .open, before != .open { reopen(id) }
            if state != .open, before == .open { end(id) }
        }
        let close = OccurrenceID(code: "close/\(period)", key: nil)
        if state == .closed {
            end(close)
            world.book.lookedAt[period] = nil
            world.book.reopened.remove(period)
        }
        guard before == .closed, state == .open else { return }
        reopen(close)
        world.book.reopened.insert(period)
        noteChange(period)
        if let director = planner.roles.director.flatMap({ planner.roles.reach($0, at: now) }) {
            world.feedback.append(.init(to: director, item: .periodReopened("\(period)")))
        }
    }

    /// Hands out what arrived for somebody at this moment.
    mutating func giveFeedback() {
        let feedback = world.feedback
        world.feedback = []
        for one in feedback {
            deliver(Notice.Entry(item: one.item), to: one.to, urgent: false, expires: nil)
        }
    }

    // MARK: Summaries

    /// Once a period was summed up, a change is looked at when others of its minutes have had their time.
    private mutating func noteChange(_ period: Period) {
        guard world.book.told[period] != nil, world.book.lookedAt[period] == nil else { return }
        world.book.lookedAt[period] = now + .seconds(office.group)
    }

    /// When periods are to be summed up.
    func summaryMoments() -> [(period: Period, at: Instant, isCheck: Bool)] {
        guard let rules = office.periods else { return [] }
        let office = planner.hours.ofOffice
        return world.book.periods.filter(world.book.isOpen).flatMap { period in
            let close = office.zone.instant(
                CivilDateTime(
                    date: period.last, time: office.calendar.usualClosing(on: period.last)))
            let checks = rules.checks.map { (period, $0.instant(due: close, in: office), true) }
                .filter { world.book.checked[period]?.contains($0.1) != true }
            let again = world.book.lookedAt[period].map { [(period, $0, false)] } ?? []
            return checks + again
        }
    }

    /// Tells where a close stands: at a check if anything changed, between checks if it is ready or is no more.
    mutating func sumUp() {
        for (period, at, isCheck) in summaryMoments() where at <= now {
            let summary = summary(of: period)
            let last = world.book.told[period]
            if isCheck {
                world.book.checked[period, default: []].insert(at)
                if last == summary { continue }
            } else {
                world.book.lookedAt[period] = nil
                if last?.isReady == summary.isReady, !world.book.reopened.contains(period) {
                    continue
                }
            }
            world.book.reopened.remove(period)
            world.book.told[period] = summary
            for reader in summaryReaders() {
                deliver(
                    Notice.Entry(item: .close(period: "\(period)", summary)), to: reader,
                    urgent: false, expires: nil)
            }
        }
    }

    private func summaryReaders() -> [String] {
        guard let rules = office.periods else { return [] }
        let roles = planner.roles
        let teams = Set(rules.submissions.values.flatMap(\.owedBy)).sorted()
        let people = rules.tell.flatMap { role -> [String] in
            switch role {
            case "coordinator": return roles.coordinator.map { [$0] } ?? []
            case "director": return roles.director.map { [$0] } ?? []
            case "manager": return teams.compactMap { world.registers.teams[$0]?.manager }
            default: return [role]
            }
        }
        var seen: Set<String> = []
        return people.compactMap { roles.reach($0, at: now) }.filter { seen.insert($0).inserted }
    }

    private func summary(of period: Period) -> CloseSummary {
        var summary = CloseSummary()
        let hasEnded = office.zone.civil(now).date > period.last
        summary.isReady = true
        for (owed, standing) in world.book.owed where owed.period == period {
            if standing.isWaived {
                summary.waived += 1
            } else if standing.isAccepted {
                summary.accepted += 1
                let mustBeSigned = office.periods?.submissions[owed.type]?.mustBeSigned ?? false
                if mustBeSigned, !standing.isSigned { summary.isReady = false }
            } else {
                summary.isReady = false
                if standing.findings != nil {
                    summary.rejected += 1
                } else if hasEnded {
                    summary.missing += 1
                }
            }
        }
        return summary
    }

    /// How a submission's step is told: nobody is called missing before the period has ended.
    func submissionItem(_ code: String, label: String, isLate: Bool) -> Item? {
        guard let owed = world.book.byCode[code], let standing = world.book.owed[owed] else {
            return nil
        }
        return .submission(
            code: code, label: label, isMissing: office.zone.civil(now).date > owed.period.last,
            findings: standing.findings ?? 0, isLate: isLate)
    }
}
