import Almanac

/// Goes through a history from moment to moment, at each of which everything is planned anew.
struct Walk {
    let office: Office
    var world = World()
    var now: Instant
    var clock: ClockState
    /// Everybody's hours by the registers as they are.
    var hours: Hours
    /// Sheets that were dropped while the service was down.
    private var dropped: [Placed] = []
    /// What was planned when the world was looked at last.
    private var lastPlan: [SaidStep: PlannedStep] = [:]

    init(office: Office, registers: [Sheet], startingAt start: Instant, isSynchronised: Bool) {
        self.office = office
        now = start
        world.entered = start
        world.isInTrial = office.isInTrial
        world.talliedAt = start
        clock = ClockState(isSynchronised: isSynchronised)
        hours = Hours(office: office, registers: world.registers)
        for sheet in registers { take(sheet, droppedAt: start) }
    }

    var account: Account {
        let held = planner.parts(clock: clock).filter { !$0.holds.isEmpty }.map {
            Account.Held(client: $0.key.client, reasons: $0.holds.sorted())
        }
        let doubtful = world.post.doubtful.map {
            Account.Held(client: $0.client, reasons: [.possiblyTold])
        }
        return Account(
            mails: world.mails, held: held + doubtful, withdrawn: world.post.withdrawn,
            refused: world.refused, keptFromClients: keptFromClients)
    }

    var planner: Planner {
        Planner(office: office, world: world, now: now, hours: hours)
    }

    /// Looks at what there is when the service first runs.
    mutating func begin() { look() }

    /// Lets time pass, looking at every moment at which something may go.
    mutating func advance(to end: Instant) {
        while clock.isRunning, let next = nextMoment(), next <= end {
            now = next
            look()
        }
        now = max(now, end)
    }

    /// Takes what was entered at this moment, then looks at what follows.
    mutating func enter(_ entries: [Placed]) {
        if entries.count == 1, case .clock(let change) = entries[0].dated.entry {
            set(change)
            return
        }
        let before = picture()
        let parts = world.post.waiting
        for entry in entries {
            if case .sheet = entry.dated.entry, !clock.isUp {
                dropped.append(entry)
            } else {
                take(entry)
            }
        }
        settle(since: before)
        takeOut(after: entries.map(\.dated.entry))
        breakCircuit(before: parts)
        if clock.isRunning { look() }
        forget()
    }

    /// Takes out of open notices what would not go to that person any more: it has not left, and goes to whoever it
    /// should, when it should. Looked at where registers, or that deadline, were changed.
    private mutating func takeOut(after entries: [Entry]) {
        let isAbout = entries.map(\.subject)
        for notice in world.notices.values {
            for entry in notice.entries where !entry.steps.isEmpty {
                let codes = entry.steps.map(\.step.occurrence.code)
                guard codes.contains(where: { code in isAbout.contains { $0.holds(code) } }) else {
                    continue
                }
                var open = world
                open.said.subtract(entry.steps)
                let planner = Planner(office: office, world: open, now: now, hours: hours)
                let ids = Set(entry.steps.map(\.step.occurrence))
                let goes = ids.flatMap(planner.going(of:)).contains {
                    entry.steps.contains($0.said) && $0.seat.recipient == notice.to
                        && $0.goes <= now
                }
                if goes { continue }
                world.said.subtract(entry.steps)
                world.notices[notice.to]?.entries.removeAll { $0.steps == entry.steps }
            }
        }
    }

    /// What was marked for the entries of one moment.
    private mutating func forget() {
        world.post.touched = []
        world.post.revised = []
    }

    /// An entry with its place in the history.
    struct Placed {
        var place: Int
        var dated: DatedEntry
    }

    private mutating func take(_ entry: Placed, isDropped: Bool = false) {
        if mustRefuse(entry.dated.entry) {
            world.refused.append(entry.place)
            // A dropped file that is refused is told to whoever looks after sheets (§11).
            if isDropped, let coordinator = planner.roles.coordinator,
                let reader = planner.roles.reach(coordinator, at: now)
            {
                world.feedback.append(.init(to: reader, item: .sheetRejected))
            }
        } else {
            apply(entry.dated)
        }
    }

    private mutating func set(_ change: ClockEntry) {
        now = clock.set(change, at: now)
        if world.runsSince > now { world.runsSince = now }
        switch change {
        case .back: lastPlan = lastPlan.filter { _ in false }
        case .up:
            world.runsSince = now
            let before = picture()
            let parts = world.post.waiting
            for entry in dropped { take(entry, isDropped: true) }
            dropped = []
            settle(since: before)
            breakCircuit(before: parts)
        case .jump, .synchronise, .confirm:
            if clock.isRunning, !clock.isBackFromDoubt { world.runsSince = now }
            if clock.isRunning { breakCircuitOfClock() }
        case .down: return
        }
        if clock.isRunning { look() }
        forget()
    }

