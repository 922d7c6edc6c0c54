package import Almanac
import Coordination
import Ledger
import Post

extension Stages {
    /// What a start came to.
    package struct Beginning: Sendable {
        /// What changed settings or zone data moved, as sentences.
        package var effects: [String] = []
        /// Set where the ledger is not the one that was last used here, and client mail is held for it.
        package var hold: ClientMailHold?
    }

    /// What comes before the loops: settles what an ended process left claimed, holds client mail where
    /// the ledger was restored or moved, and derives plans anew when the settings or the system's zone
    /// data changed since the last start, and looks at letters again when what they depend on did.
    ///
    /// - Parameters:
    ///   - zoneData: the version of the system's zone data.
    ///   - machine: the machine's id; nil where it has none.
    package func prepare(
        at now: Instant, zoneData: String, machine: String?
    ) async throws -> Beginning {
        try await outbox.recover(at: now)
        let (office, writer) = (store.office, writer)
        let text = office.profile.planningText(zoneData: zoneData)
        let planning = Checksum.sha256(Array(text.utf8))
        let letters = Checksum.sha256(
            Array((office.profile.letterText + "\n" + writer.dependencies).utf8))
        let noted = note.read()
        let (beginning, turn) = try await store.change(at: now) { work in
            let (transaction, office) = (work.transaction, work.office)
            try transaction.set(.started, to: now)
            var beginning = Beginning()
            beginning.hold = try transaction.recognise(
                onMachine: machine, note: noted, office: office)
            let turn = try transaction.takeFirstTurn()
            let isPlanChanged = try transaction.change(.planning, to: planning)
            let areLettersChanged = try transaction.change(.letters, to: letters)
            if isPlanChanged || areLettersChanged { try transaction.reviewOrders() }
            try transaction.waitForHours(office: office)
            if isPlanChanged {
                beginning.effects = try transaction.replanAll(from: nil, office: office).words.map(
                    \.english)
            }
            let rewritten = try TrialEnd(office: office, writer: writer).settle(in: transaction)
            if rewritten > 0 {
                beginning.effects.append(
                    "the trial is over: \(rewritten) letters that went to its address wait for approval"
                )
            }
            return (beginning, turn)
        }
        note.keep(turn)
        return beginning
    }

    /// What comes after the loops: an orderly stop is known as such.
    package func end(at now: Instant) async throws {
        // What a stop kept from being written down.
        try await outbox.recordDeliveries()
        let turn = try await store.change(at: now) { work in
            let transaction = work.transaction
            try transaction.set(.stopped, to: now)
            return try transaction.takeTurn()
        }
        note.keep(turn)
    }
}

extension LedgerTransaction {
    /// Remembers what something depends on.
    ///
    /// - Returns: whether it was another at the last start; false at the first.
    fileprivate func change(_ mark: Mark, to checksum: String) throws -> Bool {
        let known = try view.mark(mark)
        guard known != checksum else { return false }
        try set(mark, to: checksum)
        return known != nil
    }
}
