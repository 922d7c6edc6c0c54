package import Almanac
import Coordination
package import Ledger
package import Logging
package import Post

/// Takes notices whose moment has come to their courier and records what became of them.
///
/// For each letter: fresh time, the last look, the claim, the way out, the record. One commit records what
/// has come back and claims what takes its place, no more ahead than couriers carry at once: a claim
/// without an outcome means that nobody knows, and only an office notice is then sent again, under its
/// Message-ID.
package struct Outbox: Job {
    package let name = JobName.outbox
    package let follows: Set<Wakes.Cause> = [
        .commit(.notice), .commit(.item), .commit(.letterCopy), .commit(.mark), .commit(.outage),
        .firstPass, .filesTaken, .filled,
    ]
    package let consults: Set<LedgerTable> = [
        .attempt, .clientOrder, .correction, .deadline, .dependency, .event, .formerToldDate,
        .keptFile, .letter, .orderLine, .period, .refusedAddress, .series, .said, .saidLayout,
        .sheetImport, .signOff,
        .shownLetter, .step, .submission, .toldDate,
    ]
    let store: OfficeStore
    let note: LedgerNote
    let writer: LetterWriter
    let routes: CourierRoutes
    let retry: RetryPolicy
    let warning: OutageWarning
    let logger: Logger
    /// Says whether clients may be told, and what time it is: a courier's slowness puts each letter's
    /// moment after the run's.
    let clockGuard: ClockGuard
    let filling: FillingRuns
    /// What letters to clients wait for; nil where there is no drop folder.
    let unread: UnreadFiles?
    /// Whether somebody paused the job, also in the middle of a run.
    let isPaused: @Sendable () -> Bool
    let state = OutboxState()

    package init(
        store: OfficeStore, note: LedgerNote, writer: LetterWriter,
        routes: CourierRoutes, retry: RetryPolicy, warning: OutageWarning, logger: Logger,
        clockGuard: ClockGuard, filling: FillingRuns, unread: UnreadFiles? = nil,
        isPaused: @escaping @Sendable () -> Bool = { false }
    ) {
        self.store = store
        self.note = note
        self.writer = writer
        self.routes = routes
        self.retry = retry
        self.warning = warning
        self.logger = logger
        self.clockGuard = clockGuard
        self.filling = filling
        self.unread = unread
        self.isPaused = isPaused
    }

    /// Begins no letter any more, and ends within seconds what is on its way.
    package func stop() {
        state.stop()
        routes.stop()
    }

    /// Begins no letter until ``goOn()``; what is on its way comes to its end.
    package func rest() { state.rest() }

    /// Returns once nothing is on its way any more, or after so long.
    package func settle(within limit: Duration) async {
        let end = ContinuousClock.now + limit
        while state.isRunning, ContinuousClock.now < end {
            // Whoever is told to stop need not wait.
            guard (try? await Task.sleep(for: .milliseconds(20))) != nil else { return }
        }
    }

    /// Ends ``rest()``.
    package func goOn() { state.goOn() }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        // Whoever asks while it is at work already has what they want.
        guard state.begin() else { return [:] }
        defer { state.end() }
        try await followSteps(at: clockGuard.presumedNow)
        return try await work()
    }

    package func nextInstant() async throws -> Instant? {
        try await store.ledger.read { view in
            let officeOnly = try servesOfficeOnly(in: view)
            let ranks = NoticeRank.allCases.filter { !officeOnly || $0 != .client }
            let outages = try view.outages()
            var instants = try routes.destinations.compactMap { destination -> Instant? in
                var next = try ranks.compactMap {
                    try view.nextNoticeInstant(to: way(of: destination), rank: $0)
                }.min()
                if destination.name == clientsWay.name, try mayServeCopies(in: view) {
                    next = [next, try view.nextCopyInstant()].compactMap { $0 }.min()
                }
                let outage = outages.first { $0.destination == destination.name }
                // One that nothing waits for is over.
                guard let next else { return outage?.probeAt }
                return [next, outage?.probeAt, state.readiness(of: destination.name)]
                    .compactMap { $0 }.max()
            }
            if routes.destinations.count > 1 {
                instants += try ranks.compactMap { try view.nextNoticeInstant(to: nil, rank: $0) }
            }
            instants += outages.compactMap { warning.instant(for: $0) }
            if let end = unread?.end(at: clockGuard.presumedNow) { instants.append(end) }
            return instants.min()
        }
    }

    /// Keeps the couriers' hands full until nothing is due: what became of each letter is written down as
    /// soon as it is known, and another takes its place, however slow the others are.
    private func work() async throws -> [String: Int] {
        let (routes, state) = (routes, state)
        return try await withThrowingDiscardingTaskGroup { group in
            var counts: [String: Int] = [:]
            let ahead = LettersAhead()
            let isAtOnce = routes.destinations.allSatisfy(\.courier.isAtOnce)
            if !isAtOnce {
                // Moments come while a slow letter is on its way: what is due then need not wait for it.
                group.addTask { await state.pokeNowAndThen(whileAnyOf: routes.destinations) }
            }
            defer { group.cancelAll() }
            while true {
                let batch = try await step(claims: true, ahead.letters)
                counts.merge(batch.counts, uniquingKeysWith: +)
                for shipment in batch.shipments {
                    state.handOver(shipment, at: batch.now)
                    if isAtOnce {
                        await carry(shipment)
                    } else {
                        group.addTask { await carry(shipment) }
                    }
                }
                ahead.forget(batch.settled.map(\.notice) + batch.shipments.map(\.notice))
                // What was looked at and did not leave made room for what comes after it.
                if batch.looked > batch.shipments.count { continue }
                guard state.isBusy else { return counts }
                if !batch.isFull || state.isStopping || filling.isOn() {
                    ahead.forgetAll()
                } else if !isAtOnce, ahead.begin(unless: reserve, wanted: capacity) {
                    // Whatever else is to be done goes before.
                    group.addTask(priority: .utility) { await composeNext(ahead, at: batch.now) }
                }
                await state.wait()
                await ahead.wait()
            }
        }
    }

    private func carry(_ shipment: Shipment) async {
        let courier = routes.destination(named: shipment.destination)?.courier
        state.add(
            shipment, await courier?.deliver(shipment.parcel) ?? Delivery(.deferred(.noWay)))
    }

    /// One commit: what has come back is recorded, and what takes its place is claimed.
    ///
    /// - Parameters:
    ///   - claims: false only records.
    ///   - prepared: what was composed since the commit before.
    private func step(
        claims: Bool, _ prepared: PreparedLetters = PreparedLetters()
    ) async throws -> Batch {
        let finished = state.finished()
        guard claims || !finished.isEmpty else { return Batch(at: clockGuard.presumedNow) }
        let clock: @Sendable () -> Instant = { [clockGuard] in clockGuard.presumedNow }
        let batch = try await store.change(by: clock) { work in
            var batch = Batch(at: work.now)
            batch.prepared = prepared
            batch.prepared.forget(finished.map(\.shipment.notice))
            try record(finished, in: work, &batch)
            if claims, !state.isStopping, !isPaused() {
                try claimWhatCanBeRead(in: work, &batch)
            }
            return batch
        }
        state.remove(first: finished.count)
        if let since = batch.releasedSince { clockGuard.settleReleases(since: since) }
        if let turn = batch.turn { note.keep(turn) }
        tell(batch)
        if let fault = batch.fault { throw fault }
        return batch
    }

    /// What cannot be read keeps nothing else from being recorded.
    private func claimWhatCanBeRead(in work: UnitOfWork, _ batch: inout Batch) throws {
        let recorded = batch
        do {
            batch = try work.transaction.attempt {
                var claimed = recorded
                try claimDue(in: work.transaction, office: work.office, &claimed)
                return claimed
            }
        } catch let error where error.isOfOneNotice {
            batch.fault = error
        }
    }

    /// Records what a stop kept from being written down.
    package func recordDeliveries() async throws { _ = try await step(claims: false) }

    /// A claimed letter on its way.
    struct Shipment: Sendable {
        var notice: NoticeRecord
        var claimedAt: Instant
        var parcel: Parcel
        /// The courier's name.
        var destination: String
        /// The copy that went missing when the letter itself went; nil for the letter.
        var copy: CopyRecord?
    }

    /// What one commit came to.
    struct Batch: Sendable {
        /// The moment of the commit.
        let now: Instant
        /// What was composed before it.
        var prepared = PreparedLetters()
        /// Whether some courier took as much as it can: more may be due.
        var isFull = false
        /// How many due notices were looked at.
        var looked = 0
        var shipments: [Shipment] = []
        var counts: [String: Int] = [:]
        /// What became of letters that had been on their way.
        var settled: [(notice: NoticeRecord, outcome: DeliveryOutcome, courier: String)] = []
        var health: [MailHealthChange] = []
        /// Notices of which nothing could be recorded, each with why.
        var setAside: [(notice: Int64, reason: String)] = []
        /// Client letters that wait for a person instead.
        var held: [(notice: Int64, reasons: [HoldReason])] = []
        var withdrawn: [Int64] = []
        /// Notices that no letter can be made of.
        var problems: [(notice: Int64, message: String)] = []
        /// Since when a change of the clock released letters that were seen to.
        var releasedSince: Instant?
        /// What the note beside the ledger must say before a client's letter leaves.
        var turn: LedgerNote.Content?
        /// Why nothing could be claimed.
        var fault: (any Error)?

        init(at now: Instant) { self.now = now }
    }
}

extension Error {
    /// Whether it concerns the notice at hand alone, and not the ledger or the disk.
    var isOfOneNotice: Bool {
        self is EngineError || (self as? LedgerError)?.code == .unreadableRow
    }
}

extension DeliveryFault {
    /// The settings had such a courier a moment ago.
    fileprivate static let noWay = DeliveryFault(
        "there is no such courier in the settings", concern: .letter)
}
