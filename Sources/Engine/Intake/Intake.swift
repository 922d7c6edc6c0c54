package import Almanac
package import Coordination
import Ledger
import Logging
import Post
import Sheets

/// The way in: files become rows, rows become changes, each file whole or not at all.
package struct Intake: Sendable {
    let store: OfficeStore
    let reader: SheetReader
    let writer: LetterWriter
    let delays: DelayNotices
    let clockGuard: ClockGuard
    let logger: Logger
    /// What keeps a letter from leaving that a sheet approves.
    let stops: DecisionDesk.LetterStops

    /// - Parameter reader: by which the files were read.
    func markedCopies(_ reader: SheetReader) -> MarkedCopies {
        MarkedCopies(reader: reader, language: store.office.profile.language, logger: logger)
    }

    /// Reads what was taken before: by every mapping that there ever was, as it was read then.
    func readerOfKept() async throws -> SheetReader {
        let mappings = try await store.ledger.read { try $0.mappings() }
        return reader.following(mappings.map(\.mapping))
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

    /// How far an import is: rows read of a file, or of all while they are checked and taken.
    package struct Progress: Sendable {
        package var file: String?
        package var rows: Int
    }

    /// Takes the files of one import, which may refer to each other.
    ///
    /// - Parameters:
    ///   - kind: what the sheets are, where they cannot be recognised; nil recognises them.
    ///   - isDryRun: does everything, and undoes it: what it says is what would happen.
    ///   - isPartial: takes the rows without faults of a file in which others have some; submissions are
    ///     taken whole or not at all.
    ///   - sender: whose they are.
    ///   - progress: told now and then how far it is.
    /// - Returns: a report per file, in their order; of a starter workbook one per sheet that is filled in.
    package func take(
        _ files: [File], as kind: SheetKind?, isDryRun: Bool, isPartial: Bool = false,
        from sender: Sender, at now: Instant, progress: (@Sendable (Progress) -> Void)? = nil
    ) async throws -> [ImportReport] {
        let office = store.office
        let today = office.workingTime.zone.civil(now).date
        let arrivals = try await ArrivalReader(reader, store.ledger)
        var arrived: [Arrival] = []
        for (source, file) in files.enumerated() {
            arrived += try await arrivals.arrivals(
                of: file, as: kind, today: today, source: source
            ) { rows in
                progress?(Progress(file: file.name, rows: rows))
            }
        }
        progress?(Progress(file: nil, rows: arrived.reduce(0) { $0 + $1.reading.rows.count }))
        let batch = ImportBatch(
            arrived, profile: office.profile, isDryRun: isDryRun,
            isPartial: isPartial, senders: arrived.map { _ in sender }, writer: writer, now: now,
            today: today,
            delays: clockGuard.mayWork(at: now) ? delays : nil,
            markedCopies: markedCopies(arrivals.reader), stops: stops)
        let taken: ImportBatch.Result
        do {
            taken = try await store.change(at: now) { work in
                let result = try batch.take(into: work.transaction)
                if isDryRun { throw Undone(result: result) }
                return result
            }
        } catch let undone as Undone {
            return undone.result.reports
        }
        if let letters = taken.letters { delays.tell(letters) }
        tell(taken.reports, by: sender.by)
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
                    "\(!report.isTaken ? MessageID.submissionRejected : MessageID.importTaken)",
            ]
            if !report.isTaken {
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
