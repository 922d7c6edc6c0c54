import Ledger
import Logging

extension Ledger {
    /// Has the journal keep the head of the history, which the ledger alone could not prove: whoever changes
    /// the history later would have to change the journal, too.
    func tellHistoryHead(to logger: Logger) async throws {
        guard let head = try await read({ try $0.historyHead() }) else { return }
        logger.notice(
            "the history's head is \(head.hash) after \(head.links) links",
            metadata: [
                "head": "\(head.hash)", "links": "\(head.links)",
                "message_id": "\(MessageID.historyHead)",
            ])
    }
}
