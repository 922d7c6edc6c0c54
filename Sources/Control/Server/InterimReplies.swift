/// Replies before the last: they go to callers who asked for `more`, and nowhere else (varlink.org,
/// "Method Call").
package struct InterimReplies<Reply: Sendable>: Sendable {
    /// Whether the caller asked for them.
    package let isWanted: Bool
    private let send: @Sendable (Reply) async throws -> Void

    package init(isWanted: Bool, send: @escaping @Sendable (Reply) async throws -> Void) {
        self.isWanted = isWanted
        self.send = send
    }

    /// Does nothing where nobody wants it.
    package func callAsFunction(_ reply: Reply) async throws {
        guard isWanted else { return }
        try await send(reply)
    }

    /// For what is too long for one reply.
    ///
    /// - Throws: org.varlink.service.ExpectedMore.
    package func require() throws {
        guard isWanted else { throw CallFault.expectedMore }
    }
}
