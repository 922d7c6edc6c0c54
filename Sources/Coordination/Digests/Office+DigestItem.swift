package import Almanac

extension Office {
    /// How long each list of a digest may grow; the rest is counted.
    private static let longestList = 15
    /// How many matters stand out.
    private static let foremostCount = 3
    /// The length of the longest bar, in the picture's own units.
    private static let longestBar = 200

    /// The digest as an item for its reader, of no use any more on the next morning.
    ///
    /// - Parameter date: the reader's own date of that morning.
    package func item(for digest: Digest, to reader: DigestReader, on date: CivilDate) -> Item {
        let recipient = reader.recipient
        let name = "digest \(date)"
        return Item(
            cause: "\(name) > \(recipient.key)", kind: "digest", subject: Subject(.office, name),
            facts: facts(of: digest, for: reader), expiresAt: digest.until)
    }

    private func facts(of digest: Digest, for reader: DigestReader) -> Facts {
        var facts: Facts = [
            "until": .moment(digest.until, zone: reader.recipient.zone.identifier)
        ]
        let lists = [
            ("overdue", digest.overdue), ("due", digest.due), ("letters", digest.letters),
            ("orders", digest.orders),
        ]
        let longest = lists.map(\.1.count).max() ?? 0
        for (name, matters) in lists {
            facts[name] = .number(Int64(matters.count))
            guard !matters.isEmpty else { continue }
            let bar = max(1, matters.count * Self.longestBar / longest)
            facts["\(name)_bar"] = .number(Int64(bar))
            facts["\(name)_list"] = .list(matters.prefix(Self.longestList).map(row))
            facts["\(name)_more"] = .number(Int64(max(0, matters.count - Self.longestList)))
        }
        // A list of three says by itself what matters most.
        if lists.map(\.1.count).reduce(0, +) > Self.foremostCount {
            facts["foremost"] = .list(digest.foremost(Self.foremostCount).map(row))
        }
        if digest.matters.isEmpty { facts["only_ahead"] = .flag(true) }
        if !digest.clashes.isEmpty {
            facts["ahead"] = .number(Int64(digest.clashes.count))
            facts["ahead_list"] = .list(digest.clashes.prefix(Self.longestList).map(row))
            facts["ahead_more"] = .number(Int64(max(0, digest.clashes.count - Self.longestList)))
        }
        if !reader.standsInFor.isEmpty {
            facts["standing_in"] = .list(reader.standsInFor.map { ["person": .text($0)] })
        }
        return facts
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
            "what": .text(deadline.title), "code": .text(deadline.identifier),
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
