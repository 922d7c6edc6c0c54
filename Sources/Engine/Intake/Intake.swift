package import Almanac
package import Coordination
package import Ledger
package import Logging
import Post
package import Sheets

/// The way in: files become rows, rows become changes, each file whole or not at all.
package struct Intake: Sendable {
    let ledger: Ledger
    let office: CurrentOffice
    let reader: SheetReader
    let pokes: Pokes
    let logger: Logger
    /// What goes back with a file that was not taken.
    package var markedCopy: MarkedCopy = { _, _, _ in nil }

    package init(
        ledger: Ledger, office: CurrentOffice, reader: SheetReader, pokes: Pokes, logger: Logger
    ) {
        self.ledger = ledger
        self.office = office
        self.reader = reader
        self.pokes = pokes
        self.logger = logger
    }

    /// A file as it came.
    package struct File: Sendable {
        /// Without folders.
        package var name: String
        package var content: [UInt8]

        package init(name: String, content: [UInt8]) {
            self.name = name
            self.content = content
        }
    }

    /// Takes the files of one import, which may refer to each other.
    ///
    /// - Parameters:
    ///   - kind: what the sheets are, where they cannot be recognised; nil recognises them.
    ///   - isDryRun: does everything, and undoes it: what it says is what would happen.
    ///   - by: who sends them.
    /// - Returns: a report per file, in their order.
    package func take(
        _ files: [File], as kind: SheetKind?, isDryRun: Bool, by: String?, at now: Instant
    ) async throws -> [ImportReport] {
        let profile = office.office.profile
        let today = office.office.workingTime.zone.civil(now).date
        let readings = files.map { file in
            reader.read(file.content, fileName: file.name, as: kind, today: today)
        }
        let batch = ImportBatch(
            files: files, readings: readings, profile: profile, isDryRun: isDryRun, by: by,
            markedCopy: markedCopy)
        let taken: ImportBatch.Result
        do {
            taken = try await ledger.write(at: now) { transaction in
                let result = try batch.take(into: transaction)
                if isDryRun { throw Undone(result: result) }
                return result
            }
        } catch let undone as Undone {
            return undone.result.reports
        }
        if let changed = taken.office { office.replace(with: changed) }
        tell(taken.reports, by: by)
        pokes.poke(
            JobName.deadlineReminders, JobName.delayNotices, JobName.digest, JobName.outbox)
        return taken.reports
    }

    /// Carries a dry run's reports out of the transaction that it undoes.
    private struct Undone: Error {
        var result: ImportBatch.Result
    }

    func tell(_ reports: [ImportReport], by: String?) {
        for report in reports {
            let reading = report.reading
            let metadata: Logger.Metadata = [
                "file": "\(reading.file)", "sheet": "\(reading.kind?.rawValue ?? "none")",
                "by": "\(by ?? "unknown")",
                "message_id":
                    "\(reading.isBlocked ? MessageID.submissionRejected : MessageID.importTaken)",
            ]
            if reading.isBlocked {
                logger.notice(
                    "\(reading.file) was not taken: \(reading.findings.count) findings",
                    metadata: metadata)
            } else {
                let added = report.difference.added.count
                let changed = report.difference.changedCount
                logger.notice(
                    "took \(reading.file): \(report.accepted) rows, \(added) added, \(changed) changed",
                    metadata: metadata)
            }
        }
    }
}
