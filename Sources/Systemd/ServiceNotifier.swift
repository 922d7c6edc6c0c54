import CSystemd
import Glibc
import Synchronization

/// Tells the service manager how the service stands (sd_notify(3)); without one it does nothing.
package struct ServiceNotifier: Sendable {
    /// What was said last.
    private final class Said: Sendable {
        let status = Mutex("")
    }

    private let said = Said()

    package init() {}

    /// Start-up is over.
    package func ready() { notify("READY=1") }

    /// How the service stands now, for `systemctl status`; what was said last is not said again.
    package func status(_ text: String) {
        let isNew = said.status.withLock { last in
            defer { last = text }
            return last != text
        }
        if isNew { notify("STATUS=\(text)") }
    }

    /// Settings are read anew from now until ``reloaded()`` (RELOADING=1, with the moment by which the manager
    /// tells this reload from others; systemd.service(5), `Type=notify-reload`).
    package func reloading() {
        var time = timespec()
        // Cannot fail: the clock exists and the pointer is good.
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
        notify("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
    }

    /// Settings were read anew, or refused: the service goes on.
    package func reloaded() { notify("READY=1") }

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
