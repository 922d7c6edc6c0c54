import Almanac
import Coordination
import Ledger
import Post

/// The close summary.
extension CloseProcess {
    static let summaryKind = "close-summary"

    /// Tells whoever is to know where a period stands, if that has changed since they were told last.
    ///
    /// - Returns: how many were told.
    func summarise(_ period: Period, in transaction: LedgerTransaction) throws -> Int {
        let now = transaction.now
        let board = try Board(period: period, view: transaction.view, office: office, now: now)
        guard var record = board.record, record.state != .closed else { return 0 }
        let facts = board.facts(
            currency: office.profile.style.currency.code, zone: office.profile.zone)
        record.nextAt = nextCheck(of: period, after: now)
        let summary = board.summary
        let readers = readers(of: board, now: now)
        let isLaterTelling = summary != record.summary
        // Where nobody reads it, nobody was told.
        if !readers.isEmpty { record.summary = summary }
        try transaction.put(record)
        guard isLaterTelling else { return 0 }
        let subject = Subject(.period, period.description)
        try transaction.withdrawItems(
            about: subject, ofKind: Self.summaryKind, because: "a newer summary came")
        for reader in readers {
            try transaction.collect(
                Item(
                    cause: "period \(period) summary \(now) > \(reader.key)",
                    kind: Self.summaryKind, subject: subject, facts: facts),
                for: reader.key, office: office)
        }
        return readers.count
    }

    /// Nobody twice, in the settings' order.
    func readers(of board: Board, now: Instant) -> [Recipient] {
        var readers: [Recipient] = []
        for role in office.profile.closeCalendar.tell {
            for reader in self.readers(of: board, as: role, now: now)
            where !readers.contains(where: { $0.key == reader.key }) { readers.append(reader) }
        }
        return readers
    }

    private func readers(of board: Board, as role: Role, now: Instant) -> [Recipient] {
        guard role != .manager else {
            return board.rows.flatMap { office.managers(of: $0.expected.team, at: now) }
        }
        return office.recipients(
            of: role, for: office.closingPromise(of: board.period, now: now), at: now,
            isEscalation: false)
    }
}

extension Board {
    /// Whether it can be closed.
    var isReady: Bool { blockers.isEmpty }

    /// Whether the readers of the latest summary were told otherwise: that is not left to the close
    /// calendar's next check.
    var hasTurned: Bool {
        guard hasEnded, let record, record.state != .closed else { return false }
        // The first word is the next check's, if there is one.
        guard let told = record.summary ?? (record.nextAt == nil ? Self.notReady : nil) else {
            return false
        }
        return told.hasPrefix(Self.ready) != isReady
    }

    private static let ready = "ready"
    /// What a summary said that said no more than this.
    static let notReady = "not ready"

    /// Equal for boards that tell the same: the time left, and what else passes by itself, aside.
    fileprivate var summary: String {
        let rows = rows.map { row in
            [
                row.expected.code, row.state.rawValue, row.submission?.hash ?? "",
                "\(row.blockerCount)", "\(row.signOff)", "\(row.target ?? 0)",
            ].joined(separator: " ")
        }
        let text = (rows + blockers.map(\.english)).joined(separator: "\n")
        return "\(isReady ? Self.ready : Self.notReady) \(Checksum.sha256(Array(text.utf8)))"
    }
}
