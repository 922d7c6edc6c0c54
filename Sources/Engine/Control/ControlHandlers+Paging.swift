import Control

extension ControlHandlers {
    /// How many rows one reply carries to whoever asked for more.
    private static var page: Int { 500 }
    /// How many rows one reply carries to whoever did not.
    private static var most: Int { 1_000 }

    /// How many rows somebody asks for at most.
    ///
    /// - Throws: `EngineError` `.invalid` where it is none of 1 to `most`.
    static func limit(
        _ asked: Int?, usually usual: Int, most: Int
    ) throws(EngineError) -> Int {
        let limit = asked ?? usual
        guard (1...most).contains(limit) else {
            throw EngineError(.invalid, "limit \(limit) is not in 1–\(most)", field: "limit")
        }
        return limit
    }

    /// Answers with any number of rows, page by page: neither the ledger nor the memory is held for all
    /// of them at once. Between two pages the ledger may change.
    ///
    /// - Parameters:
    ///   - keys: of all rows, in their order.
    ///   - read: the rows of some keys.
    /// - Throws: org.varlink.service.ExpectedMore where one reply is not enough and no other is wanted.
    func paged<Key: Sendable, Row: Sendable, Reply: Sendable>(
        _ keys: [Key], _ interim: InterimReplies<Reply>, reply: ([Row]) -> Reply,
        read: ([Key]) async throws -> [Row]
    ) async throws -> Reply {
        var rows: [Row] = []
        var rest = keys[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(Self.page))
            rest = rest.dropFirst(some.count)
            rows += try await read(some)
            if !interim.isWanted {
                if rows.count > Self.most { try interim.require() }
            } else if rows.count >= Self.page, !rest.isEmpty {
                try await interim(reply(rows))
                rows = []
            }
        }
        return reply(rows)
    }
}
