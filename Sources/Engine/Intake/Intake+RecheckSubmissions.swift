import Almanac
import Coordination
import Ledger
import Logging
import Sheets

extension Intake {
    /// Judges every latest file of a period as if it came now: registers, other files, orders and the
    /// day may have changed since.
    ///
    /// - Returns: how many are judged otherwise than before.
    func recheckSubmissions(_ period: Period, at now: Instant) async throws -> Int {
        let office = store.office
        let today = office.workingTime.zone.civil(now).date
        let latest = try await store.ledger.read { view in
            try view.period(period)?.state == .open
                ? view.submissions(for: period.description) : []
        }
        var changed = 0
        let reader = try await readerOfKept()
        let markedCopies = markedCopies(reader)
        for submission in latest {
            guard
                let type = office.profile.submissionTypes.first(where: {
                    $0.name == submission.type && $0.every == period.kind
                }), office.directory.team(submission.team) != nil,
                let content = try await store.ledger.read({ try $0.keptFile(submission.hash) })
            else { continue }
            let reading = NamedCodes(office.directory).resolved(
                reader.read(content, fileName: submission.file, as: type.sheet, today: today))
            let report: ImportReport?
            do {
                report = try await store.change(at: now) { work in
                    let transaction = work.transaction
                    // A file that came meanwhile was judged when it came.
                    let newest = try transaction.view.submission(
                        type: type.name, team: submission.team, period: period.description)
                    guard newest?.version == submission.version else { return nil }
                    let submissions = SubmissionIntake(
                        office: work.office, by: submission.by, markedCopies: markedCopies,
                        statedTeam: submission.team, statedPeriod: period, statedType: type.name)
                    return try submissions.take(reading, content: content, into: transaction)
                }
            } catch let error as EngineError {
                // One that nobody can judge keeps no other from it, nor the period.
                logger.warning("\(submission.file) could not be judged again: \(error)")
                continue
            }
            guard let report, report.version != submission.version else { continue }
            changed += 1
            tell([report], by: submission.by)
        }
        return changed
    }
}
