extension Office {
    /// What somebody who is asked for an order's new date hears of a further line whose date has passed.
    package func dateNeededItem(
        for line: OrderLine, client: Client, question: Deadline
    ) -> Item {
        var row: Facts = [
            "item": .text(line.item), "quantity": .quantity(line.quantity),
            "promised": .date(line.promise),
        ]
        if let unit = line.unit { row["unit"] = .text(unit) }
        if line.lastTold != line.promise { row["told"] = .date(line.lastTold) }
        if line.delivered > 0 { row["remaining"] = .quantity(line.remaining) }
        var facts: Facts = [
            "order": .text(line.order), "client": .text(client.name), "lines": .list([row]),
            "due": .moment(dueInstant(of: question), zone: question.zone),
        ]
        facts.merge(PurchaseOrder.facts(line.purchaseOrder)) { $1 }
        if let person = line.salesperson.flatMap(directory.person)
            .flatMap(incumbent)
        {
            facts["salesperson"] = .text(person.name)
        }
        return Item(
            cause: "date-needed \(line.order) \(line.line) \(line.current) > \(question.owner) in "
                + question.identifier,
            kind: "date-needed", subject: Subject(.deadline, question.identifier), facts: facts)
    }
}
