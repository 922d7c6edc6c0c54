package import Almanac

/// How promises were kept, measured against the first date that the client was told.
package struct PromiseRecord: Hashable, Sendable {
    /// Lines whose promise can be judged: it has passed, or they were delivered whole.
    package private(set) var promised = 0
    /// Of these, delivered whole on the promised day or before.
    package private(set) var kept = 0
    /// Lines that were delivered whole on a day that nobody entered: neither kept nor broken as far as
    /// anybody knows, and said beside the rate rather than counted into it.
    package private(set) var undated = 0
    /// The longest delay against the first promise in calendar days; nil when every promise was kept.
    package private(set) var worst: Delay?

    /// The order that was late by the most days.
    package struct Delay: Hashable, Sendable {
        package var order: String
        package var days: Int
    }

    package init() {}

    package init(of lines: some Sequence<OrderLine>, today: CivilDate) {
        for line in lines { count(line, today: today) }
    }

    /// Whether no line was counted.
    package var isEmpty: Bool { promised == 0 && undated == 0 }

    /// Whole percent of ``promised``, rounded down; nil when nothing can be judged.
    package var percent: Int? { promised == 0 ? nil : kept * 100 / promised }

    /// Counts a line.
    package mutating func count(_ line: OrderLine, today: CivilDate) {
        guard !line.isCancelled else { return }
        let end: CivilDate
        if line.isOutstanding {
            guard line.promise < today else { return }
            end = today
        } else {
            guard let day = line.deliveredOn else {
                undated += 1
                return
            }
            end = day
        }
        promised += 1
        if !line.isOutstanding, end <= line.promise {
            kept += 1
        } else {
            let days = end.dayNumber - line.promise.dayNumber
            if days > worst?.days ?? 0 { worst = Delay(order: line.order, days: days) }
        }
    }
}

extension Office {
    /// A month's promises to the clients of whoever reads, as a manager gets them; nil when nothing was
    /// promised for it.
    package func promiseSummary(
        of orders: [OpenOrder], in month: Period, for posts: [DigestPost], to reader: Recipient,
        today: CivilDate
    ) -> Item? {
        let scope = scope(of: posts)
        var total = PromiseRecord()
        var clients: [Code: PromiseRecord] = [:]
        for order in orders where scope.covers(anyOf: order.salespeople) {
            for line in order.lines where month.contains(line.promise) {
                total.count(line, today: today)
                clients[Code(order.client), default: PromiseRecord()]
                    .count(line, today: today)
            }
        }
        guard !total.isEmpty else { return nil }
        let rows = clients.compactMap { code, record in
            self.facts(of: record, client: code.spelling)
        }
        .sorted { $0.percent == $1.percent ? $0.name < $1.name : $0.percent < $1.percent }
        .map(\.facts)
        var facts: Facts = [
            "period": .texts(month.words.texts), "in_all": .number(Int64(total.promised)),
            "kept_in_all": .number(Int64(total.kept)), "clients": .list(rows),
        ]
        if let percent = total.percent { facts["percent_in_all"] = .text("\(percent)") }
        if total.undated > 0 { facts["undated_in_all"] = .number(Int64(total.undated)) }
        return Item(
            cause: "promises \(month) > \(reader.key)", kind: "promise-summary",
            subject: Subject(.period, month.description), facts: facts)
    }

    /// The worst first, so that a short look finds it; those of whom nothing is known last.
    private func facts(
        of record: PromiseRecord, client: String
    ) -> (percent: Int, name: String, facts: Facts)? {
        guard !record.isEmpty else { return nil }
        let name = directory.client(client)?.name ?? client
        var facts: Facts = [
            "client": .text(name), "promised": .number(Int64(record.promised)),
            "kept": .number(Int64(record.kept)),
        ]
        if let percent = record.percent { facts["percent"] = .text("\(percent)") }
        if record.undated > 0 { facts["undated"] = .number(Int64(record.undated)) }
        if let worst = record.worst {
            facts["worst"] = .number(Int64(worst.days))
            facts["worst_order"] = .text(worst.order)
        }
        return (record.percent ?? 101, name, facts)
    }
}
