package import Almanac
import Coordination
package import Ledger
package import Logging

/// Looks at orders that changed or whose day has come, and writes, rewrites or withdraws the letters
/// to their clients.
package struct DelayNotices: Job {
    package let name = JobName.delayNotices
    package let follows: Set<Wakes.Cause> = [
        .commit(.clientOrder), .commit(.orderLine), .commit(.notice), .commit(.register),
        .commit(.mark),
    ]
    package let consults: Set<LedgerTable> = [
        .correction, .deadline, .dependency, .event, .formerToldDate, .item, .letter,
        .refusedAddress, .series, .said, .saidLayout, .sheetImport, .shownLetter, .step, .toldDate,
    ]
    private let store: OfficeStore
    private let writer: LetterWriter
    private let logger: Logger

    package init(
        store: OfficeStore, writer: LetterWriter, logger: Logger
    ) {
        self.store = store
        self.writer = writer
        self.logger = logger
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        let result = try await store.change(at: now) { work in
            try planner(work.office).work(in: work.transaction)
        }
        tell(result)
        return result.counts
    }

    /// The same work, for whoever does it within a transaction of their own.
    func planner(_ office: Office) -> DelayPlanner {
        DelayPlanner(office: office, writer: writer)
    }

    func tell(_ result: DelayPlanner.Result) {
        for letter in result.held {
            let reasons = letter.reasons.map(\.rawValue).joined(separator: ", ")
            logger.notice(
                "a letter to \(letter.client) waits for a person: \(reasons)",
                metadata: ["notice": "\(letter.notice)", "message_id": "\(MessageID.noticeHeld)"])
        }
        for order in result.withoutClient {
            logger.warning(
                "order \(order) names a client that is on no register: import the clients sheet",
                metadata: ["order": "\(order)"])
        }
    }

    package func nextInstant() async throws -> Instant? {
        try await store.ledger.read { try $0.nextOrderInstant() }
    }
}
