import Almanac

/// What every client would be written now, made from scratch from what they know (§5).
extension Planner {
    /// What day it is where a client is; the office's where nobody knows them.
    func today(of code: String?) -> CivilDate {
        let zone = code.flatMap { world.registers.clients[$0] }.map { hours.of(client: $0).zone }
        return (zone ?? office.zone).civil(now).date
    }

    func client(_ code: String) -> Client { world.registers.clients[code] ?? Client(code: code) }

    func parts(clock: ClockState) -> [PendingPart] {
        world.post.orderCodes.flatMap { code -> [PendingPart] in
            guard let order = world.post.orders[code] else { return [] }
            let client = client(order.client)
            guard client.notices != "none" else { return [] }
            let isInDoubt = world.post.doubtful.contains {
                $0.client == order.client && $0.content.order == code
            }
            if isInDoubt { return [] }
            let untold = order.lines.filter { $0.isNews(to: order.client) && !isRefused($0, order) }
            // A date that has passed is nobody's to tell: beside others a letter leaves it out.
            let ahead = tellable(untold, to: order.client)
            let news = ahead.isEmpty ? untold : ahead
            let late = client.notices == "automatic" ? news.filter(\.isLateWhenSeen) : []
            let prompt = news.filter { !late.map(\.number).contains($0.number) }
            // Where the others wait for somebody all the same, they are told together.
            let isOne = prompt.isEmpty ? false : !ownReasons(of: prompt, client).isEmpty
            let (rest, apart) = isOne ? (news, []) : (prompt, late)
            return [(rest, false), (apart, true)].compactMap { lines, isApart in
                part(of: order, lines, client, isApart: isApart, clock)
            }
        }
    }

    /// Lines whose date has not passed where their client is: of the others the coordinator is asked for a date, and
    /// nobody is told that there is none.
    func tellable(_ lines: [Line], to client: String) -> [Line] {
        let today = today(of: client)
        return lines.filter { $0.current >= today }
    }

    /// A letter that a server refused is not written again as it was.
    private func isRefused(_ line: Line, _ order: Order) -> Bool {
        world.post.refused.contains { letter in
            letter.client == order.client && letter.content.order == order.code
                && letter.dates[line.number] == line.current
                && !letter.isAboutAddress
        }
    }

    /// The text that is said of lines with news.
    func content(of order: Order, _ lines: [Line], for client: String) -> LetterPart {
        let slipping = lines.filter { $0.current > $0.known(to: client).last ?? $0.promise }
        let text: LetterPart.Text
        if slipping.contains(where: { $0.hasSlipped(for: client) }) {
            text = .furtherSlip
        } else if !slipping.isEmpty {
            text = .slip
        } else {
            text = lines.contains { $0.current > $0.promise } ? .improved : .recovery
        }
        let others = order.lines.filter { line in
            line.isOutstanding && !lines.contains { $0.number == line.number }
        }
        let today = today(of: client)
        let stand = others.allSatisfy {
            $0.current == $0.promise && $0.known(to: client).count == 1 && $0.current >= today
        }
        return LetterPart(
            text: text, order: order.code,
            lines: lines.map { $0.known(to: client) + [$0.current] },
            othersUnaffected: !others.isEmpty && stand,
            details: lines.map { line in
                [line.item, "\(line.quantity)", "\(line.delivered)"]
                    + [line.reason, line.action, line.salesperson].map { $0 ?? "" }
            })
    }

    /// Until when a client may object to a further slip: counted from when the letter was written, and anew where
    /// that is over before it could leave (§5).
    private func limit(of content: LetterPart, _ key: PartKey, _ client: Client) -> CivilDate? {
        guard let days = office.answerDays, content.text == .furtherSlip else { return nil }
        let time = hours.of(client: client)
        let today = time.zone.civil(now).date
        let date = time.calendar.workingDay(
            days, from: time.zone.civil(world.post.written[key] ?? now).date)
        if let date, date > today { return date }
        return time.calendar.workingDay(days, from: today)
    }

    private func part(
        of order: Order, _ lines: [Line], _ client: Client, isApart: Bool, _ clock: ClockState
    ) -> PendingPart? {
        guard !lines.isEmpty else { return nil }
        let key = PartKey(client: client.code, order: order.code, isApart: isApart)
        var content = content(of: order, lines, for: client.code)
        content.answerBy = limit(of: content, key, client)
        return PendingPart(
            key: key, content: content,
            dates: Dictionary(uniqueKeysWithValues: lines.map { ($0.number, $0.current) }),
            holds: holds(key, content, lines, client, clock), goes: departure(key, client))
    }

