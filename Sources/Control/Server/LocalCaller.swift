import FoundationEssentials

/// Calls methods in process, as root or another user would over the socket: every message is encoded and decoded on its way,
/// so that what plays an office speaks the same interface as `tenggatctl`.
package struct LocalCaller: Sendable {
    private let methods: [String: ControlMethod]
    private let peer: Peer

    /// - Parameter peer: whose calls they are; root's unless somebody says so.
    package init(
        _ methods: [ControlMethod], as peer: Peer = Peer(processID: 1, user: 0, groups: [0])
    ) {
        self.methods = Dictionary(
            methods.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.peer = peer
    }

    /// - Throws: what the method throws, a `ControlError` where it refuses.
    package func call<Call: ControlCall>(_ call: Call) async throws -> Call.Reply {
        guard let method = methods[Call.method] else {
            throw ControlError(.notFound, "there is no method \(Call.method)")
        }
        let message = try WireFormat.encode(
            CallEnvelope(method: Call.method, parameters: call))
        let answer = try await method.answer(message, peer) { _ in }
        guard
            let reply = try WireFormat.decode(ReplyEnvelope<Call.Reply>.self, from: answer)
                .parameters
        else { throw ControlError(.invalidArgument, "\(Call.method) answers nothing") }
        return reply
    }
}
