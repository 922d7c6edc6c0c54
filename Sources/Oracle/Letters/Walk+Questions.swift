import Almanac

/// What the coordinator is asked about orders and letters: deadlines like any other (§5).
extension Walk {
    /// A question to the coordinator, due the next working day.
    mutating func ask(_ code: String, kind: String, due: CivilDate? = nil, owner: String? = nil) {
        let time = planner.hours.ofOffice
        // What is asked outside of working hours is asked of the next working day.
        let asked = office.zone.civil(time.deliveryAfterDue(of: now)).date
        let next = time.calendar.workingDay(onOrAfter: asked.adding(days: 1))
        guard let date = due ?? next, let owner = owner ?? planner.roles.coordinator else { return }
        add(
            Promise(
                code: code, owner: owner, due: CivilMoment(date: date, time: nil), kind: kind),
            at: now, tellsLatest: true)
    }

    /// A code that was not used before: `.2` and so on where it was.
    private func fresh(_ code: String) -> String {
        guard world.promises[code] != nil else { return code }
        var count = 2
        while world.promises["\(code).\(count)"] != nil { count += 1 }
        return "\(code).\(count)"
    }

    func isOpen(_ code: String) -> Bool {
        world.promises[code] != nil
            && world.occurrences[OccurrenceID(code: code, key: nil)]?.isEnded != true
    }

    mutating func answer(_ code: String) {
        if isOpen(code) { end(OccurrenceID(code: code, key: nil)) }
    }

    /// Asks what there is to ask, and ends what is answered.
    mutating func askQuestions() {
        for code in world.post.orderCodes {
            askForDates(code)
            askAboutCleared(code)
            call(code)
            // Nobody waits for an answer about what is finished, or from whose it is no more.
            if let answer = world.post.answers[code], let order = world.post.orders[code],
                answer.client != order.client || !order.lines.contains(where: \.isOutstanding)
            {
                endAnswer(code)
            }
        }
        endRefusals()
        askForDecisions()
    }

    // MARK: Dates

    /// A date passed with no new one: the coordinator is asked for a date, in working hours where no sheet
    /// brings it; further lines of the order are part of one question.
    private mutating func askForDates(_ code: String) {
        guard let order = world.post.orders[code] else { return }
        let today = today(of: code)
        let passed = order.lines.filter { $0.isOutstanding && $0.current < today }
        if let question = world.post.questions[code] {
            if !isOpen(question) {
                world.post.settled.formUnion(passed.map { "\(code)|\($0.number)|\($0.current)" })
            }
            if passed.isEmpty || !isOpen(question) {
                answer(question)
                world.post.questions[code] = nil
            }
        }
        let asked = world.post.asked[code] ?? []
        let news = passed.filter {
            !asked.contains(Self.mark($0))
                && !world.post.settled.contains("\(code)|\($0.number)|\($0.current)")
        }
        guard !news.isEmpty,
            world.post.touched.contains(code) || planner.hours.ofOffice.isOpen(at: now)
        else { return }
        world.post.asked[code, default: []].formUnion(news.map(Self.mark))
        if world.post.questions[code] == nil {
            guard let first = news.map(\.current).min() else { return }
            let question = fresh("DATE-\(code)/\(first)")
            world.post.questions[code] = question
            ask(question, kind: "date-needed")
        } else if let coordinator = planner.roles.coordinator {
            let reader = planner.roles.reach(coordinator, at: now) ?? coordinator
            for line in news {
                deliver(
                    Notice.Entry(
                        item: .datesNeeded(order: code, line: line.number, date: line.current)),
                    to: reader, urgent: false, expires: nil)
            }
        }
    }

    /// A line's date, and since when it is that.
    private static func mark(_ line: Line) -> String {
        "\(line.number)|\(line.current)|\(line.revision)"
    }

    /// A date that a sheet cleared: back on the promise, or no date?
    private mutating func askAboutCleared(_ code: String) {
        guard let order = world.post.orders[code] else { return }
        let open = order.lines.filter {
            $0.isOutstanding && $0.clearedAt != nil && $0.current != $0.promised
        }
        if let question = world.post.cleared[code] {
            if open.isEmpty {
                answer(question)
                world.post.cleared[code] = nil
            }
        } else if !open.isEmpty {
            let question = fresh("CLEARED-\(code)/\(office.zone.civil(now).date)")
            world.post.cleared[code] = question
            ask(question, kind: "date-needed")
        }
    }

    // MARK: Calls

