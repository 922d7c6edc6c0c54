package import Almanac
import Coordination
package import Ledger
package import Logging

/// Looks at orders that changed or whose day has come, and writes, rewrites or withdraws the letters
/// to their clients.
package struct DelayNotices: Job {
    package let name = JobName.delayNotices
    private let ledger: Ledger
    private let office: CurrentOffice
    private let writer: LetterWriter
    private let pokes: Pokes
    private let logger: Logger

    package init(
        ledger: Ledger, office: CurrentOffice, writer: LetterWriter, pokes: Pokes,
        logger: Logger
    ) {
        self.ledger = ledger
        self.office = office
        self.writer = writer
        self.pokes = pokes
        self.logger = logger
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        let desk = desk(office.office)
        let result = try await ledger.write(at: now) { transaction in
            try desk.work(in: transaction)
        }
        tell(result)
        if !result.counts.isEmpty {
            pokes.poke(
                JobName.outbox, JobName.deadlineReminders, JobName.digest, JobName.calendarFeed)
        }
        return result.counts
    }

    /// The same work, for whoever does it within a transaction of their own.
    func desk(_ office: Office) -> DelayDesk {
        DelayDesk(office: office, writer: writer)
    }

    func tell(_ result: DelayDesk.Result) {
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
        try await ledger.read { try $0.nextOrderInstant() }
    }
}
