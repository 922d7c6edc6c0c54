package import Almanac
import CLinux
import Dispatch
import Glibc
import Synchronization

/// Wakes a loop at an instant of the wall clock, when that clock is set, or when somebody wakes it.
///
/// A timerfd on CLOCK_REALTIME with TFD_TIMER_CANCEL_ON_SET (timerfd_create(2)): unlike a sleep it
/// counts wall time, and a clock that is set wakes it, so that the loop looks at the new time.
package final class Alarm: Sendable {
    /// One element for each time that it rang; rings that nobody waited for are one.
    package let signals: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let descriptor: CInt
    // Dispatch objects are thread-safe; their Swift protocols do not say so.
    private nonisolated(unsafe) let source: any DispatchSourceRead
    /// Its descriptor is somebody else's by then.
    private let isCancelled = Mutex(false)

    /// - Throws: `HostError` `.timer`.
    package init() throws(HostError) {
        let descriptor = clinux_wall_timer()
        guard descriptor >= 0 else {
            throw HostError(
                .timer,
                "the kernel gives no timer: \(unsafe String(cString: strerror(-descriptor)))")
        }
        self.descriptor = descriptor
        let (signals, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.signals = signals
        self.continuation = continuation
        let source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: DispatchQueue(label: "org.tenggat.alarm"))
        source.setEventHandler {
            // Takes the expiry off the timer. A clock that was set cancels it (ECANCELED): whoever
            // hears the ring arms it anew.
            if clinux_wall_timer_take(descriptor) != -EAGAIN { continuation.yield() }
        }
        source.setCancelHandler { close(descriptor) }
        source.resume()
        unsafe self.source = source
    }

    deinit {
        unsafe source.cancel()
        continuation.finish()
    }

    /// Rings at `instant` instead of whatever it was set to; nil rings only when poked. Once it is
    /// cancelled this does nothing: what ends then arms it for nobody.
    package func arm(at instant: Instant?) throws(HostError) {
        let result = isCancelled.withLock { isCancelled -> CInt in
            guard !isCancelled else { return 0 }
            // Disarmed, it is set far ahead, so that a clock that is set still rings.
            return clinux_wall_timer_arm(
                descriptor, (instant ?? .distantFuture).microseconds)
        }
        // Armed, but the clock was set since it was last: whoever armed it has not seen that time.
        if result == -ECANCELED { return poke() }
        guard result == 0 else {
            throw HostError(
                .timer, "the timer cannot be set: \(unsafe String(cString: strerror(-result)))")
        }
    }

    /// Rings now, whatever it is set to.
    package func poke() { continuation.yield() }

    /// Rings no more, and ends ``signals``.
    package func cancel() {
        let isLaterTelling = isCancelled.withLock { isCancelled in
            defer { isCancelled = true }
            return !isCancelled
        }
        guard isLaterTelling else { return }
        unsafe source.cancel()
        continuation.finish()
    }
}
