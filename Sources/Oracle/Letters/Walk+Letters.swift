import Almanac

/// How letters leave, wait and are taken back (§5, *Approval* to *The last look*).
extension Walk {
    /// Takes back letters that have nothing to say any more, and sends those that may go.
    mutating func writeLetters() {
        withdraw()
        breakAgain()
        tryAgain()
        let ready = planner.parts(clock: clock).filter { $0.holds.isEmpty && $0.goes <= now }
        for (client, parts) in Dictionary(grouping: ready, by: \.key.client).sorted(by: {
            $0.key < $1.key
        }) {
            let apart = parts.filter(\.key.isApart)
            let rest = parts.filter { !$0.key.isApart }
            for letter in [rest, apart] where !letter.isEmpty { send(letter, to: client) }
        }
        let left = planner.parts(clock: clock)
        let open = Set(left.map(\.key))
        world.post.written = world.post.written.filter { open.contains($0.key) }
        // What is past already when it is found is asked about, and no letter of it is written.
        for part in left
        where world.post.written[part.key] == nil && !part.holds.contains(.statedDatePast) {
            world.post.written[part.key] = now
        }
        world.post.waiting = Dictionary(uniqueKeysWithValues: left.map { ($0.key, $0) })
    }

    private mutating func send(_ parts: [PendingPart], to client: String) {
        let fate = world.post.fates.isEmpty ? .sent : world.post.fates.removeFirst()
        let address = planner.client(client).email ?? ""
        for part in parts {
            if fate == .deferred { continue }
            world.post.approved[part.key] = nil
            world.post.breaker.remove(part.key)
            world.post.edited.remove(part.key)
            world.post.lapsed.remove(part.key)
            world.post.written[part.key] = nil
            world.post.retries[part.key] = nil
            if fate != .addressRefused, fate != .letterRefused {
                world.post.lastLeft[part.key] = now
            }
        }
        switch fate {
        case .sent, .copyRefused:
            for part in parts {
                arrive(
                    part.content, part.dates, at: client, leftAt: now)
            }
            world.mails.append(Mail(at: now, to: client, items: parts.map { .letter($0.content) }))
            renewQuestion(to: client, besides: parts)
            if case .copyRefused(let index) = fate {
                let copies = planner.client(client).copies
                if copies.indices.contains(index) {
                    ask("COPY-\(client)/\(copies[index])", kind: "mail-unsent")
                }
            }
        case .addressRefused, .letterRefused:
            if fate == .addressRefused { world.post.flagged.insert(address) }
            world.post.count += 1
            let deadline = "ADDRESS-\(client)/n\(world.post.count)"
            for part in parts {
                for index in world.post.refused.indices
                where world.post.refused[index].client == client
                    && world.post.refused[index].content.order == part.key.order
                {
                    // A later letter about the same has all there is to say.
                    endRefused(index)
                }
                world.post.refused.append(
                    RefusedLetter(
                        deadline: deadline, client: client, content: part.content,
                        dates: part.dates, address: address,
                        isAboutAddress: fate == .addressRefused))
            }
            ask(deadline, kind: "mail-unsent")
        case .unknown:
            for part in parts {
                world.post.doubtful.append(
                    DoubtfulLetter(
                        client: client, content: part.content, dates: part.dates, leftAt: now))
            }
        case .deferred:
            for part in parts {
                world.post.retries[part.key] = now + .seconds(office.retryAfter)
            }
        }
    }

    /// What waits on of an order of which other lines were told is another letter, which says what the client
    /// knows by now: whoever decides is asked about that one.
    private mutating func renewQuestion(to client: String, besides parts: [PendingPart]) {
        let waits = parts.contains { part in
            let key = PartKey(client: client, order: part.key.order, isApart: !part.key.isApart)
            return world.post.waiting[key] != nil
        }
        guard waits, let code = world.post.decisions[client] else { return }
        answer(code)
        world.post.decisions[client] = nil
    }

    /// A letter arrived: the client knows what it states, and may have been asked for an answer.
    mutating func arrive(
        _ content: LetterPart, _ dates: [String: CivilDate], at client: String, leftAt: Instant
    ) {
        tell(client, order: content.order, dates, at: leftAt)
        let isTheirs = world.post.orders[content.order]?.client == client
        if isTheirs { endAnswer(content.order) }
        guard let due = content.answerBy, isTheirs else { return }
        world.post.count += 1
        let code = "ANSWER-\(content.order)/n\(world.post.count)"
        world.post.answers[content.order] = (code, client)
        ask(code, kind: "client-answer", due: due)
    }

    /// Letters of unknown fate that a person approved again: as they were, or not at all.
    private mutating func tryAgain() {
        for (index, letter) in world.post.doubtful.enumerated().reversed()
        where letter.isApprovedAgain {
            let time = planner.hours.of(client: planner.client(letter.client))
            guard time.isOpen(at: now) else { continue }
            world.post.doubtful[index].isApprovedAgain = false
            let lines = letter.dates.allSatisfy { number, date in
                world.post.orders[letter.content.order]?[number]?.current == date
            }
            guard lines else { continue }
            let fate = world.post.fates.isEmpty ? .sent : world.post.fates.removeFirst()
            guard fate == .sent else { continue }
            world.post.doubtful.remove(at: index)
            arrive(
                letter.content, letter.dates, at: letter.client, leftAt: letter.leftAt)
            world.mails.append(
                Mail(at: now, to: letter.client, items: [.letter(letter.content)]))
        }
    }

