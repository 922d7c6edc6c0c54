import FoundationEssentials
import Synchronization

extension ControlMethod {
    /// A method without parameters, which many may ask often and which tells everybody the same: its answer
    /// is made and spelled out anew only when something changed, or a while has passed.
    ///
    /// - Parameters:
    ///   - time: how old an answer may be.
    ///   - version: another number after every change that an answer may tell of.
    ///   - allow: throws where a caller may not call it.
    ///   - body: makes the answer.
    package init<Call: ControlCall>(
        keepingAnswerOf call: Call.Type, for time: Duration,
        while version: @escaping @Sendable () -> Int64,
        allow: @escaping @Sendable (Peer) throws -> Void,
        _ body: @escaping @Sendable (Call, Peer) async throws -> Call.Reply
    ) {
        precondition(Call.parameters.isEmpty, "an answer that is kept is everybody's")
        let kept = KeptAnswer(time: time)
        let method = ControlMethod(call, allow: allow, body)
        self.init(
            name: method.name, parameters: method.parameters, allow: allow
        ) { message, peer, send in
            try allow(peer)
            let version = version()
            if let answer = kept.answer(at: version) { return answer }
            let answer = try await method.answer(message, peer, send)
            kept.keep(answer, at: version)
            return answer
        }
    }
}

/// The latest answer, as it went over the wire.
private final class KeptAnswer: Sendable {
    private struct Entry {
        var answer: Data
        var version: Int64
        var made: ContinuousClock.Instant
    }

    private let time: Duration
    private let entry = Mutex<Entry?>(nil)

    init(time: Duration) { self.time = time }

    /// Nil where it must be made anew.
    func answer(at version: Int64) -> Data? {
        entry.withLock { entry in
            guard let entry, entry.version == version, entry.made.duration(to: .now) < time else {
                return nil
            }
            return entry.answer
        }
    }

    func keep(_ answer: Data, at version: Int64) {
        entry.withLock { $0 = Entry(answer: answer, version: version, made: .now) }
    }
}
