package import Almanac
package import Coordination
import Ledger
import Post
import Settings

extension Stages {
    /// What a start came to.
    package struct Beginning: Sendable {
        /// What changed settings or zone data moved, as sentences.
        package var effects: [String] = []
        /// Set where the ledger is not the one that was last used here, and client mail is held for it.
        package var hold: ClientMailHold?
        /// When the office went live, where the ledger was put back from before that: it stays live.
        package var liveSince: Instant?
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
        let trace = SettingsTrace(
            writer: writer, zoneData: zoneData, mode: parts.settings.mode)
        let noted = note.read()
        let mode = parts.settings.mode
        let (beginning, turn) = try await store.change(at: now) { work in
            let (transaction, office) = (work.transaction, work.office)
            try transaction.recordStart()
            try transaction.noteUnorderlyEnd()
            try transaction.set(.started, to: now)
            var beginning = Beginning()
            if mode == .trial, let since = try transaction.view.liveBefore(noted) {
                try transaction.stayLive(since: since)
                beginning.liveSince = since
            }
            beginning.hold = try transaction.recognise(
                onMachine: machine, note: noted, office: office)
            beginning.effects = try trace.follow(in: work) {
                try OfficeHistory(transaction.view, present: office).lastSettings()
            }.words
            // With whether the office is live, as the settings have left it.
            return (beginning, try transaction.takeFirstTurn())
        }
        note.keep(turn)
        return beginning
    }

    /// What settings, templates or zone data that have changed since they were last in force set in motion.
    ///
    /// - Parameters:
    ///   - isDryRun: undoes it; letters to clients that would be written later are counted, too.
    ///   - former: the office by what was in force until now.
    /// - Returns: a sentence each.
    package func followSettings(
        at now: Instant, zoneData: String, from former: Office, isDryRun: Bool
    ) async throws -> [String] {
        let trace = SettingsTrace(
            writer: writer, zoneData: zoneData, mode: parts.settings.mode)
        do {
            let (words, turn): ([String], LedgerNote.Content) = try await store.change(at: now) {
                [writer, outbox] work in
                try outbox.followCouriers(in: work.transaction)
                if isDryRun {
                    // What comes anyway is none of its effects.
                    _ = try DelayPlanner(office: former, writer: writer).work(in: work.transaction)
                }
                var moved = try trace.follow(in: work, from: { former })
                guard isDryRun else {
                    return (moved.words, try work.transaction.takeTurn())
                }
                if moved.areOrdersReviewed {
                    moved.effects.add(
                        try DelayPlanner(office: work.office, writer: writer)
                            .work(in: work.transaction))
                }
                throw Undone(words: moved.words)
            }
            // Whether the office is live outlives a ledger that is put back.
            note.keep(turn)
            return words
        } catch let undone as Undone {
            return undone.words
        }
    }

    /// What settings and wordings that are only tried set in motion, where others are in force: what the zone data
    /// are does not come into it.
    ///
    /// - Parameter live: those that are in force.
    func followTrial(of live: Stages, at now: Instant) async throws -> [BilingualText] {
        let trace = SettingsTrace(writer: writer, zoneData: "", mode: parts.settings.mode)
        let (former, other) = (live.store.office, live.writer)
        return try await store.change(at: now) { work in
            try trace.follow(in: work, insteadOf: former, other).sentences
        }
    }

    /// What is in use and is not in the settings any more.
    package func lostNames() async throws -> [SetupFinding] {
        let office = store.office
        return try await ledger.read { view in
            let names = try view.namesInUse()
            // What the service asks by itself has kinds that no settings name.
            let own = Set(
                TaskKind.allCases.map(\.rawValue)
                    + [DeadlineKind.submission, DeadlineKind.close, "task"])
            let kinds = names.kinds.filter { !own.contains($0.key) }
            return office.lostNames(ladders: names.ladders, kinds: kinds)
        }
    }

    /// Clients whose letters go by themselves although fewer than `automatic_after` wants were approved unchanged: it
    /// was raised since. What somebody granted stays granted until somebody takes it back; that they know is all.
    package func unprovenClients() async throws -> [SetupFinding] {
        let office = store.office
        let wanted = office.profile.automaticAfter
        guard wanted > 0 else { return [] }
        let automatic = office.directory.clients.values.filter { $0.policy == .automatic }
            .map(\.code).sorted()
        let unproven = try await ledger.read { view in
            try automatic.compactMap { code in
                let count = try view.lettersApprovedUnchanged(of: code)
                return count < wanted ? "\(code) (\(count))" : nil
            }
        }
        guard !unproven.isEmpty else { return [] }
        return [
            SetupFinding(
                "clients", .advice,
                "letters go by themselves to clients of whom fewer than \(wanted) were approved unchanged "
                    + "(automatic_after): \(unproven.joined(separator: ", "))",
                remedy:
                    "where each should wait again, say approval in `notices` of the clients sheet")
        ]
    }