    // MARK: What a change moves

    /// What the due moments were, before something is entered.
    private struct Picture {
        var dues: [OccurrenceID: Instant]
        var armed: Set<String>
    }

    private func picture() -> Picture {
        let planner = planner
        var dues: [OccurrenceID: Instant] = [:]
        for code in world.codes {
            for standing in planner.standings(of: code) { dues[standing.id] = standing.due }
        }
        return Picture(
            dues: dues,
            armed: Set(world.codes.filter { world.promises[$0]?.armedAt != nil }))
    }

    /// §4, *Moving a due date*: steps of the new date that are past are superseded; changes of holidays,
    /// zones and calendars follow the same rule.
    private mutating func settle(since before: Picture) {
        free()
        let planner = planner
        for code in world.codes where before.armed.contains(code) {
            for standing in planner.standings(of: code) {
                let old = before.dues[standing.id]
                if old == standing.due {
                    if world.changed.contains(code) { drop(planner.steps(of: standing)) }
                    continue
                }
                let moment = now
                if old != nil { touch(standing.id) { $0.dueChangedAt = moment } }
                if standing.occurrence.isEnded { continue }
                drop(planner.steps(of: standing))
            }
        }
        world.changed = []
        shift()
        world.silent.subtract(world.shifted.keys.map(\.step))
    }

    /// Supersedes what is past of a ladder that is new, what was on its way already aside.
    private mutating func drop(_ steps: [PlannedStep]) {
        for step in steps
        where step.nominal < now && step.id.when != nil && lastPlan[step.said] == nil {
            world.dropped.insert(step.id)
        }
    }

    /// Steps that a change moved out of the future: what the ladder means for the past is superseded, what
    /// only its recipient's hours would have had go earlier goes now (§4: *never into the past: then now*).
    private mutating func shift() {
        let planner = planner
        for step in planner.steps() {
            guard let last = lastPlan[step.said] else {
                // What nobody could be told before the change goes now.
                if world.silent.contains(step.id) {
                    if step.isBeforeDue, step.id.due <= now {
                        world.dropped.insert(step.id)
                    } else {
                        world.shifted[step.said] = now
                    }
                }
                // Whoever has a place since now missed nothing.
                if step.nominal > now, step.meant < now { world.shifted[step.said] = now }
                continue
            }
            if last.goes <= now || last.meant <= now { continue }
            if last.nominal > now, step.nominal <= now, !isOnlyWord(step, in: planner) {
                world.dropped.insert(step.id)
            } else if step.meant < now {
                world.shifted[step.said] = now
            }
        }
    }

    /// Whether nobody was asked a question of the service's yet, nor would be before it is due but by this step.
    private func isOnlyWord(_ step: PlannedStep, in planner: Planner) -> Bool {
        step.isBeforeDue && now < step.id.due
            && world.promises[step.id.occurrence.code]?.promise.kind.map(Self.questions.contains)
                ?? false
            && !world.said.contains { $0.step.occurrence == step.id.occurrence }
            && !planner.steps().contains { other in
                other.id.occurrence == step.id.occurrence && other.id.role == step.id.role
                    && other.isBeforeDue && (other.nominal > now || other.isLater(than: step))
            }
    }

    /// Kinds of what the service asks of its own accord.
    private static let questions: Set<String> = [
        "date-needed", "callback", "letter-approval", "client-answer", "mail-unsent", "client-mail",
        "backup-failed", "disk-full", "year-ahead", "sign-off", "payment-promise",
    ]

    // MARK: Looking

