import Almanac
import Synchronization

/// Has letters to clients wait for what lies in the drop folder where nobody looked into it for a while: after a
/// start, a reload, a doubted clock, a machine that slept. What was dropped meanwhile may say another date than the letter.
///
/// Mail of the office waits for none of it.
package final class UnreadFiles: Sendable {
    private struct State {
        /// Nobody has looked since.
        var isUnread = true
        /// When the next look is due, as the one before said.
        var due: Instant?
        /// Since when letters wait; nil while there is nothing to wait for.
        var since: Instant?
        /// Somebody wants to know when that is over.
        var isAwaited = false

        /// A look that was due and has not been says that the machine slept.
        ///
        /// - Returns: whether it says so now.
        @discardableResult
        mutating func noteSleep(at now: Instant) -> Bool {
            guard !isUnread, let due, due + UnreadFiles.punctuality <= now else { return false }
            isUnread = true
            since = nil
            return true
        }
    }

    /// How late a look may be of a machine that is awake: whoever is woken at one moment looks in any order.
    private static let punctuality = Duration.seconds(60)

    private let state = Mutex(State())
    private let longest: Duration
    private let wakes: Wakes

    /// - Parameter longest: how long letters wait: a file that is written for hours, or a folder that nobody can
    ///   read, must not keep them back.
    init(longest: Duration, wakes: Wakes) {
        self.longest = longest
        self.wakes = wakes
    }

    /// Time may pass that nobody looks at.
    func begin() {
        state.withLock { state in
            state.isUnread = true
            state.since = nil
        }
    }

    /// Whether what lies there at a look is what came while nobody looked: the look before is a while ago, or later than
    /// it was due.
    func areNew(at now: Instant) -> Bool {
        state.withLock { state in
            state.noteSleep(at: now)
            return state.isUnread
        }
    }

    /// Until when letters wait at most; nil where they need not. Who asks is woken once all is taken
    /// (``Wakes/Cause/filesTaken``), and a look that is overdue is asked for.
    func end(at now: Instant) -> Instant? {
        let (end, isOverdue) = state.withLock { state -> (Instant?, Bool) in
            let isOverdue = state.noteSleep(at: now)
            if state.isUnread { state.since = state.since ?? now }
            guard let since = state.since, since <= now, now < since + longest else {
                return (nil, isOverdue)
            }
            state.isAwaited = true
            return (since + longest, isOverdue)
        }
        if isOverdue { wakes.note([.droppedFile]) }
        return end
    }

    /// A look is over.
    ///
    /// - Parameters:
    ///   - areLeft: whether something that came while nobody looked is neither taken nor refused yet.
    ///   - due: when the next look is.
    func noteLook(areLeft: Bool, due: Instant?, at now: Instant) {
        let isOver = state.withLock { state in
            if state.isUnread { state.since = now }
            state.isUnread = false
            state.due = due
            guard !areLeft else { return false }
            state.since = nil
            defer { state.isAwaited = false }
            return state.isAwaited
        }
        if isOver { wakes.note([.filesTaken]) }
    }
}