    /// Carries what a dry run came to out of the transaction that it undoes.
    private struct Undone: Error {
        var words: [String]
    }

    /// Has the housekeeping look where the disk's room is another than it was: cheap enough to be asked often.
    package func lookAtDisk() {
        if room?.hasTurned() == true { wakes.note([.disk]) }
    }

    /// Is woken by the ledger's commits from now on, in place of those before.
    package func takeOver() { wakes.follow(ledger) }

    /// What comes after the loops: an orderly stop is known as such.
    package func end(at now: Instant) async throws {
        // What a stop kept from being written down.
        try await outbox.recordDeliveries()
        let turn = try await store.change(at: now) { work in
            let transaction = work.transaction
            try transaction.record("stopped", of: .service)
            try transaction.set(.stopped, to: now)
            return try transaction.takeTurn()
        }
        note.keep(turn)
    }
}

extension LedgerTransaction {
    /// Remembers a start, and since when nobody was at work before it: whoever looks at the history later knows
    /// what could not be in time.
    fileprivate func recordStart() throws {
        let since = try view.lastEventInstant() ?? now
        try record("started", of: .service, detail: "\(since.microseconds)")
    }
}

/// What plans and letters depend on beside the ledger, and what it sets in motion where it is another than
/// when it was looked at last.
private struct SettingsTrace: Sendable {
    let writer: LetterWriter
    let zoneData: String
    let mode: OfficeMode

    /// What was set in motion.
    struct Moved {
        var effects = Effects()
        /// What went to the address of a trial alone, and is told now.
        var trial = TrialEnd.Outcome()
        var areOrdersReviewed = false

        /// A sentence for each thing that happens.
        var sentences: [BilingualText] { effects.words + trial.words }
        var words: [String] { sentences.map(\.english) }
    }

    /// - Parameter former: the office before the change, which is asked for only where something has changed; nil where
    ///   nobody knows it any more.
    func follow(in work: UnitOfWork, from former: () throws -> Office?) throws -> Moved {
        let (transaction, office) = (work.transaction, work.office)
        let plans = office.profile.planningText(zoneData: zoneData)
        let letters = office.profile.letterText + "\n" + writer.dependencies
        let isPlanChanged = try transaction.change(
            .planning, to: Checksum.sha256(Array(plans.utf8)))
        let areLettersChanged = try transaction.change(
            .letters, to: Checksum.sha256(Array(letters.utf8)))
        return try follow(
            in: work, from: isPlanChanged ? try former() : nil, isPlanChanged: isPlanChanged,
            areLettersChanged: areLettersChanged)
    }

    /// - Parameter other: what letters depended on before.
    func follow(in work: UnitOfWork, insteadOf former: Office, _ other: LetterWriter) throws
        -> Moved
    {
        let office = work.office
        return try follow(
            in: work, from: former,
            isPlanChanged: former.profile.planningText(zoneData: "")
                != office.profile.planningText(zoneData: ""),
            areLettersChanged: former.profile.letterText != office.profile.letterText
                || other.dependencies != writer.dependencies)
    }

    private func follow(
        in work: UnitOfWork, from former: Office?, isPlanChanged: Bool, areLettersChanged: Bool
    ) throws -> Moved {
        let (transaction, office) = (work.transaction, work.office)
        var moved = Moved()
        if mode != .trial { try transaction.forgetTrial() }
        if try isPlanChanged || !transaction.hasRules(of: .settings) {
            try transaction.keepRules(of: office.profile)
        }
        moved.areOrdersReviewed = isPlanChanged || areLettersChanged
        if moved.areOrdersReviewed { try transaction.reviewOrders() }
        try transaction.readdressWaiting(office: office)
        try transaction.waitForHours(office: office)
        if isPlanChanged {
            let last = try transaction.view.lastEvent()
            moved.effects = try transaction.replanAll(from: former, office: office)
            // Moves stand in the history, too, beside what nobody owes any more, and what somebody owes now.
            moved.effects.moved = 0
            try moved.effects.add(deadlinesSince: last, in: transaction.view)
        }
        moved.trial = try TrialEnd(office: office, writer: writer).settle(in: transaction)
        return moved
    }
}

extension LedgerTransaction {
    /// Notes that the service ran again since it last stopped in order, and when it went down is not known.
    fileprivate func noteUnorderlyEnd() throws {
        guard let stopped = try view.instant(.stopped), let started = try view.instant(.started)
        else { return }
        if started <= stopped {
            try remove(.ranAgain)
        } else if try view.instant(.ranAgain) == nil {
            try set(.ranAgain, to: started)
        }
    }

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
