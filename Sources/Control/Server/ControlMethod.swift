import FoundationEssentials

/// One method of the interface and the function that answers it.
package struct ControlMethod: Sendable {
    /// Sends a message to whoever called.
    typealias Send = @Sendable (Data) async throws -> Void

    let name: String
    let parameters: Set<String>
    /// Throws where a caller may not call it, before their parameters are looked at.
    let allow: @Sendable (Peer) throws -> Void
    /// A call's message in, a reply's out; replies before the last are sent on the way.
    let answer: @Sendable (Data, Peer, @escaping Send) async throws -> Data

    /// - Parameter answer: as ``answer``.
    init(
        name: String, parameters: Set<String>, allow: @escaping @Sendable (Peer) throws -> Void,
        answer: @escaping @Sendable (Data, Peer, @escaping Send) async throws -> Data
    ) {
        self.name = name
        self.parameters = parameters
        self.allow = allow
        self.answer = answer
    }

    /// - Parameters:
    ///   - allow: throws where a caller may not call it.
    ///   - body: what the method does; a `ControlError` that it throws reaches the caller.
    package init<Call: ControlCall>(
        _ call: Call.Type, allow: @escaping @Sendable (Peer) throws -> Void = { _ in },
        _ body: @escaping @Sendable (Call, Peer) async throws -> Call.Reply
    ) {
        self.init(streaming: call, allow: allow) { call, peer, _ in try await body(call, peer) }
    }

    /// - Parameters:
    ///   - allow: throws where a caller may not call it.
    ///   - body: given a call and a way to send replies before the last.
    package init<Call: ControlCall>(
        streaming call: Call.Type, allow: @escaping @Sendable (Peer) throws -> Void = { _ in },
        _ body:
            @escaping @Sendable (Call, Peer, InterimReplies<Call.Reply>) async throws -> Call.Reply
    ) {
        name = Call.method
        parameters = Call.parameters
        self.allow = allow
        answer = { message, peer, send in
            try allow(peer)
            let envelope = try WireFormat.decode(CallEnvelope<Call>.self, from: message)
            let call =
                try envelope.parameters ?? WireFormat.decode(Call.self, from: Data("{}".utf8))
            let interim = InterimReplies<Call.Reply>(
                // Whoever wants no reply wants no others before it.
                isWanted: envelope.more == true && envelope.oneway != true
            ) { reply in
                try await send(
                    try WireFormat.encode(ReplyEnvelope(parameters: reply, continues: true)))
            }
            let reply = try await body(call, peer, interim)
            return try WireFormat.encode(ReplyEnvelope(parameters: reply))
        }
    }
}
