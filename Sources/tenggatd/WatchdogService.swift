import Engine
import Ledger
import Logging
import ServiceLifecycle
import Systemd

/// Tells the service manager that the daemon lives, as long as what it is doing goes on: a loop that
/// sleeps is well, one whose run has done nothing for longer than an operation may take is not.
struct WatchdogService: NamedService {
    let notifier: ServiceNotifier
    let ledger: Ledger
    let current: CurrentOffice
    let memory: IdleMemory
    let logger: Logger

    /// How long one transaction may take: an import of a hundred thousand rows takes seconds.
    private static let longestTransaction = Duration.seconds(300)

    func run() async throws {
        guard let interval = notifier.watchdogInterval else {
            try await gracefulShutdown()
            return
        }
        do {
            try await cancelWhenGracefulShutdown {
                while true {
                    tell()
                    memory.tidy()
                    current.office.stages.lookAtDisk()
                    try await Task.sleep(for: interval / 2, tolerance: interval / 8)
                }
            }
        } catch is CancellationError {
            // How a stop reaches a sleep.
        }
    }

    private func tell() {
        let stuck = whatIsStuck
        guard stuck.isEmpty else {
            logger.critical(
                """
                no progress in \(stuck.joined(separator: ", ")): the service manager is to start the \
                service anew
                """)
            return
        }
        notifier.alive()
    }

    private var whatIsStuck: [String] {
        var stuck = current.office.loops.filter(\.isStuck).map { "the job \($0.job.name)" }
        if let since = ledger.pulse.since, since.duration(to: .now) > Self.longestTransaction {
            stuck.append("a transaction of the ledger")
        }
        return stuck
    }
}
