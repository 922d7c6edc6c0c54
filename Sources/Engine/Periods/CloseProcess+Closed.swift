import Almanac
import Coordination
import Ledger

extension CloseProcess {
    /// Tells whoever reads the summary that a period is closed, with the figures that stand.
    func tellClosed(_ board: Board, in transaction: LedgerTransaction) throws {
        guard office.profile.closeCalendar.announcesClose else { return }
        var facts = board.facts(
            currency: office.profile.style.currency.code, zone: office.profile.zone)
        facts["closed"] = .flag(true)
        facts["ready"] = .flag(true)
        facts["due"] = nil
        if let by { facts["by"] = .text(office.directory.person(Actor(by).name)?.name ?? by) }
        let subject = Subject(.period, board.period.description)
        for reader in readers(of: board, now: transaction.now) {
            try transaction.collect(
                Item(
                    cause: "period \(board.period) closed \(transaction.now) > \(reader.key)",
                    kind: Self.summaryKind, subject: subject, facts: facts),
                for: reader.key, office: office)
        }
    }
}
