package import Almanac
import CLinux
import Glibc

/// The machine's wall clock. No other file of the project reads it.
package struct SystemClock: WallClock {
    package init() {}

    /// CLOCK_REALTIME (clock_gettime(2)), to the microsecond.
    package var now: Instant {
        var time = timespec()
        // Cannot fail: the clock exists and the pointer is good.
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Instant(
            microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }
}
