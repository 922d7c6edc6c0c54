import Almanac
import Coordination
import Ledger
import Post

/// What items say as their letter is composed: what was so when they were written may not be any more.
extension LetterWriter {
    /// The items of a letter as they are at a moment.
    ///
    /// - Parameter reader: who reads it.
    func itemsAsTheyAre(
        _ records: [ItemRecord], to reader: Recipient, view: LedgerView, office: Office,
        now: Instant
    ) throws -> [ItemRecord] {
        let unreached = try view.unreachedReaders(in: office)
        return try records.map { record in
            var record = record
            if record.item.kind == LetterAnnouncement.kind {
                record.item.facts = try LetterAnnouncement(office: office, view: view)
                    .asItIs(record.item.facts, at: now)
            }
            if record.item.kind == "escalation" {
                record.item.facts.merge(
                    try view.stepsHeard(before: record, readBy: reader, office: office)
                ) { $1 }
            }
            try name(
                whomToAskAbout: &record, for: reader, notReaching: unreached, view: view,
                office: office, now: now)
            return record
        }
    }

    /// An item that names somebody else where the address of whom it names takes no mail.
    func naming(
        whoIsReachedBy item: Item, view: LedgerView, office: Office, now: Instant
    ) throws -> Item {
        guard case .text(let address)? = item.facts["salesperson_email"],
            try view.isRefused(address: address)
        else { return item }
        let order = item.subject.kind == .order ? try view.order(item.subject.id) : nil
        var item = item
        for name in Self.contactNames { item.facts[name] = nil }
        item.facts.merge(
            office.contactFacts(
                of: [order?.salesperson] + (order?.lines.map(\.salesperson) ?? []), at: now,
                notReaching: try view.unreachedReaders(in: office))
        ) { $1 }
        return item
    }

    /// Names whom its reader turns to: who is there and can be reached now.
    private func name(
        whomToAskAbout record: inout ItemRecord, for reader: Recipient,
        notReaching unreached: Set<String>, view: LedgerView, office: Office, now: Instant
    ) throws {
        let named = record.item.facts
        if case .text(let name)? = named["coordinator"],
            let present = office.coordinatorToAsk(at: now, notReaching: unreached),
            present.name != name
        {
            record.item.facts["coordinator"] =
                present.key.isCode(reader.key) ? nil : .text(present.name)
        }
        // Whoever stands in asks the superior of whom they stand in for.
        if named["ask_whom"] != nil, named["stands_in"] == nil,
            let person = office.directory.person(reader.key)
        {
            record.item.facts["ask_whom"] =
                office.superiorToAsk(of: person, at: now, notReaching: unreached)
                .map { .text($0.name) }
        }
        if named["salesperson"] != nil, TemplateKind.named(record.item.kind)?.isForClients ?? false
        {
            for name in Self.contactNames { record.item.facts[name] = nil }
            record.item.facts.merge(
                office.contactFacts(
                    of: try view.sellers(ofWhatIsSaidBy: record), at: now, notReaching: unreached)
            ) { $1 }
        }
    }

    /// The facts by which a letter says whom its client may ask.
    static let contactNames = ["salesperson", "salesperson_phone", "salesperson_email"]
}

extension LedgerView {
    /// Everybody of the office whose address, as it is now, a server has refused: their codes.
    func unreachedReaders(in office: Office) throws -> Set<String> {
        guard try hasRefusedAddresses() else { return [] }
        let refused = Set(try refusedAddresses().map { $0.address.lowercased() })
        let isRefused = { (address: String?) in
            address.map { refused.contains($0.lowercased()) } ?? false
        }
        let people = office.directory.people.values.filter { isRefused($0.address) }
        let teams = office.directory.teams.values.filter { isRefused($0.email) }
        return Set(people.map(\.code) + teams.map(\.code))
    }

    /// Who sold what a letter to a client is about: the lines whose dates it tells, else its order; nobody where it is
    /// about none.
    fileprivate func sellers(ofWhatIsSaidBy record: ItemRecord) throws -> [String?] {
        guard record.item.subject.kind == .order, let order = try order(record.item.subject.id)
        else { return [] }
        let stated = Set(record.statements.map { Code($0.line) })
        guard !stated.isEmpty else {
            return [order.salesperson] + order.lines.map(\.salesperson)
        }
        return order.lines.filter { stated.contains(Code($0.line)) }.map(\.salesperson)
    }

    /// On which days steps of a deadline reached somebody before an escalation, and who else than its reader was not
    /// reached by one.
    fileprivate func stepsHeard(
        before escalation: ItemRecord, readBy reader: Recipient, office: Office
    ) throws -> Facts {
        let subject = escalation.item.subject
        var zone = office.profile.zone
        if case .moment(_, let name)? = escalation.item.facts["due"] { zone = office.zone(name) }
        var days: Set<CivilDate> = []
        var missed: [String] = []
        for notice in try notices(about: subject) where notice.audience == .office {
            for record in notice.items
            where record.item.subject == subject && record.id < escalation.id
                && record.item.isOfStep
            {
                if notice.state == .sent, record.withdrawnBecause == nil {
                    days.insert(zone.civil(notice.finishedAt ?? record.createdAt).date)
                } else if notice.state == .refused && record.withdrawnBecause == nil
                    || record.withdrawnBecause?.hasPrefix(Self.expired) ?? false
                {
                    let name =
                        office.recipient(key: notice.recipient, audience: .office)?.name
                        ?? notice.recipient
                    if !missed.contains(name), !notice.recipient.isCode(reader.key) {
                        missed.append(name)
                    }
                }
            }
        }
        return [
            "reminders_sent": .list(days.sorted().map { ["on": .date($0)] }),
            "reminders_missed": .list(missed.map { ["whom": .text($0)] }),
        ]
    }

    /// How the reason begins for which the outbox takes back what could not leave in time.
    private static var expired: String { "expired" }
}
