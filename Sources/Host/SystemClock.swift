package import Almanac
import CLinux
import Glibc

/// The machine's wall clock. No other file of the project reads it.
package struct SystemClock: WallClock {
    private let whereDenied: @Sendable () -> Bool

    /// - Parameter whereDenied: who is asked about ``isSynchronised`` where a sandbox does not let the
    ///   kernel be asked (ProtectClock=).
    package init(whereDenied: @escaping @Sendable () -> Bool = { false }) {
        self.whereDenied = whereDenied
    }

    /// CLOCK_REALTIME (clock_gettime(2)), to the microsecond.
    package var now: Instant { Instant(microseconds: Self.microseconds(of: CLOCK_REALTIME)) }

    /// CLOCK_BOOTTIME (clock_gettime(2)), to the microsecond.
    package var elapsed: Duration { .microseconds(Self.microseconds(of: CLOCK_BOOTTIME)) }

    /// Whether STA_UNSYNC is off (adjtimex(2)): a time server's client takes it off, and whoever
    /// sets the clock by hand, or hours without an answer, put it on.
    package var isSynchronised: Bool {
        let answer = clinux_clock_is_synchronised()
        return answer < 0 ? whereDenied() : answer == 1
    }

    private static func microseconds(of clock: clockid_t) -> Int64 {
        var time = timespec()
        // Cannot fail: the clock exists and the pointer is good.
        unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
