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
        let office = store.office
        var kind: SheetKind?
        if let type {
            kind = office.profile.submissionTypes.first { $0.name == type }?.sheet
        }
        let today = office.workingTime.zone.civil(now).date
        let arrivals = try await ArrivalReader(reader, store.ledger)
        let reading = NamedCodes(office.directory).resolved(
            arrivals.reader.read(file.content, fileName: file.name, as: kind, today: today))
        let markedCopies = markedCopies(arrivals.reader)
        let report = try await store.change(at: now) { work in
            let submissions = SubmissionIntake(
                office: work.office, by: by, markedCopies: markedCopies, statedTeam: team,
                statedPeriod: period, statedType: type)
            return try submissions.take(reading, content: file.content, into: work.transaction)
        }
        tell([report], by: by)
        return report
    }
}
