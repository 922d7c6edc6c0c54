import Host
import Ledger
import Synchronization

/// Gives memory back once a peak is over: the allocator and the database keep what they had for the
/// next one, which may be a month away.
final class IdleMemory: Sendable {
    private let ledger: Ledger
    private let state = Mutex(State())

    private struct State {
        var commits: Int64 = 0
        var size = 0
        var isTidy = false
    }

    init(ledger: Ledger) { self.ledger = ledger }

    /// Called now and then: tidies up once after anything happened, when it has come to rest.
    func tidy() {
        let commits = ledger.pulse.commits
        let size = ProcessMemory.anonymous
        let isDue = state.withLock { state in
            let isQuiet = state.commits == commits && abs(state.size - size) < 1 << 20
            if !isQuiet { state.isTidy = false }
            state.commits = commits
            state.size = size
            defer { if isQuiet { state.isTidy = true } }
            return isQuiet && !state.isTidy
        }
        guard isDue else { return }
        ledger.releaseMemory()
        ProcessMemory.trim()
        state.withLock { $0.size = ProcessMemory.anonymous }
    }
}
