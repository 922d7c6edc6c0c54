import Synchronization

/// Lets many work at a time, or one change what they all work with.
package final class WorkGate: Sendable {
    private struct State {
        var working = 0
        /// Nobody is let in: somebody is alone, or waits until the others are done.
        var isClosed = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var alone: CheckedContinuation<Bool, Never>?
    }

    /// Whether the present task is let in: what it begins needs not ask again.
    @TaskLocal private static var isInside = false

    private let state = Mutex(State())

    package init() {}

    /// Works, once nobody is alone.
    package func working<Value>(
        _ body: () async throws -> Value
    ) async rethrows -> Value {
        if Self.isInside { return try await body() }
        while !enter() { await opening() }
        defer { leave() }
        return try await Self.$isInside.withValue(true) { try await body() }
    }

    /// Does something while nobody works: whoever is at work ends first, and whoever comes waits.
    ///
    /// - Throws: `EngineError` `.conflict` where they do not end in time, or somebody else is alone.
    package func alone<Value>(
        within limit: Duration, _ body: () async throws -> Value
    ) async throws -> Value {
        guard await close(within: limit) else {
            throw EngineError(
                .conflict,
                "something that is being done did not end within \(limit.components.seconds) s (an "
                    + "import, a letter that a server does not answer): nothing was changed; try again"
            )
        }
        defer { open() }
        return try await body()
    }

    private func enter() -> Bool {
        state.withLock { state in
            if !state.isClosed { state.working += 1 }
            return !state.isClosed
        }
    }

    private func opening() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if state.isClosed { state.waiting.append(continuation) }
                return !state.isClosed
            }
            if isOpen { continuation.resume() }
        }
    }

    private func leave() {
        let alone = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            state.working -= 1
            guard state.working == 0 else { return nil }
            defer { state.alone = nil }
            return state.alone
        }
        alone?.resume(returning: true)
    }

    private func close(within limit: Duration) async -> Bool {
        // Ends the wait from outside it: nothing that is waited for can be asked to.
        let patience = Task {
            try await Task.sleep(for: limit)
            giveUp()
        }
        defer { patience.cancel() }
        return await withCheckedContinuation { continuation in
            let isAlone = state.withLock { state -> Bool? in
                guard !state.isClosed else { return false }
                state.isClosed = true
                if state.working == 0 { return true }
                state.alone = continuation
                return nil
            }
            if let isAlone { continuation.resume(returning: isAlone) }
        }
    }

    private func giveUp() {
        let alone = state.withLock { state in
            defer { state.alone = nil }
            return state.alone
        }
        guard let alone else { return }
        open()
        alone.resume(returning: false)
    }

    private func open() {
        let waiting = state.withLock { state in
            state.isClosed = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
