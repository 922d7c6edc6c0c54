import Coordination
import Ledger

extension ImportBatch {
    struct Result: Sendable {
        var reports: [ImportReport]
        /// What became of letters to clients; nil when nothing was taken that concerns them.
        var letters: DelayPlanner.Result?
    }

    /// Derives plans anew by all registers of the import: whoever hears of what is past already is decided once,
    /// however its files are ordered.
    func replanOnce(
        from known: Directory, in transaction: LedgerTransaction, _ report: inout ImportReport
    ) throws {
        let event = try transaction.view.lastEvent()
        // What a handover moved within the registers is so, too.
        let present = Office(profile: profile, directory: try transaction.view.directory())
        var effects = try transaction.replanAll(
            from: Office(profile: profile, directory: known), office: present)
        // What rearming moved stands in the history, too.
        effects.moved = 0
        try effects.add(deadlinesSince: event, in: transaction.view)
        report.effects.add(effects)
    }
}
