import Control
import Engine
import Ledger
import Logging
import ServiceLifecycle
import Systemd

/// Serves the control socket until the stop.
struct ControlService: Service {
    let server: ControlServer

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await server.run() }
    }
}

/// Says that start-up is over, and that the stop has begun.
struct ReadinessService: Service {
    let notifier: ServiceNotifier
    let office: String
    let logger: Logger

    func run() async throws {
        notifier.ready(status: "Keeping the promises of \(office)")
        logger.notice(
            "ready: keeping the promises of \(office)",
            metadata: ["message_id": "\(MessageID.serviceReady)"])
        try await gracefulShutdown()
        notifier.stopping()
        logger.notice("stopping")
    }
}

/// Tells the service manager that the daemon lives, as long as its ledger answers.
struct WatchdogService: Service {
    let notifier: ServiceNotifier
    let ledger: Ledger

    func run() async throws {
        guard let interval = notifier.watchdogInterval else {
            try await gracefulShutdown()
            return
        }
        do {
            try await cancelWhenGracefulShutdown {
                while true {
                    _ = try await ledger.read { try $0.identity() }
                    notifier.alive()
                    try await Task.sleep(for: interval / 2)
                }
            }
        } catch is CancellationError {
            // How a stop reaches a sleep.
        }
    }
}