    // MARK: Taken back

    private mutating func withdraw() {
        let planner = planner
        let now = Set(planner.parts(clock: clock).map(\.key))
        for (key, part) in world.post.waiting.sorted(by: { $0.key < $1.key })
        where !now.contains(key) {
            // What goes on in the other of a client's two letters about an order is not taken back.
            let other = PartKey(client: key.client, order: key.order, isApart: !key.isApart)
            if now.contains(other), world.post.waiting[other] == nil { continue }
            if world.post.breaker.contains(key), world.post.approved[key] != part.content {
                world.post.formerBreaker[key] = part.dates
            }
            world.post.approved[key] = nil
            world.post.breaker.remove(key)
            world.post.edited.remove(key)
            world.post.lapsed.remove(key)
            guard let reason = reason(part, planner) else { continue }
            world.post.withdrawn.append(.init(client: key.client, reason: reason))
        }
    }

    /// What waited for the breaker waits for it again where it is to be told as it was, since nobody has decided.
    private mutating func breakAgain() {
        guard !world.post.formerBreaker.isEmpty else { return }
        for part in planner.parts(clock: clock) {
            guard let dates = world.post.formerBreaker.removeValue(forKey: part.key) else {
                continue
            }
            if dates.contains(where: { part.dates[$0.key] == $0.value }) {
                world.post.breaker.insert(part.key)
            }
        }
    }

    private func reason(_ part: PendingPart, _ planner: Planner) -> String? {
        guard let order = world.post.orders[part.key.order] else { return nil }
        if order.client != part.key.client { return "the order is another client's" }
        if planner.client(order.client).notices == "none" { return "the client is called instead" }
        let lines = part.dates.keys.compactMap { order[$0] }
        if lines.contains(where: { $0.refused[order.client] == $0.current }) {
            return "refused by K: test"
        }
        if lines.allSatisfy(\.isCancelled) { return "cancelled before the letter left" }
        if lines.allSatisfy({ !$0.isOutstanding }) { return "delivered before approval" }
        let written = world.post.written[part.key] ?? now
        let isWished = lines.contains { line in
            line.told[part.key.client]?.last.map { $0.isWish && $0.at >= written } ?? false
        }
        if isWished { return "the client asked for another date before the letter left" }
        return "back on the date that the client knows before the letter left"
    }

    // MARK: What people decide

    mutating func apply(_ entry: MailEntry) {
        let parts = planner.parts(clock: clock)
        switch entry {
        case .approve:
            // What cannot reach anybody is not approved.
            let obstacles: Set<HoldReason> = [
                .statedDatePast, .dateInQuestion, .noAddress, .addressRefused,
            ]
            for part in parts where part.holds.isDisjoint(with: obstacles) {
                world.post.lapsed.remove(part.key)
                world.post.approved[part.key] = part.content
            }
        case .approveAgain(let client):
            for index in world.post.doubtful.indices
            where world.post.doubtful[index].client == client {
                world.post.doubtful[index].isApprovedAgain = true
            }
        case .refuse(let client): refuse(client, parts)
        case .arrived(let client):
            let letters = world.post.doubtful.filter { $0.client == client }
            world.post.doubtful.removeAll { $0.client == client }
            for letter in letters {
                arrive(
                    letter.content, letter.dates, at: client, leftAt: letter.leftAt)
                world.mails.append(Mail(at: now, to: client, items: [.letter(letter.content)]))
            }
        case .edit(let client):
            for part in parts where part.key.client == client {
                world.post.edited.insert(part.key)
                world.post.approved[part.key] = nil
            }
        case .hold: world.post.isStopped = true
        case .resume: world.post.isStopped = false
        case .next(let fate): world.post.fates.append(fate)
        }
    }

    private mutating func refuse(_ client: String, _ parts: [PendingPart]) {
        let reason = "refused by K: test"
        for letter in world.post.doubtful where letter.client == client {
            refuseToTell(client, order: letter.content.order, letter.dates)
            world.post.withdrawn.append(.init(client: client, reason: reason))
        }
        let hadDoubt = world.post.doubtful.contains { $0.client == client }
        world.post.doubtful.removeAll { $0.client == client }
        if hadDoubt { return }
        for part in parts where part.key.client == client {
            refuseToTell(client, order: part.key.order, part.dates)
        }
    }

    /// The breaker (§5): more letters than `automatic_limit` that one change would release all wait.
    mutating func breakCircuit(before: [PartKey: PendingPart]) {
        breakAgain()
        let released = planner.parts(clock: clock).filter { part in
            guard part.holds.isEmpty, world.post.approved[part.key] == nil else { return false }
            guard let old = before[part.key] else { return true }
            return !old.holds.isEmpty || old.content != part.content
        }
        guard Set(released.map(\.key.client)).count > office.automaticLimit else { return }
        world.post.breaker.formUnion(released.map(\.key))
    }

    /// The same of a change of the clock: what has not left by now, and would, the clock has released.
    mutating func breakCircuitOfClock() {
        let released = planner.parts(clock: clock).filter { part in
            part.holds.isEmpty && part.goes <= now && world.post.approved[part.key] == nil
        }
        guard Set(released.map(\.key.client)).count > office.automaticLimit else { return }
        world.post.breaker.formUnion(released.map(\.key))
    }
}
