import CSystemd
import Glibc

/// Tells the service manager how the service stands (sd_notify(3)); without one it does nothing.
package struct ServiceNotifier: Sendable {
    package init() {}

    /// Start-up is over; `status` is what `systemctl status` shows.
    package func ready(status: String) { notify("READY=1\nSTATUS=\(status)") }

    /// Says that the service stops in order.
    package func stopping() { notify("STOPPING=1") }

    /// Still alive (`WatchdogSec=`).
    package func alive() { notify("WATCHDOG=1") }

    /// How long the manager waits for a sign of life; nil when it does not.
    package var watchdogInterval: Duration? {
        var microseconds: UInt64 = 0
        guard unsafe sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
        return .microseconds(Int64(microseconds))
    }

    private func notify(_ state: String) {
        // A manager that cannot be reached does not concern the service's work, ignoring.
        _ = unsafe sd_notify(0, state)
    }
}
