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
        let explains = letter == .slip || letter == .furtherSlip
        var facts: Facts = [
            "order": .text(first.order),
            "lines": .list(concerned.map { self.facts(of: $0, explains: explains) }),
            "contact": .text(client.addressee),
        ]
        facts.merge(PurchaseOrder.facts(first.purchaseOrder)) { $1 }
        if letter == .furtherSlip, let replyBy { facts["reply_by"] = .date(replyBy) }
        if assessment.othersUnaffected { facts["others_unaffected"] = .flag(true) }
        if letter != .slip, let toldOn = lastTelling(of: concerned, client: client) {
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

    private func facts(of line: OrderLine, explains: Bool) -> Facts {
        var facts: Facts = [
            "item": .text(line.item), "quantity": .number(line.quantity),
            "old": .date(line.lastTold), "new": .date(line.current),
        ]
        if let unit = line.unit { facts["unit"] = .text(unit) }
        let told = line.told.map(\.date)
        if let first = told.first, first != line.lastTold, first != line.current {
            facts["first"] = .date(first)
        }
        if told.count > 2 {
            facts["between"] = .list(told[1..<(told.count - 1)].map { ["on": .date($0)] })
        }
        if line.delivered > 0 {
            facts["delivered"] = .number(line.delivered)
            facts["remaining"] = .number(line.remaining)
        }
        if explains, let reason = line.reason.flatMap(listedReason), reason.isClientSafe {
            facts["reason"] = .texts(reason.wording)
        }
        return facts
    }

    /// The day, where the client is, on which a letter of ours last told a date of these lines.
    private func lastTelling(of lines: [OrderLine], client: Client) -> CivilDate? {
        lines.compactMap { $0.told.dropFirst().last?.at }.max()
            .map { workingTime(of: client).zone.civil($0).date }
    }
}
