package import Almanac
package import Coordination
import Host
import Ledger
import Logging
import Settings
import Synchronization

/// Stands between the wall clock and everything that acts on it.
///
/// Whoever is about to do something has it look first; nothing looks in between, but for
/// ``ClockRecheck`` while the clock is not trusted.
package final class ClockGuard: Sendable {
    /// One element whenever the clock is trusted no longer; what nobody waited for is one.
    let doubts: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let clock: any WallClock
    private let store: OfficeStore
    private let wakes: Wakes
    private let logger: Logger
    private let watch: Mutex<ClockWatch>
    /// Whether the ledger knows of a doubt.
    private let isRemembered: Mutex<Bool>

    /// - Parameter former: the one in whose place this comes; nil at a start.
    init(
        _ clock: any WallClock, settings: ClockSettings, store: OfficeStore, wakes: Wakes,
        logger: Logger, after former: ClockGuard? = nil
    ) async throws {
        self.clock = clock
        self.store = store
        self.wakes = wakes
        self.logger = logger
        let doubt = try await store.ledger.read { try $0.clockDoubt() }
        isRemembered = Mutex(doubt != nil)
        var watch =
            former?.watch.withLock { $0 }
            ?? ClockWatch(
                at: Self.reading(of: clock), requiresSynchronised: settings.requiresSynchronised,
                doubt: doubt)
        if !settings.requiresSynchronised, watch.verdict == .unsynchronised {
            watch.confirm(Self.reading(of: clock))
        }
        self.watch = Mutex(watch)
        (doubts, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        if watch.verdict != .trusted { tell(from: .trusted, to: watch.verdict) }
    }

    /// The kernel's word is asked for before and after the wall clock: it speaks for what was read
    /// only if nobody set the clock in between.
    private static func reading(of clock: any WallClock) -> ClockReading {
        let wasSynchronised = clock.isSynchronised
        return ClockReading(
            wall: clock.now, elapsed: clock.elapsed,
            isSynchronised: clock.isSynchronised && wasSynchronised)
    }

    // MARK: Asking

    /// Reads the clocks and judges them.
    @discardableResult
    package func look() -> ClockVerdict {
        examine { watch, reading in watch.observe(reading) }
    }

    /// Whether a job may do what is due at `now`, which was read a moment ago.
    func mayWork(at now: Instant) -> Bool {
        examine { watch, reading in
            let age = reading.wall - now
            // Read before the clock was set: whoever read it is woken again.
            let isStale = age > ClockWatch.longestJump || age < .zero - ClockWatch.longestJump
            return watch.observe(reading).jump == nil && !isStale
        }
    }

    /// Whether clients may be told anything; does not look again.
    var mayTellClients: Bool { watch.withLock { $0.verdict == .trusted } }

    /// The moment to write down for what happened and cannot be put off: by the wall clock, or while
    /// that is doubted, by what it would show had it not jumped.
    package var presumedNow: Instant {
        examine { watch, reading in
            watch.observe(reading).jump == nil ? reading.wall : watch.presumed(at: reading)
        }
    }

    /// - Throws: `EngineError` `.conflict` while the clock is doubted: what would be written now
    ///   would be of another day.
    func refuseWhileDoubted() throws {
        guard let jump = look().jump else { return }
        throw EngineError(.conflict, jump.refusal(in: store.office.profile.zone))
    }

    /// What a person should see to; nil when all is well.
    var warning: String? { look().warning(in: store.office.profile.zone) }

    // MARK: Telling

    /// Believes the clock as it stands.
    func confirm(by: String) -> ClockVerdict {
        let verdict = examine { watch, reading in watch.confirm(reading) }
        logger.notice(
            "\(by) confirmed the clock",
            metadata: ["by": "\(by)", "message_id": "\(MessageID.clockTrusted)"])
        return verdict
    }

    /// Writes a doubt down, so that a service that is started again goes on doubting, and takes it out
    /// when it is over.
    func remember() async throws {
        let doubt = examine { watch, reading in watch.doubt(at: reading) }
        guard isRemembered.withLock({ $0 }) != (doubt != nil) else { return }
        try await store.change(at: presumedNow) { try $0.transaction.setClockDoubt(doubt) }
        isRemembered.withLock { $0 = doubt != nil }
    }

    /// By how much the clock was set since ``settle(_:)``.
    var step: Duration { watch.withLock { $0.step } }

    /// Since when a change of the clock released what is due now; nil where time passed instead, and
    /// while the clock is not trusted.
    var releasesSince: Instant? {
        watch.withLock { $0.verdict == .trusted ? $0.releasesSince : nil }
    }

    /// Takes note that what was released since then was seen to.
    func settleReleases(since moment: Instant) {
        watch.withLock { $0.settleReleases(since: moment) }
    }

    /// Takes note that what counts elapsed time was moved.
    func settle(_ step: Duration) { watch.withLock { $0.settle(step) } }

    /// Reads the clocks, has the watch judge them, and does outside its lock what follows.
    private func examine<Value>(_ judge: (inout ClockWatch, ClockReading) -> Value) -> Value {
        let (before, after, value) = watch.withLock { watch in
            let before = watch.verdict
            // Read within the lock: readings are judged in the order of their time.
            let value = judge(&watch, Self.reading(of: clock))
            return (before, watch.verdict, value)
        }
        if before != after { tell(from: before, to: after) }
        return value
    }

    private func tell(from old: ClockVerdict, to new: ClockVerdict) {
        if let warning = new.warning(in: store.office.profile.zone) {
            let id: MessageID = new.jump == nil ? .clockUnsynchronised : .clockDoubted
            logger.warning("\(warning)", metadata: ["message_id": "\(id)"])
            continuation.yield()
        } else {
            logger.notice(
                "the clock is trusted: what waited for it goes on",
                metadata: ["message_id": "\(MessageID.clockTrusted)"])
        }
        if old != .trusted { wakes.note([.clock]) }
    }
}
