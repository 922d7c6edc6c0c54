import Almanac
import Coordination
package import Ledger

/// What somebody who sold something is told of letters about their orders, as those letters are at a moment.
struct LetterAnnouncement {
    static let kind = "letter-announced"

    let office: Office
    let view: LedgerView

    /// As many as two screens of a telephone have room for, with why each waits.
    private static let mostLines = 7

    /// What one letter says of one order.
    struct Part {
        var notice: NoticeRecord
        var record: ItemRecord
        var order: OrderRecord

        /// What tells it from the same letter in another state.
        var cause: String { "\(record.item.cause) \(notice.state.rawValue)" }
    }

    /// The numbers of the letters that an announcement names.
    static func letters(named facts: Facts) -> Set<Int64> {
        Set(rows(of: facts).compactMap(number))
    }

    /// What an announcement names, as far as it is still to go or has gone: nothing of what was taken back.
    func parts(named facts: Facts) throws -> [Part] {
        try Self.rows(of: facts).compactMap { row in
            guard let id = Self.number(row), case .text(let code)? = row["order"],
                let notice = try view.notice(id), notice.audience == .client,
                Self.isToBeNamed(notice.state),
                let record = notice.liveItems.first(where: { $0.item.subject.id.isCode(code) }),
                let order = try view.order(code)
            else { return nil }
            return Part(notice: notice, record: record, order: order)
        }
    }

    /// An announcement of parts; how many of them a mail shows is settled as it is composed
    /// (``asItIs(_:at:)``).
    func facts(of parts: [Part], at now: Instant) throws -> Facts {
        var facts: Facts = [
            "count": .number(Int64(parts.count)), "letters": .list(try parts.map(row)),
        ]
        for (state, name) in [(Self.isHeld, "wait"), (Self.wasSent, "left")] {
            let count = parts.count { state($0.notice.state) }
            if count == parts.count { facts["all_\(name)"] = .flag(true) }
            if count > 0 { facts["some_\(name)"] = .flag(true) }
        }
        if let coordinator = office.actingCoordinator(at: now) {
            facts["coordinator"] = .text(coordinator.name)
        }
        return facts
    }

    /// What an announcement says now, as its mail has it.
    func asItIs(_ facts: Facts, at now: Instant) throws -> Facts {
        let parts = try parts(named: facts)
        var facts = parts.isEmpty ? facts : try self.facts(of: parts, at: now)
        let rows = Self.rows(of: facts)
        facts["letters"] = .list(Array(rows.prefix(Self.mostLines)))
        if rows.count > Self.mostLines {
            facts["more"] = .number(Int64(rows.count - Self.mostLines))
        }
        return facts
    }

    private func row(of part: Part) throws -> Facts {
        let (notice, order) = (part.notice, part.order)
        let client = office.directory.client(order.client)?.name ?? order.client
        var facts: Facts = [
            "client": .text(client), "order": .text(order.code),
            "code": .text("\(NoticeRecord.codePrefix)\(notice.id)"),
        ]
        let names = Set(part.record.statements.map { Code($0.line) })
        let lines = order.lines.filter { names.contains(Code($0.line)) }
        if let line = lines.first {
            facts["item"] = .text(line.item)
            // Once it is told, the new date is the last that the client was told.
            if !Self.wasSent(notice.state) { facts["old"] = .date(line.lastTold) }
            facts["new"] = .date(line.current)
            if lines.count > 1 { facts["others"] = .number(Int64(lines.count - 1)) }
        }
        let zone = office.profile.zone.identifier
        if Self.isHeld(notice.state) {
            facts["held"] = .flag(true)
            facts["reason"] = .texts(
                try view.holdWords(of: notice, office: office).joined(by: "; ").texts)
        } else if Self.wasSent(notice.state), let moment = notice.finishedAt {
            facts["left"] = .moment(moment, zone: zone)
        } else if notice.state == .waiting, let leaveAt = notice.leaveAt {
            facts["leaves"] = .moment(leaveAt, zone: zone)
        }
        return facts
    }

    private static func isHeld(_ state: NoticeState) -> Bool { state == .held }
    private static func wasSent(_ state: NoticeState) -> Bool { state == .sent }

    private static func isToBeNamed(_ state: NoticeState) -> Bool {
        switch state {
        case .waiting, .held, .deferred, .claimed, .sent, .uncertain: true
        case .redirected, .refused, .withdrawn, .expired: false
        }
    }

    private static func rows(of facts: Facts) -> [Facts] {
        if case .list(let rows)? = facts["letters"] { rows } else { [] }
    }

    private static func number(_ row: Facts) -> Int64? {
        guard case .text(let code)? = row["code"], code.hasPrefix(NoticeRecord.codePrefix) else {
            return nil
        }
        return Int64(code.dropFirst(NoticeRecord.codePrefix.count))
    }
}

extension NoticeRecord {
    /// How the code begins under which people see a letter to a client; its number follows.
    static let codePrefix = "LETTER-"
    /// Why news of letters that nobody has read is taken back.
    package static let laterNews = "a later mail says how the letters are now"
}

extension LedgerView {
    /// News of one kind that has not reached its reader, whatever keeps it: it waits, is tried again, or was refused.
    func unreadNews(ofKind kind: String, to reader: String) throws -> [ItemRecord] {
        try unreadNotices(to: reader).flatMap(\.liveItems).filter { $0.item.kind == kind }
    }

    /// Whether what an item announces has all come to an end: letters that were taken back, or decided about.
    func isOver(_ item: Item, office: Office) throws -> Bool {
        switch item.kind {
        case LetterAnnouncement.kind:
            return try LetterAnnouncement(office: office, view: self)
                .parts(named: item.facts).isEmpty
        case "approval-needed":
            // Of those that it shows no more of it counts only how many they are.
            return try item.facts["more"] == nil
                && LetterAnnouncement.letters(named: item.facts)
                    .allSatisfy { try notice($0)?.state != .held }
        default: return false
        }
    }
}

extension LedgerTransaction {
    /// Takes news back that a later word takes up: its reader hears that alone. What a server refused stays refused.
    func withdraw(_ news: ItemRecord, for later: String) throws {
        guard let notice = try view.notice(news.notice) else { return }
        if notice.state.isRecallable {
            try withdraw([news], of: notice, because: later)
        } else {
            try withdraw(news, because: later)
        }
    }
}
