import Almanac
import Ledger
import Logging

extension Ledger {
    /// Has the journal keep the head of the history, which the ledger alone could not prove: whoever changes
    /// the history later would have to change the journal, too.
    ///
    /// - Returns: that head; nil of a history that has none.
    @discardableResult
    func tellHistoryHead(to logger: Logger) async throws -> HistoryHead? {
        guard let head = try await read({ try $0.historyHead() }) else { return nil }
        logger.notice(
            "the history's head is \(head.hash) after \(head.links) links",
            metadata: [
                "head": "\(head.hash)", "links": "\(head.links)",
                "message_id": "\(MessageID.historyHead)",
            ])
        return HistoryHead(hash: head.hash, links: head.links)
    }

    /// Has the journal keep the head, and cuts the chain at it where most of it speaks of what was forgotten: what one
    /// night links anew and the next night's head has is taken out of its beginning then.
    func keepHistoryHead(at now: Instant, to logger: Logger) async throws {
        guard let head = try await tellHistoryHead(to: logger) else { return }
        let gone = try await ChainCut.finish(in: self, at: now)
        if gone > 0 { logger.notice("\(gone) links of what was forgotten are cut off the history") }
        if let cut = try await read({ try ChainCut.due(at: head, in: $0) }) {
            try await cut.linkAnew(in: self, at: now)
        }
    }
}
