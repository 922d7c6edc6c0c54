package import Almanac

extension Office {
    /// How many of each list are kept: as many as a mail may still show once it has left out what stands elsewhere
    /// in it.
    private static let mostKept = 60
    /// How many of each it shows: with a day's reminders two screens of a telephone.
    private static let shown = (due: 10, deliveries: 6, unfinished: 4)

    /// A week as an item for its reader, of no use any more once the next one begins.
    ///
    /// - Parameters:
    ///   - monday: the week's, where the reader is.
    ///   - coordinator: whom they tell what is done.
    package func item(
        for week: Week, to reader: DigestReader, of monday: CivilDate, coordinator: String?
    ) -> Item {
        let recipient = reader.recipient
        let name = "week \(monday)"
        let own = Set((reader.posts.map(\.key) + [recipient.key]).map(Code.init))
        // Of others' weeks that begin at another moment than their own they read apart from it.
        let others =
            reader.posts.contains { $0.key.isCode(recipient.key) }
            ? "" : " of \(reader.posts.map(\.key).joined(separator: " "))"
        var facts: Facts = [
            "until": .moment(week.until, zone: recipient.zone.identifier),
            "headline": .texts(headline(of: week).texts),
            "deadlines": .number(Int64(week.due.count)),
            "deliveries": .number(Int64(week.deliveries.count)),
            "unfinished": .number(Int64(week.unfinished.count)),
        ]
        if let coordinator { facts["coordinator"] = .text(coordinator) }
        if !reader.standsInFor.isEmpty {
            facts["standing_in"] = .list(reader.standsInFor.map { ["person": .text($0)] })
        }
        keep(
            "due", week.due.map { row(of: $0, adding: "falls_due", own: own, for: recipient) },
            shown: Self.shown.due, in: &facts)
        keep(
            "orders", week.deliveries.map(row), shown: Self.shown.deliveries, in: &facts)
        keep(
            "open", week.unfinished.map { row(of: $0, adding: "lapsed", own: own, for: recipient) },
            shown: Self.shown.unfinished, in: &facts)
        return Item(
            cause: "\(name)\(others) > \(recipient.key)", kind: "week",
            subject: Subject(.office, name),
            facts: facts, expiresAt: week.until)
    }

    private func keep(_ name: String, _ rows: [Facts], shown: Int, in facts: inout Facts) {
        guard !rows.isEmpty else { return }
        facts[name] = .number(Int64(rows.count))
        facts["\(name)_list"] = .list(Array(rows.prefix(Self.mostKept)))
        facts["\(name)_shown"] = .number(Int64(shown))
    }

    /// What the week comes to, in one line; what there is none of is not mentioned.
    private func headline(of week: Week) -> BilingualText {
        let parts: [(count: Int, en: String, id: String)] = [
            (
                week.due.count, week.due.count == 1 ? "deadline" : "deadlines", "tenggat"
            ),
            (
                week.deliveries.count,
                week.deliveries.count == 1 ? "delivery promised" : "deliveries promised",
                "pengiriman dijanjikan"
            ),
            (week.unfinished.count, "still open", "belum selesai"),
        ]
        return parts.filter { $0.count > 0 }
            .map { BilingualText(en: "\($0.count) \($0.en)", id: "\($0.count) \($0.id)") }
            .joined(by: "; ")
    }

    private func row(
        of matter: DigestMatter, adding name: String, own: Set<Code>, for reader: Recipient
    ) -> Facts {
        guard let deadline = matter.deadline else { return [:] }
        var row: Facts = [
            "what": title(of: deadline), "code": .text(deadline.identifier),
            name: .moment(matter.tooLateAt, zone: deadline.zone),
        ]
        // Whose it is goes without saying where it is the reader's own.
        if !own.contains(Code(deadline.owner)) {
            row["owner"] = .text(directory.team(deadline.owner)?.name ?? deadline.owner)
        }
        if let client = deadline.client.flatMap(directory.client) {
            row["buyer"] = .text(client.name)
        }
        if case .due = matter.content {
            // One after the other as the reader's days are, wherever a deadline is.
            row["day"] = .date(reader.zone.civil(matter.tooLateAt).date)
        }
        return row
    }

    private func row(of delivery: Week.Delivery) -> Facts {
        var row: Facts = [
            "order": .text(delivery.order),
            "buyer": .text(directory.client(delivery.client)?.name ?? delivery.client),
            "ships": .date(delivery.date),
        ]
        if let expected = delivery.expected { row["expected"] = .date(expected) }
        return row
    }
}
