import CSystemd
import Synchronization

/// What systemd-timedated knows of the machine's clock (org.freedesktop.timedate1(5)). It is asked over
/// D-Bus, since a unit with ProtectClock= may not ask the kernel.
package final class TimeDaemon: Sendable {
    private struct Answer {
        var isSynchronised: Bool
        var at: ContinuousClock.Instant
    }

    /// How long an answer is taken for the next: the bus is not asked with each look at the clock.
    private static let lifetime: Duration = .seconds(10)
    private let last = Mutex<Answer?>(nil)

    package init() {}

    /// Whether a time server keeps the clock (NTPSynchronized), ten seconds ago at most; false where
    /// nobody answers within two seconds.
    package var isSynchronised: Bool {
        last.withLock { last in
            if let last, last.at.duration(to: .now) < Self.lifetime { return last.isSynchronised }
            let answer = Answer(isSynchronised: Self.ask(), at: .now)
            last = answer
            return answer.isSynchronised
        }
    }

    private static func ask() -> Bool {
        var bus: OpaquePointer?
        guard unsafe sd_bus_open_system(&bus) >= 0 else { return false }
        defer { _ = unsafe sd_bus_flush_close_unref(bus) }
        guard unsafe sd_bus_set_method_call_timeout(bus, 2_000_000) >= 0 else { return false }
        var answer: CInt = 0
        let result = unsafe sd_bus_get_property_trivial(
            bus, "org.freedesktop.timedate1", "/org/freedesktop/timedate1",
            "org.freedesktop.timedate1", "NTPSynchronized", nil, CChar(UInt8(ascii: "b")), &answer)
        return result >= 0 && answer != 0
    }
}
