import FoundationEssentials

/// One method of the interface and the function that answers it.
package struct ControlMethod: Sendable {
    let name: String
    /// A call's message in, a reply's out.
    let answer: @Sendable (Data, Peer) async throws -> Data

    /// - Parameter body: what the method does; a `ControlError` that it throws reaches the caller.
    package init<Call: ControlCall>(
        _ call: Call.Type, _ body: @escaping @Sendable (Call, Peer) async throws -> Call.Reply
    ) {
        name = Call.method
        answer = { message, peer in
            let envelope = try WireFormat.decode(CallEnvelope<Call>.self, from: message)
            let call =
                try envelope.parameters ?? WireFormat.decode(Call.self, from: Data("{}".utf8))
            return try WireFormat.encode(ReplyEnvelope(parameters: try await body(call, peer)))
        }
    }
}
