package import Almanac
package import Coordination
import Ledger
import Sheets

extension Intake {
    /// Takes one team's file for one period.
    ///
    /// - Parameters:
    ///   - type, team, period: what the sender says; nil where the file's name and rows tell.
    /// - Throws: `EngineError` `.invalid` when nobody can tell whose figures these are.
    package func submit(
        _ file: File, type: String?, team: String?, period: Period?, by: String?, at now: Instant
    ) async throws -> ImportReport {
        let office = office.office
        var kind: SheetKind?
        if let type {
            kind = office.profile.submissionTypes.first { $0.name == type }?.sheet
        }
        let today = office.workingTime.zone.civil(now).date
        let reading = reader.read(file.content, fileName: file.name, as: kind, today: today)
        let desk = SubmissionDesk(
            office: office, by: by, markedCopies: markedCopies, statedTeam: team,
            statedPeriod: period, statedType: type)
        let report = try await ledger.write(at: now) { transaction in
            try desk.take(reading, content: file.content, into: transaction)
        }
        tell([report], by: by)
        pokes.poke(JobName.deadlineReminders, JobName.periods, JobName.outbox)
        return report
    }
}
