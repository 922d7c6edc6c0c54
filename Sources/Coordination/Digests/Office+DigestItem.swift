package import Almanac

extension Office {
    /// How many of what is the reader's a digest keeps: as many as its mail may still show.
    private static let longestList = 60
    /// How many of what is for others to see to stand in it by name.
    private static let foremostCount = 3
    /// How many of what only the reader can enter.
    private static let wantedCount = 5
    /// The length of the longest bar, in the picture's own units.
    private static let longestBar = 200

    /// The digest as an item for its reader, of no use any more on the next morning.
    ///
    /// - Parameters:
    ///   - date: the reader's own date of that morning.
    ///   - service: what may be said of the service itself where there is nothing else to say.
    package func item(
        for digest: Digest, to reader: DigestReader, on date: CivilDate,
        service: Facts = [:]
    ) -> Item {
        let recipient = reader.recipient
        let name = "digest \(date)"
        var facts = facts(of: digest, for: reader)
        if digest.isSilent { facts.merge(service) { own, _ in own } }
        return Item(
            cause: "\(name) > \(recipient.key)", kind: "digest", subject: Subject(.office, name),
            facts: facts, expiresAt: digest.until)
    }

    /// Whether a reader decides about letters and gives orders their dates.
    package func decides(_ reader: DigestReader) -> Bool {
        guard let coordinator else { return false }
        return reader.posts.contains { $0.head == nil && coordinator.code.isCode($0.key) }
    }

    private func facts(of digest: Digest, for reader: DigestReader) -> Facts {
        var facts: Facts = [
            "until": .moment(digest.until, zone: reader.recipient.zone.identifier)
        ]
        addCounts(of: digest, to: &facts)
        let decides = decides(reader)
        if decides { facts["decides"] = .flag(true) }
        let own = Set((reader.posts.map(\.key) + [reader.recipient.key]).map(Code.init))
        let dateless = digest.dateless.reduce(into: Set<Code>()) { $0.formUnion($1.orders) }
        // What the table of orders without a date asks already.
        let isAsked = { (matter: DigestMatter) in
            guard let deadline = matter.deadline, let dash = deadline.code.firstIndex(of: "-"),
                deadline.kind == TaskKind.dateNeeded.rawValue
            else { return false }
            return dateless.contains(
                Code(String(deadline.code[deadline.code.index(after: dash)...])))
        }
        let isOwn = { (matter: DigestMatter) in
            matter.deadline.map { own.contains(Code($0.owner)) } ?? false
        }
        let overdue = digest.overdue.filter { !isAsked($0) }
        let due = digest.due.filter { !isAsked($0) }
        let tasks = (overdue + due).filter(isOwn)
        if !tasks.isEmpty {
            facts["tasks"] = .list(tasks.prefix(Self.longestList).map(task))
            facts["tasks_all"] = .number(Int64(tasks.count))
        }
        add("dates", digest.dateless, limit: Self.wantedCount, to: &facts)
        add("overdue_others", overdue.filter { !isOwn($0) }, to: &facts)
        add("due_others", due.filter { !isOwn($0) }, to: &facts)
        add("risks", digest.risks, to: &facts)
        // Whoever decides gets them in full, in a mail of their own.
        if !decides { add("letters_others", digest.letters, to: &facts) }
        if !digest.clashes.isEmpty {
            facts["ahead"] = .number(Int64(digest.clashes.count))
            facts["ahead_list"] = .list(digest.clashes.prefix(Self.foremostCount).map(row))
            facts["ahead_more"] = .number(
                Int64(max(0, digest.clashes.count - Self.foremostCount)))
        }
        if digest.matters.isEmpty, !digest.isSilent { facts["only_ahead"] = .flag(true) }
        if digest.isSilent { facts["quiet"] = .flag(true) }
        if !reader.standsInFor.isEmpty {
            facts["standing_in"] = .list(reader.standsInFor.map { ["person": .text($0)] })
        }
        let headline = DigestHeadline(
            letters: digest.letters.count, dates: digest.dateless.count,
            ownOverdue: overdue.count(where: isOwn), ownDue: due.count(where: isOwn),
            overdue: overdue.count { !isOwn($0) }, due: due.count { !isOwn($0) },
            risks: digest.risks.count, decides: decides)
        if let words = headline.words { facts["headline"] = .texts(words.texts) }
        return facts
    }