    private func holds(
        _ key: PartKey, _ content: LetterPart, _ lines: [Line], _ client: Client,
        _ clock: ClockState
    ) -> Set<HoldReason> {
        var found: Set<HoldReason> = []
        if client.notices != "automatic" || world.post.edited.contains(key) {
            found.insert(.approval)
        }
        if lines.contains(where: \.isLateWhenSeen) { found.insert(.lateWhenFirstSeen) }
        if world.post.breaker.contains(key) { found.insert(.breaker) }
        // What somebody took out of a sheet nobody is told before it is said what that means.
        if lines.contains(where: { $0.clearedAt != nil }) { found.insert(.dateInQuestion) }
        if world.post.lapsed.contains(key) { found.insert(.approvalLapsed) }
        found.formUnion(ownReasons(of: lines, client))
        let isPast = lines.contains { $0.current < today(of: client.code) }
        if world.post.approved[key] == content {
            found = found.filter { !$0.isAnsweredByApproval }
            if isPast { found.insert(.approvalLapsed) }
        } else if world.post.approved[key] != nil {
            // It is another letter than was approved, which needs a word of its own.
            found.insert(.approvalLapsed)
        }
        if isPast {
            found.remove(.dateOnNonWorkingDay)
            found.insert(.statedDatePast)
        }
        if let address = client.email {
            if world.post.flagged.contains(address) { found.insert(.addressRefused) }
        } else {
            found.insert(.noAddress)
        }
        if world.post.isStopped { found.insert(.everything) }
        if office.requiresSynchronisedClock, !clock.isSynchronised { found.insert(.clock) }
        return found
    }

    /// What about lines themselves asks for somebody, whatever letter tells them.
    private func ownReasons(of lines: [Line], _ client: Client) -> Set<HoldReason> {
        var found: Set<HoldReason> = []
        if lines.contains(where: { $0.isImplausible || $0.isToldImplausibly }) {
            found.insert(.implausibleDate)
        }
        let calendar = hours.of(client: client).calendar
        if !found.contains(.implausibleDate),
            lines.contains(where: { !calendar.isWorkingDay($0.current) })
        {
            found.insert(.dateOnNonWorkingDay)
        }
        let slipping = lines.filter { $0.current > $0.known(to: client.code).last ?? $0.promise }
        // A slip needs a reason that the client may read; good news has none, or one of those.
        let unsafe = lines.contains { line in
            (line.reason != nil || slipping.contains { $0.number == line.number })
                && !isSafe(line.reason, in: client.language)
        }
        if unsafe {
            found.insert(.reasonNotClientSafe)
        }
        found.formUnion(slipping.compactMap { remedyHold($0, in: client.language) })
        return found
    }

    /// What is done about a delay is on the list in the client's language, or waits for somebody's eyes: a
    /// sentence of somebody's own, a code by which nothing is listed.
    private func remedyHold(_ line: Line, in language: String) -> HoldReason? {
        let remedies = world.registers.remedies
        guard let action = line.action else {
            guard let listed = line.reason.flatMap({ remedies[$0] }), !listed.isEmpty else {
                return nil
            }
            return listed.contains(language) ? nil : .remedyMissing
        }
        if let listed = remedies[action] { return listed.contains(language) ? nil : .remedyMissing }
        return action.contains(" ") ? .ownWords : .remedyMissing
    }

    private func isSafe(_ reason: String?, in language: String) -> Bool {
        guard let reason, let languages = world.registers.reasons[reason] else { return false }
        return languages.contains(language)
    }

    /// In the client's hours; a later revision of the same day goes into the next day's letter.
    private func departure(_ key: PartKey, _ client: Client) -> Instant {
        let time = hours.of(client: client)
        var from = now
        let left = [true, false].compactMap { isApart in
            world.post.lastLeft[PartKey(client: key.client, order: key.order, isApart: isApart)]
        }.max()
        if let left, time.zone.civil(left).date == time.zone.civil(now).date {
            let next = time.zone.civil(now).date.adding(days: 1)
            from = time.zone.instant(CivilDateTime(date: next, time: CivilTime(secondOfDay: 0)))
        }
        if let retry = world.post.retries[key] { from = max(from, retry) }
        return time.deliveryAfterDue(of: from)
    }
}

extension World {
    /// Letters that wait for somebody's decision, a client's as one.
    var lettersThatWait: Int {
        Set(
            post.waiting.values.filter { $0.holds.contains(where: \.asksForDecision) }
                .map(\.key.client)
        ).count
    }

    /// Orders with an outstanding line that is later than its client knows, or whose date comes before the next
    /// digest.
    func ordersAtRisk(before end: Instant, in zone: Zone) -> Int {
        let last = zone.civil(end).date
        return post.orders.values.filter { order in
            order.lines.contains { line in
                let known = line.known(to: order.client).last ?? line.promise
                return line.isOutstanding && (line.current > known || line.current < last)
            }
        }.count
    }
}
