import Control
import Dispatch
import Engine
import Glibc
import Ledger
import Logging
import ServiceLifecycle
import Systemd

/// Serves the control socket until the stop.
struct ControlService: NamedService {
    let server: ControlServer

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await server.run()
        } onGracefulShutdown: {
            server.stop()
        }
    }
}

/// Says that start-up is over, and that the stop has begun.
struct ReadinessService: NamedService {
    let notifier: ServiceNotifier
    let office: String
    let logger: Logger

    func run() async throws {
        notifier.ready()
        logger.notice(
            "ready: keeping the promises of \(office)",
            metadata: ["message_id": "\(MessageID.serviceReady)"])
        try await gracefulShutdown()
        notifier.stopping()
        logger.notice("stopping")
    }
}

/// Has a stop end, whatever does not: what was committed is safe, and the service manager kills later.
struct StopLimit: NamedService {
    let ledger: Ledger
    /// Its outbox is told first: letters are what may take long.
    let current: CurrentOffice
    let logger: Logger

    static let seconds = 15

    func run() async throws {
        try await gracefulShutdown()
        current.office.stages.outbox.stop()
        // No task: those may be what does not end. Serial queues have threads of their own where the
        // shared ones are all blocked.
        let queue = DispatchQueue(label: "org.tenggat.stop")
        queue.asyncAfter(deadline: .now() + .seconds(Self.seconds)) { [ledger, logger] in
            logger.error("the stop took longer than \(Self.seconds) s: leaving what is not done")
            do {
                try ledger.close()
            } catch {
                logger.error("the ledger's file is not whole without its log, ignoring: \(error)")
            }
            _exit(69)
        }
        // What holds the stop up may hold the ledger.
        DispatchQueue(label: "org.tenggat.stop.last")
            .asyncAfter(deadline: .now() + .seconds(Self.seconds + 2)) { _exit(69) }
    }
}

/// Looks through the ledger once the service is ready, and ends it where the file is damaged.
struct LedgerCheckService: NamedService {
    let health: LedgerHealth

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await health.check() }
        } catch {
            // How a stop reaches a long check.
            guard !Task.isShuttingDownGracefully, !(error is CancellationError) else { return }
            throw error
        }
        try await gracefulShutdown()
    }
}
