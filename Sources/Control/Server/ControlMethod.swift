import FoundationEssentials

/// One method of the interface and the function that answers it.
package struct ControlMethod: Sendable {
    /// Sends a message to whoever called.
    typealias Send = @Sendable (Data) async throws -> Void

    let name: String
    /// A call's message in, a reply's out; replies before the last are sent on the way.
    let answer: @Sendable (Data, Peer, @escaping Send) async throws -> Data

    /// - Parameter body: what the method does; a `ControlError` that it throws reaches the caller.
    package init<Call: ControlCall>(
        _ call: Call.Type, _ body: @escaping @Sendable (Call, Peer) async throws -> Call.Reply
    ) {
        self.init(streaming: call) { call, peer, _ in try await body(call, peer) }
    }

    /// - Parameter body: given a call and a way to send replies before the last; they go to callers who
    ///   asked for `more`, and nowhere else (varlink.org, "Method Call").
    package init<Call: ControlCall>(
        streaming call: Call.Type,
        _ body:
            @escaping @Sendable (
                Call, Peer, @escaping @Sendable (Call.Reply) async throws -> Void
            ) async throws -> Call.Reply
    ) {
        name = Call.method
        answer = { message, peer, send in
            let envelope = try WireFormat.decode(CallEnvelope<Call>.self, from: message)
            let call =
                try envelope.parameters ?? WireFormat.decode(Call.self, from: Data("{}".utf8))
            let wantsMore = envelope.more == true
            let reply = try await body(call, peer) { reply in
                guard wantsMore else { return }
                try await send(
                    try WireFormat.encode(ReplyEnvelope(parameters: reply, continues: true)))
            }
            return try WireFormat.encode(ReplyEnvelope(parameters: reply))
        }
    }
}
