package import Almanac

extension Office {
    /// What a letter states of one order: every date the client was told, the lines concerned, what
    /// is unaffected, and whom to ask. Made anew from the ledger each time the letter is looked at.
    package func facts(
        of letter: DelayAssessment.Letter, assessment: DelayAssessment, lines: [OrderLine],
        client: Client, replyBy: CivilDate? = nil
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
        // What the client asked for is no date that we told.
        let isAgreed = letter == .improved && concerned.contains(where: \.isAsWished)
        if letter != .slip, !isAgreed, let toldOn = lastTelling(of: concerned, client: client) {
            facts["told_on"] = .date(toldOn)
        }
        if let person = concerned.lazy.compactMap(\.salesperson).first.flatMap(directory.person)
            ?? coordinator
        {
            facts["salesperson"] = .text(person.name)
            if let phone = person.phone { facts["salesperson_phone"] = .text(phone) }
            if let email = person.email { facts["salesperson_email"] = .text(email) }
        }
        return facts
    }

    /// What is done about the delays, as somebody wrote it for a line, else by the reasons of the lines that
    /// are late: a remedy, and not only an apology. Nothing that the client cannot read.
    private func action(about lines: [OrderLine], for client: Client) -> String? {
        let language = client.language ?? profile.language
        var actions: [String] = []
        for line in lines where line.isLater {
            if let own = line.action {
                let words = listedAction(own, in: language) ?? own
                if !actions.contains(words) { actions.append(words) }
                continue
            }
            guard let reason = line.reason.flatMap(listedReason), reason.isClientSafe,
                let action = reason.actions?[language], !actions.contains(action)
            else { continue }
            actions.append(action)
        }
        return actions.isEmpty ? nil : actions.joined(separator: " ")
    }

    /// What a listed reason says that is done about it, by the reason's code.
    private func listedAction(_ code: String, in language: String) -> String? {
        directory.reason(code).flatMap { $0.isClientSafe ? $0.actions?[language] : nil }
    }

    /// Whether a line says in somebody's own words what is done about it: nobody has read them for clients.
    package func hasOwnAction(_ line: OrderLine, in language: String) -> Bool {
        guard line.isLater, let own = line.action else { return false }
        return listedAction(own, in: language) == nil
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
            && Set(lines.map { lastTelling(of: [$0], client: client) }).count == 1
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

    /// The day, where the client is, on which we last gave a date of these lines; nil where the last is
    /// their own wish.
    private func lastTelling(of lines: [OrderLine], client: Client) -> CivilDate? {
        lines.compactMap(\.lastGiven?.at).max()
            .map { workingTime(of: client).zone.civil($0).date }
    }
}
