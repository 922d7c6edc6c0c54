import Almanac
import Coordination
import Ledger
import Post

/// Whoever sold something hears of a letter about it before its client does.
extension DelayPlanner {
    /// As many as two screens of a telephone have room for, with why each waits.
    private static let mostLines = 7

    /// Tells each salesperson, in one item, which letters about their orders are to go, or wait.
    ///
    /// - Parameter touched: letters that were written, rewritten, held or let go.
    func announceToSalespeople(
        _ touched: Set<Int64>, in transaction: LedgerTransaction
    ) throws {
        guard office.profile.announcesLetters else { return }
        var rows: [Code: [Facts]] = [:]
        var causes: [Code: [String]] = [:]
        for id in touched.sorted() {
            guard let notice = try transaction.view.notice(id), notice.audience == .client,
                notice.state == .held || notice.state == .waiting
            else { continue }
            for record in notice.liveItems where record.statesDates {
                guard let order = try transaction.view.order(record.item.subject.id) else {
                    continue
                }
                for person in salespeople(of: order, stated: record) {
                    let cause = "\(record.item.cause) \(notice.state.rawValue)"
                    guard
                        try !transaction.view.hasAnnounced(cause, to: person.code)
                    else { continue }
                    rows[Code(person.code), default: []].append(
                        try facts(of: notice, record, order: order, in: transaction.view))
                    causes[Code(person.code), default: []].append(cause)
                }
            }
        }
        for (code, letters) in rows.sorted(by: { $0.key < $1.key }) {
            guard let person = office.directory.person(code.spelling),
                let reader = office.reachable(from: person, at: transaction.now).first
            else { continue }
            var facts: Facts = [
                "count": .number(Int64(letters.count)),
                "letters": .list(Array(letters.prefix(Self.mostLines))),
            ]
            let waiting = letters.count { $0["held"] != nil }
            if waiting == letters.count { facts["all_wait"] = .flag(true) }
            if waiting > 0 { facts["some_wait"] = .flag(true) }
            if letters.count > Self.mostLines {
                facts["more"] = .number(Int64(letters.count - Self.mostLines))
            }
            if let coordinator = office.actingCoordinator(at: transaction.now) {
                facts["coordinator"] = .text(coordinator.name)
            }
            let news = causes[code] ?? []
            try transaction.collect(
                Item(
                    cause: "announced \(news.joined(separator: "; ")) > \(person.code)",
                    kind: "letter-announced", subject: Subject(.office, "letters"), facts: facts),
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

    private func facts(
        of notice: NoticeRecord, _ record: ItemRecord, order: OrderRecord, in view: LedgerView
    ) throws -> Facts {
        let client = office.directory.client(order.client)?.name ?? order.client
        var facts: Facts = [
            "client": .text(client), "order": .text(order.code),
            "code": .text("\(TaskTopic.letterPrefix)\(notice.id)"),
        ]
        let names = Set(record.statements.map { Code($0.line) })
        let lines = order.lines.filter { names.contains(Code($0.line)) }
        if let line = lines.first {
            facts["item"] = .text(line.item)
            facts["old"] = .date(line.lastTold)
            facts["new"] = .date(line.current)
            if lines.count > 1 { facts["others"] = .number(Int64(lines.count - 1)) }
        }
        if notice.state == .held {
            facts["held"] = .flag(true)
            facts["reason"] = .texts(
                try view.holdWords(of: notice, office: office).joined(by: "; ").texts)
        } else if let leaveAt = notice.leaveAt {
            facts["leaves"] = .moment(leaveAt, zone: office.profile.zone.identifier)
        }
        return facts
    }
}

extension LedgerView {
    /// Whether somebody heard of a letter in this state already, be it among others.
    fileprivate func hasAnnounced(_ cause: String, to person: String) throws -> Bool {
        try hasItem(cause: "announced \(cause) > \(person)")
    }
}
