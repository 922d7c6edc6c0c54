package import Almanac

extension Office {
    /// What a letter states of one order: every date the client was told, the lines concerned, what
    /// is unaffected, and whom to ask. Made anew from the ledger each time the letter is looked at.
    ///
    /// - Parameter mistaken: names of lines of which the date told last was a mistake of ours: that is
    ///   neither good news nor another delay.
    package func facts(
        of letter: DelayAssessment.Letter, assessment: DelayAssessment, lines: [OrderLine],
        client: Client, at now: Instant, replyBy: CivilDate? = nil, mistaken: Set<String> = []
    ) -> Facts {
        guard let first = lines.first else { return [:] }
        let stated = Set(assessment.statements.map(\.line))
        let concerned = lines.filter { stated.contains($0.line) }
        let numbers = Set(concerned.map(\.purchaseOrder))
        var facts: Facts = [
            "order": .text(first.order),
            "lines": .list(
                concerned.map { self.facts(of: $0, namingPurchaseOrder: numbers.count > 1) }),
            "contact": .text(client.addressee),
        ]
        if numbers.count == 1, let number = numbers.first ?? nil {
            facts.merge(PurchaseOrder.facts(number)) { $1 }
        }
        if letter == .furtherSlip {
            if let replyBy { facts["reply_by"] = .date(replyBy) }
            if !haveSlippedTogether(concerned, client: client) { facts["mixed"] = .flag(true) }
        }
        if let action = action(about: concerned, for: client) { facts["action"] = .text(action) }
        if assessment.othersUnaffected { facts["others_unaffected"] = .flag(true) }
        let wrong = concerned.filter { mistaken.contains($0.line) }
        if !wrong.isEmpty { facts["mistaken"] = .flag(true) }
        // What the client asked for is no date that we told.
        let isAgreed = letter == .improved && concerned.contains(where: \.isAsWished)
        if letter != .slip || !wrong.isEmpty, !isAgreed,
            let telling = lastTelling(of: wrong.isEmpty ? concerned : wrong)
        {
            facts["told_on"] = .date(day(of: telling, for: client))
            // A notice of ours is only what a letter of ours said.
            if telling.notice == nil { facts["spoken"] = .flag(true) }
        }
        facts.merge(contactFacts(of: concerned.map(\.salesperson), at: now)) { $1 }
        return facts
    }

    /// Whom a client may ask about what these people sold.
    ///
    /// - Parameter unreached: codes of those whose address takes no mail.
    package func contactFacts(
        of salespeople: [String?], at now: Instant, notReaching unreached: Set<String> = []
    ) -> Facts {
        guard let person = contact(of: salespeople, at: now, notReaching: unreached) else {
            return [:]
        }
        var facts: Facts = ["salesperson": .text(person.name)]
        if let phone = person.phone { facts["salesperson_phone"] = .text(phone) }
        if let email = person.address, !unreached.contains(person.code) {
            facts["salesperson_email"] = .text(email)
        }
        return facts
    }

    /// Until when a client may object: counted from the day on which the letter was first written, and
    /// anew when that is over before it could leave. Nil where the settings ask nothing.
    package func replyDate(for client: Client, writtenAt: Instant, now: Instant) -> CivilDate? {
        guard let days = profile.answerDays else { return nil }
        let time = workingTime(of: client)
        let today = time.zone.civil(now).date
        let date = time.calendar.workingDay(days, from: time.zone.civil(writtenAt).date)
        if let date, date > today { return date }
        return time.calendar.workingDay(days, from: today)
    }

    /// Whether all the lines break a date that one earlier letter gave.
    private func haveSlippedTogether(_ lines: [OrderLine], client: Client) -> Bool {
        lines.allSatisfy(\.slipsAgain)
            && Set(lines.map { lastTelling(of: [$0]).map { day(of: $0, for: client) } }).count == 1
    }

    /// - Parameter namingPurchaseOrder: whether the line states its own, as the order has several.
    private func facts(of line: OrderLine, namingPurchaseOrder: Bool) -> Facts {
        var facts: Facts = [
            "item": .text(line.item), "quantity": .quantity(line.quantity),
            "old": .date(line.lastTold), "new": .date(line.current),
        ]
        if let unit = line.unit { facts["unit"] = .text(unit) }
        if namingPurchaseOrder, let number = line.purchaseOrder {
            facts["line_po"] = .text(PurchaseOrder.named(number))
        }
        let told = line.told.map(\.date)
        if told.count > 1 { facts["first"] = .date(line.promise) }
        if told.count > 2 {
            facts["between"] = .list(told[1..<(told.count - 1)].map { ["on": .date($0)] })
        }
        if line.isAsWished { facts["asked"] = .flag(true) }
        if line.isEarlier, line.current == line.promise { facts["as_promised"] = .flag(true) }
        if line.isEarlier, line.current < line.promise { facts["ahead"] = .flag(true) }
        if line.delivered > 0 {
            facts["delivered"] = .quantity(line.delivered)
            facts["remaining"] = .quantity(line.remaining)
        }
        if line.isLater, let reason = line.reason.flatMap(listedReason), reason.isClientSafe {
            facts["reason"] = .texts(reason.wording)
        }
        return facts
    }

    /// When and how we last gave a date of these lines; nil where the last is their client's own wish.
    private func lastTelling(of lines: [OrderLine]) -> OrderLine.ToldDate? {
        lines.compactMap(\.lastGiven).max { $0.at < $1.at }
    }

    /// The day where the client is.
    private func day(of telling: OrderLine.ToldDate, for client: Client) -> CivilDate {
        workingTime(of: client).zone.civil(telling.at).date
    }
}
