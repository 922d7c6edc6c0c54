import Almanac
import Coordination
import Ledger

/// What a team's collections say of payments that clients promised: one that did not come by its day is
/// followed up by whoever sold to the client.
struct PaymentPromises {
    let office: Office
    let team: Team

    /// Opens what is to be followed up, and ends what was paid. Of invoices that the sheet does not name
    /// nothing changes, unless the file whose place it takes named them: those there never were.
    ///
    /// - Parameter dropped: rows of the version before, of invoices that no file names any more.
    func follow(
        _ rows: [SheetRow], insteadOf dropped: [SheetRow], in transaction: LedgerTransaction
    ) throws {
        for invoice in dropped.compactMap({ $0.text("invoice") }) {
            let question = OfficeTask(
                topic: .payment(invoice: invoice), title: BilingualText(en: "", id: ""))
            _ = try transaction.ask(
                question, office: office, because: "no longer in the team's collections")
        }
        for row in rows {
            guard let invoice = row.text("invoice"), let client = row.text("client"),
                let amount = row.number("amount")
            else { continue }
            let open = amount - (row.number("paid") ?? 0)
            var question = OfficeTask(
                topic: .payment(invoice: invoice), title: BilingualText(en: "", id: ""),
                client: office.directory.client(client)?.code)
            guard open > 0, let promised = row.date("promise_date") else {
                _ = try transaction.ask(
                    question, office: office, because: open > 0 ? "no promise any more" : "paid")
                continue
            }
            let name = office.directory.client(client)?.name ?? client
            question.title = TaskTitle.payment.words([
                BilingualText(en: invoice, id: invoice), BilingualText(en: name, id: name),
                promised.words,
            ])
            question.occurrence = promised.description
            question.owner = try owner(of: client, at: transaction.now, in: transaction.view)
            question.due = due(after: promised, at: transaction.now)
            _ = try transaction.ask(question, office: office, because: "promised anew")
        }
    }

    /// Whoever sold to the client last; else who answers for the team.
    private func owner(of client: String, at now: Instant, in view: LedgerView) throws -> String? {
        let sold = try view.orders(of: client).max { $0.firstSeenAt < $1.firstSeenAt }
        let people = [sold?.salesperson] + (sold?.lines.map(\.salesperson) ?? [])
        let person = people.lazy.compactMap { $0 }.compactMap(office.directory.person)
            .compactMap(office.incumbent).first
        if let person { return person.code }
        return team.manager ?? office.managers(of: team, at: now).first?.key
    }

    /// The second working day after the promised one: its first reminder is the first morning on which the
    /// promise is broken. Nil where that is past, so that it is due the next working day.
    private func due(after promised: CivilDate, at now: Instant) -> CivilDateTime? {
        let calendar = office.workingTime.calendar
        guard let day = calendar.workingDay(2, from: promised) else { return nil }
        let due = CivilDateTime(date: day, time: calendar.usualClosing(on: day))
        return office.profile.zone.instant(due) > now ? due : nil
    }
}
