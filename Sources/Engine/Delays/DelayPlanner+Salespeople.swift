import Almanac
import Coordination
import Ledger

/// Whoever sold something hears of a letter about it before its client does.
extension DelayPlanner {
    /// Tells each salesperson, in one item, which letters about their orders are to go, or wait. What an earlier item said
    /// of any of them and has not reached its reader is taken back: this one says all that it named, as it is now.
    ///
    /// - Parameter touched: letters that were written, rewritten, held or let go.
    func announceToSalespeople(
        _ touched: Set<Int64>, in transaction: LedgerTransaction
    ) throws {
        guard office.profile.announcesLetters else { return }
        let announcement = LetterAnnouncement(office: office, view: transaction.view)
        var news: [Code: [LetterAnnouncement.Part]] = [:]
        for id in touched.sorted() {
            guard let notice = try transaction.view.notice(id), notice.audience == .client,
                notice.state == .held || notice.state == .waiting
            else { continue }
            for record in notice.liveItems where record.statesDates {
                guard let order = try transaction.view.order(record.item.subject.id) else {
                    continue
                }
                let part = LetterAnnouncement.Part(notice: notice, record: record, order: order)
                for person in salespeople(of: order, stated: record)
                where try !transaction.view.hasAnnounced(part.cause, to: person.code) {
                    news[Code(person.code), default: []].append(part)
                }
            }
        }
        for (code, parts) in news.sorted(by: { $0.key < $1.key }) {
            guard let person = office.directory.person(code.spelling),
                let reader = office.reachable(from: person, at: transaction.now).first
            else { continue }
            var parts = parts
            let letters = Set(parts.map(\.notice.id))
            for unread in try transaction.view
                .unreadNews(ofKind: LetterAnnouncement.kind, to: reader.key)
            where unread.item.cause.hasSuffix(" > \(person.code)")
                && !LetterAnnouncement.letters(named: unread.item.facts).isDisjoint(with: letters)
            {
                let known = Set(parts.map(\.record.id))
                parts += try announcement.parts(named: unread.item.facts)
                    .filter { !known.contains($0.record.id) }
                try transaction.withdraw(unread, for: NoticeRecord.laterNews)
            }
            let cause = parts.map(\.cause).joined(separator: "; ")
            try transaction.collect(
                Item(
                    cause: "announced \(cause) > \(person.code)", kind: LetterAnnouncement.kind,
                    subject: Subject(.office, "letters"),
                    facts: try announcement.facts(of: parts, at: transaction.now)),
                for: reader.key, office: office)
        }
    }

    private func salespeople(of order: OrderRecord, stated record: ItemRecord) -> [Person] {
        let names = Set(record.statements.map { Code($0.line) })
        let lines = order.lines.filter { names.contains(Code($0.line)) }
        var people: [Person] = []
        for code in lines.map(\.salesperson) + [order.salesperson] {
            guard let person = code.flatMap(office.directory.person),
                !people.contains(where: { $0.code.isCode(person.code) })
            else { continue }
            people.append(person)
        }
        // Whoever decides about it hears of it anyway.
        return people.filter { person in
            !(office.coordinator.map { $0.code.isCode(person.code) } ?? false)
        }
    }
}

extension LedgerView {
    /// Whether somebody heard of a letter in this state already, be it among others.
    fileprivate func hasAnnounced(_ cause: String, to person: String) throws -> Bool {
        try hasItem(cause: "announced \(cause) > \(person)")
    }
}
