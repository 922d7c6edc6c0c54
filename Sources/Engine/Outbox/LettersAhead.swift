import Ledger
import Synchronization

/// The office letters that are composed ahead of their claims while couriers are busy.
final class LettersAhead: Sendable {
    private struct State {
        var letters = PreparedLetters()
        var isComposing = false
        /// Readers of whom something was claimed or settled meanwhile: what is composed for them may say what
        /// was so before.
        var overtaken: Set<String> = []
        var wanted = 0
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// What is composed by now.
    var letters: PreparedLetters { state.withLock(\.letters) }

    /// Has one round of composing at a time.
    ///
    /// - Parameters:
    ///   - count: there is no need while as many are composed.
    ///   - wanted: how many whoever waits wants.
    /// - Returns: whether a round begins, which ends with ``end()``.
    func begin(unless count: Int, wanted: Int) -> Bool {
        state.withLock { state in
            guard !state.isComposing, state.letters.count < count else { return false }
            state.isComposing = true
            state.overtaken = []
            state.wanted = wanted
            return true
        }
    }

    /// Takes in what was composed.
    func add(_ letter: LetterRecord, of notice: NoticeRecord, at moment: PreparedLetters.Moment) {
        wakeWaiter { state in
            guard !state.overtaken.contains(notice.recipient) else { return false }
            state.letters.add(letter, of: notice, at: moment)
            return state.letters.count >= state.wanted
        }
    }

    func end() {
        wakeWaiter { state in
            state.isComposing = false
            return true
        }
    }

    /// Leaves out what has left, and what its readers' next letters would answer to.
    func forget(_ notices: [NoticeRecord]) {
        state.withLock { state in
            state.letters.forget(notices)
            if state.isComposing { state.overtaken.formUnion(notices.map(\.recipient)) }
        }
    }

    /// Forgets all of it: it is of no use soon.
    func forgetAll() { state.withLock { $0.letters = PreparedLetters() } }

    /// Returns once enough is composed for the next claims, or nothing more is on its way: to compose the same
    /// in their commit would keep everybody else from writing.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                let isThere = !state.isComposing || state.letters.count >= state.wanted
                if !isThere { state.waiter = continuation }
                return isThere
            }
            if isThere { continuation.resume() }
        }
    }

    /// - Parameter change: says whether whoever waits may go on.
    private func wakeWaiter(after change: (inout State) -> Bool) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard change(&state) else { return nil }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