    /// Sends what is to go at this moment.
    private mutating func look() {
        openPeriods()
        hear()
        shift()
        giveFeedback()
        tally()
        sumUp()
        askQuestions()
        writeLetters()
        askQuestions()
        // What could not be handed over is somebody's question, which goes at once, too.
        for _ in 0..<2 {
            // What was missed and waits for hours goes along with whatever goes to its reader before.
            correct()
            readDigests()
            readWeeks()
            fire()
            leave()
        }
        fallSilent()
        lastPlan = Dictionary(
            planner.steps().map { ($0.said, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The next moment after now at which something may change by itself.
    private func nextMoment() -> Instant? {
        let planner = planner
        var moments = planner.going().map(\.goes)
        moments += corrections(planner).map(\.goes)
        moments += world.notices.values.map(\.leaves)
        moments += planner.digests().map(\.at)
        moments += planner.weeks().filter(\.isSent).map(\.at)
        moments += orderMoments(planner)
        moments += planner.silentMoments()
        moments += summaryMoments().map(\.at)
        moments += world.registers.delegations.flatMap { away in
            let zone = planner.hours.of(recipient: away.person).zone
            return [away.from, away.until.adding(days: 1)].map { date in
                zone.instant(CivilDateTime(date: date, time: CivilTime(secondOfDay: 0)))
            }
        }
        moments += [nextTally].compactMap(\.self)
        if office.digest != nil || !office.weeklyDigest.isEmpty {
            moments.append(now + .seconds(86_400))
        }
        // What lies further ahead than plans reach is looked for again then.
        moments.append(now + .seconds(20 * 86_400))
        return moments.filter { $0 > now }.min()
    }

    /// When letters may go, and when dates of orders pass.
    private func orderMoments(_ planner: Planner) -> [Instant] {
        guard !world.post.orders.isEmpty else { return [] }
        let zones = [office.zone] + world.registers.clients.values.map { hours.of(client: $0).zone }
        let days = zones.map { zone in
            zone.instant(
                CivilDateTime(
                    date: zone.civil(now).date.adding(days: 1), time: CivilTime(secondOfDay: 0)))
        }
        let again = world.post.doubtful.filter(\.isApprovedAgain).map { letter in
            planner.hours.of(client: planner.client(letter.client)).deliveryAfterDue(of: now)
        }
        return planner.parts(clock: clock).map(\.goes) + again
            + [planner.hours.ofOffice.deliveryAfterDue(of: now)]
            + days + days.map(planner.hours.ofOffice.deliveryAfterDue)
    }

    /// Whatever leaves now; what does not hold any more is left out (§8, 3).
    private mutating func leave() {
        for notice in world.notices.values.sorted(by: { $0.to < $1.to })
        where notice.leaves <= now {
            world.notices[notice.to] = nil
            let entries = notice.entries.filter(stands)
            if entries.isEmpty { continue }
            if !isHandedOver(notice, entries) { continue }
            if isKeptFrom(notice.to) {
                world.unheard += entries
                world.mails.append(
                    Mail(at: now, to: "\(notice.to)(trial)", items: entries.map(\.item)))
                continue
            }
            for entry in entries {
                guard let id = entry.occurrence, let due = entry.due else { continue }
                world.told[id, default: [:]][entry.toldTo ?? notice.to] = due
                // Whoever hears a correction hears it for all in whose place they read.
                for person in (world.told[id] ?? [:]).keys
                where planner.roles.reader(of: person, at: now) == notice.to {
                    world.told[id]?[person] = due
                }
            }
            let items = entries.map(\.item)
            world.mails.append(Mail(at: now, to: notice.to, items: items))
        }
    }

    /// What a server makes of an office's mail (§7, *Outcomes*): deferred it comes again, of unknown fate it is
    /// handed over three times at most, refused its address is the coordinator's to mend, and
    /// whoever stands above hears what it said.
    private mutating func isHandedOver(_ notice: Notice, _ entries: [Notice.Entry]) -> Bool {
        guard !world.post.fates.isEmpty else { return true }
        let fate = world.post.fates.removeFirst()
        var notice = notice
        notice.entries = entries
        notice.attempts += 1
        switch fate {
        case .sent, .copyRefused: return true
        case .unknown where notice.attempts < 3, .deferred:
            notice.leaves = now + .seconds(office.retryAfter)
            world.notices[notice.to] = notice
        case .unknown, .addressRefused, .letterRefused:
            let address = world.registers.people[notice.to]?.email ?? notice.to
            if fate == .addressRefused { world.post.flagged.insert(address) }
            passUpward(entries, from: notice.to)
            // Nobody is asked by the address that failed (§8, 11).
            let roles = planner.roles
            ask(
                "ADDRESS-\(notice.to)/\(address)", kind: "mail-unsent",
                owner: notice.to == roles.coordinator ? roles.director : nil)
        }
        return false
    }

    private func stands(_ entry: Notice.Entry) -> Bool {
        guard let id = entry.occurrence else { return true }
        guard let standing = planner.standings(of: id.code).first(where: { $0.id == id }),
            !standing.occurrence.isEnded
        else { return false }
        return entry.due == nil || entry.due == standing.due
    }
}
