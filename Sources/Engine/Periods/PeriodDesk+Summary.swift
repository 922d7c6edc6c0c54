import Almanac
import Coordination
import Ledger
import Post

/// The close summary.
extension PeriodDesk {
    /// Tells whoever is to know where a period stands, if that has changed since they were told last.
    ///
    /// - Returns: how many were told.
    func summarise(_ period: Period, in transaction: LedgerTransaction) throws -> Int {
        let now = transaction.now
        let board = try Board(period: period, view: transaction.view, office: office, now: now)
        guard var record = board.record else { return 0 }
        let facts = board.facts(currency: office.profile.currency, zone: office.profile.zone)
        record.nextAt = record.state == .closed ? nil : nextCheck(of: period, after: now)
        let summary = board.summary
        let isNews = summary != record.summary
        record.summary = summary
        try transaction.put(record)
        guard isNews else { return 0 }
        let subject = Subject(.period, period.description)
        try transaction.withdrawItems(about: subject, because: "a newer summary came")
        let readers = readers(of: board, now: now)
        for reader in readers {
            try transaction.collect(
                Item(
                    cause: "period \(period) summary \(now) > \(reader.key)",
                    kind: "close-summary", subject: subject, facts: facts),
                for: reader.key, window: office.profile.groupingWindow)
        }
        return readers.count
    }

    /// Nobody twice, in the settings' order.
    private func readers(of board: Board, now: Instant) -> [Recipient] {
        var readers: [Recipient] = []
        for role in office.profile.closeCalendar.tell {
            for deadline in deadlines(for: role, board, now) {
                for reader in office.recipients(
                    of: role, for: deadline, at: now, isEscalation: false)
                where !readers.contains(where: { $0.key == reader.key }) { readers.append(reader) }
            }
        }
        return readers
    }

    /// Whose manager or team is meant: those of every team that owes something.
    private func deadlines(for role: Role, _ board: Board, _ now: Instant) -> [Deadline] {
        switch role {
        case .manager, .team: board.rows.map { office.deadline(of: $0.expected, now: now) }
        default: [office.closingDeadline(of: board.period, now: now)].compactMap { $0 }
        }
    }
}

extension Board {
    /// Whether it can be closed.
    var isReady: Bool { blockers.isEmpty }

    /// Whether the readers of the latest summary were told otherwise: that is not left to the next
    /// check.
    var hasTurned: Bool {
        guard hasEnded, let told = record?.summary else { return false }
        return told.hasPrefix(Self.ready) != isReady
    }

    private static let ready = "ready"

    /// Equal for boards that tell the same: the time left, and what else passes by itself, aside.
    fileprivate var summary: String {
        let rows = rows.map { row in
            [
                row.expected.code, row.state.rawValue, row.submission?.hash ?? "",
                "\(row.blockerCount)", "\(row.signOff)", "\(row.target ?? 0)",
            ].joined(separator: " ")
        }
        let text = (rows + blockers.map(\.english)).joined(separator: "\n")
        return "\(isReady ? Self.ready : "not ready") \(Checksum.sha256(Array(text.utf8)))"
    }
}