    /// How many there are of each kind, with bars to see them by.
    private func addCounts(of digest: Digest, to facts: inout Facts) {
        let counts = [
            ("overdue", digest.overdue.count), ("due", digest.due.count),
            ("letters", digest.letters.count), ("orders", digest.orders.count),
        ]
        let longest = counts.map(\.1).max() ?? 0
        for (name, count) in counts {
            facts[name] = .number(Int64(count))
            guard count > 0 else { continue }
            facts["\(name)_bar"] = .number(Int64(max(1, count * Self.longestBar / longest)))
        }
    }

    /// A list as far as it is shown, with how many there are in all.
    private func add(
        _ name: String, _ matters: [DigestMatter], limit: Int = foremostCount,
        to facts: inout Facts
    ) {
        guard !matters.isEmpty else { return }
        facts[name] = .number(Int64(matters.count))
        // More than is shown: some of them may stand elsewhere in the mail that it goes with.
        facts["\(name)_list"] = .list(matters.prefix(Self.longestList).map(row))
        facts["\(name)_shown"] = .number(Int64(min(limit, matters.count)))
    }

    /// A deadline of the reader's own.
    private func task(_ matter: DigestMatter) -> Facts {
        guard let deadline = matter.deadline else { return [:] }
        var row: Facts = [
            "title": title(of: deadline), "code": .text(deadline.identifier),
            "at": .moment(matter.tooLateAt, zone: deadline.zone),
        ]
        if case .overdue = matter.content { row["is_overdue"] = .flag(true) }
        return row
    }

    private func row(of matter: DigestMatter) -> Facts {
        switch matter.content {
        case .overdue(let deadline):
            return row(of: deadline, adding: "was_due", at: matter.tooLateAt)
        case .due(let deadline):
            return row(of: deadline, adding: "falls_due", at: matter.tooLateAt)
        case .letter(let letter):
            var row: Facts = [
                "what": .text(directory.client(letter.client)?.name ?? letter.client),
                "letter": .text("\(letter.notice)"),
                "since": .moment(letter.since, zone: profile.zone.identifier),
            ]
            // That approval is needed the list says by itself, and not every reader gives it.
            let reasons = letter.reasons.filter { $0 != .approval }
            if !reasons.isEmpty {
                row["reason"] = .texts(reasons.map(\.words).joined(by: "; ").texts)
            }
            if !letter.orders.isEmpty {
                row["order"] = .text(letter.orders.joined(separator: ", "))
            }
            return row
        case .order(let order, let risk):
            let client = directory.client(order.client)?.name ?? order.client
            return ["what": .text(order.code), "client": .text(client)]
                .merging(facts(of: risk)) { own, _ in own }
        }
    }

    private func row(of deadline: Deadline, adding name: String, at due: Instant) -> Facts {
        var row = row(naming: deadline)
        row[name] = .moment(due, zone: deadline.zone)
        return row
    }

    private func row(naming deadline: Deadline) -> Facts {
        let owner =
            directory.team(deadline.owner)?.name ?? directory.person(deadline.owner)?.name
            ?? deadline.owner
        return [
            "what": title(of: deadline), "code": .text(deadline.identifier),
            "owner": .text(owner),
        ]
    }

    private func facts(of risk: OrderRisk) -> Facts {
        switch risk {
        case .dateless(let date): ["passed": .date(date)]
        case .late(let told, let expected): ["told": .date(told), "expected": .date(expected)]
        case .imminent(let date): ["ships": .date(date)]
        }
    }

    private func row(of clash: HolidayClash) -> Facts {
        var row = row(naming: clash.deadline)
        switch clash.fault {
        case .dueOn(let holiday):
            row["due_on"] = .date(clash.deadline.due.date)
            row["holiday"] = .text(holiday.name)
            if holiday.certainty == .estimated { row["estimated"] = .flag(true) }
        case .unknownYear(let year):
            row["due_on"] = .date(clash.deadline.due.date)
            row["unknown_year"] = .text("\(year)")
        case .moved(let planned, let delivered, let holiday):
            row["planned"] = .moment(planned, zone: clash.deadline.zone)
            row["moved_to"] = .moment(delivered, zone: clash.deadline.zone)
            row["holiday"] = .text(holiday.name)
        }
        return row
    }
}
