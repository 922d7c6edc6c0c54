import Almanac
import Ledger
import Synchronization

/// Tells somebody elsewhere at regular times that the service works: a dead-man's switch. While mail cannot
/// leave, and nobody here can be told, it falls silent, so that the alarm is raised there.
final class Heartbeats: Job {
    let name = JobName.heartbeat
    let follows: Set<Wakes.Cause> = []
    let consults: Set<LedgerTable> = [.outage]
    private let beat: @Sendable () async throws -> Void
    private let interval: Duration
    private let ledger: Ledger
    private let last = Mutex<Instant?>(nil)
    /// Whether the latest was taken there.
    private let isTaken = Mutex(false)

    init(
        every interval: Duration, ledger: Ledger, beat: @escaping @Sendable () async throws -> Void
    ) {
        self.beat = beat
        self.interval = interval
        self.ledger = ledger
    }

    func runOnce(at now: Instant) async throws -> [String: Int] {
        // Where the clock was set back, the last one lies ahead.
        let isSetBack = last.withLock { $0 }.map { $0 > now } ?? false
        if !isSetBack, let next = try await nextInstant(), next > now { return [:] }
        // A ledger that cannot be read ends here.
        let isMailOut = try await ledger.read { try $0.outages().contains(where: \.isTold) }
        var wasTaken = true
        if !isMailOut {
            wasTaken = isTaken.withLock { isTaken in
                defer { isTaken = false }
                return isTaken
            }
            try await beat()
            isTaken.withLock { $0 = true }
        }
        last.withLock { $0 = now }
        // There are hundreds a day: one after a start or a failure is worth a line in the history.
        return wasTaken ? [:] : ["sent": 1]
    }

    func nextInstant() async throws -> Instant? {
        last.withLock { $0 }.map { $0 + interval } ?? .distantPast
    }
}