    /// A client who gets no mail is called; a later call about the order says all there is to say.
    private mutating func call(_ code: String) {
        guard let order = world.post.orders[code] else { return }
        let isCalled = planner.client(order.client).notices == "none"
        let untold = isCalled ? order.lines.filter { $0.isNews(to: order.client) } : []
        let news = planner.tellable(untold, to: order.client)
        let revision = news.map(\.revision).max()
        let open = world.post.calls[code]
        if let open, !isOpen(open) {
            // Whoever made the call told what there was.
            world.post.calls[code] = nil
            tell(
                order.client, order: code,
                Dictionary(uniqueKeysWithValues: news.map { ($0.number, $0.current) }), at: now)
            return
        }
        guard let revision else {
            if let open { answer(open) }
            world.post.calls[code] = nil
            return
        }
        let wanted = "CALL-\(code)/r\(revision)"
        if let open, open == wanted || open.hasPrefix(wanted + ".") { return }
        if let open { answer(open) }
        let next = fresh(wanted)
        world.post.calls[code] = next
        ask(next, kind: "callback")
    }

    /// Calls about refused letters: over once the client knows what they said, or has another address.
    private mutating func endRefusals() {
        for index in world.post.refused.indices where !world.post.refused[index].isOver {
            let letter = world.post.refused[index]
            let order = world.post.orders[letter.content.order]
            if !isOpen(letter.deadline) {
                // Whoever called told what the letter said.
                world.post.refused[index].isOver = true
                if order?.client == letter.client {
                    tell(letter.client, order: letter.content.order, letter.dates, at: now)
                }
                continue
            }
            let isKnown = letter.dates.allSatisfy { number, _ in
                guard let line = order?[number] else { return true }
                return !line.isNews(to: letter.client)
            }
            let isElsewhere =
                letter.isAboutAddress && planner.client(letter.client).email != letter.address
            if order?.client != letter.client || isKnown || isElsewhere { endRefused(index) }
        }
    }

    mutating func endRefused(_ index: Int) {
        world.post.refused[index].isOver = true
        let code = world.post.refused[index].deadline
        if world.post.refused.allSatisfy({ $0.deadline != code || $0.isOver }) { answer(code) }
    }

    mutating func endAnswer(_ order: String) {
        guard let open = world.post.answers.removeValue(forKey: order) else { return }
        answer(open.code)
    }

    // MARK: Former clients

    /// Whoever was told dates of an order that is another client's is told so by somebody: no letter takes them back.
    mutating func askAboutFormer(_ client: String, of order: String) {
        let key = "\(order)-\(client)"
        let told = (world.post.orders[order]?.lines ?? []).compactMap {
            $0.told[client]?.last?.date
        }
        guard let latest = told.max() else { return }
        let wanted = "FORMER-\(key)/\(latest)"
        if let open = world.post.formers[key], isOpen(open) {
            if open == wanted || open.hasPrefix(wanted + ".") { return }
            answer(open)
        }
        let code = fresh(wanted)
        world.post.formers[key] = code
        ask(code, kind: "callback")
    }

    /// The order is theirs no more. Who was told that before, and not that it had come back, knows it, unless they were
    /// told a date of it since.
    mutating func loseOrder(_ client: String, _ order: String) {
        let key = "\(order)-\(client)"
        if let back = world.post.returned.removeValue(forKey: key), isOpen(back.code) {
            answer(back.code)
            let lines = world.post.orders[order]?.lines ?? []
            guard lines.contains(where: { $0.told[client]?.contains { $0.at > back.at } ?? false })
            else { return }
        }
        askAboutFormer(client, of: order)
    }

    /// The order is theirs again: whoever was told that it is not is told so.
    mutating func regainOrder(_ client: String, _ order: String) {
        let key = "\(order)-\(client)"
        if let open = world.post.formers.removeValue(forKey: key) { answer(open) }
        guard world.post.toldGone.contains(key) else { return }
        let code = fresh("RETURNED-\(key)/\(office.zone.civil(now).date)")
        world.post.returned[key] = (code, now)
        ask(code, kind: "callback")
    }

    /// Somebody says that a client has been told whose an order is.
    mutating func noteTold(by code: String) {
        for (key, asked) in world.post.formers where asked == code {
            world.post.toldGone.insert(key)
        }
        for (key, asked) in world.post.returned where asked.code == code {
            world.post.toldGone.remove(key)
        }
    }

    // MARK: Decisions

    /// Unanswered approvals are deadlines of their own, one for a client's letter.
    private mutating func askForDecisions() {
        let parts = planner.parts(clock: clock).filter {
            $0.holds.contains(where: \.asksForDecision)
        }
        let clients = Set(parts.map(\.key.client) + world.post.doubtful.map(\.client))
        for (client, code) in world.post.decisions where !clients.contains(client) {
            answer(code)
            world.post.decisions[client] = nil
        }
        for client in clients.sorted() where world.post.decisions[client] == nil {
            world.post.count += 1
            let code = "LETTER-\(world.post.count)"
            world.post.decisions[client] = code
            ask(code, kind: "letter-approval")
        }
    }
}
