import Coordination
import ServiceLifecycle

/// Has the guard look again and again while the clock is not trusted: no event tells that the kernel
/// holds it for synchronised. While it is trusted this sleeps.
package struct ClockRecheck: NamedService {
    private let clockGuard: ClockGuard
    private let interval: Duration

    package init(_ clockGuard: ClockGuard, interval: Duration = .seconds(30)) {
        self.clockGuard = clockGuard
        self.interval = interval
    }

    package func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                for await _ in clockGuard.doubts {
                    while clockGuard.look() != .trusted {
                        try await Task.sleep(for: interval)
                    }
                }
            }
        } catch is CancellationError {
            // How a stop reaches a sleep.
        }
    }
}
