import Coordination
import Ledger
import Sheets

extension SheetExport {
    /// The rows of what teams handed in and what was accepted, read once more from the files that are
    /// kept: the latest version of each team and period.
    func submissionRows(of kind: SheetKind, reader: SheetReader) throws -> Table {
        let types = office.profile.submissionTypes.filter { $0.sheet == kind }.map(\.name)
        var rows: [[String: SheetValue]] = []
        for submission in try view.acceptedSubmissions(of: types, team: team, period: period) {
            guard let content = try view.keptFile(submission.hash) else {
                throw EngineError(
                    .notFound,
                    "the content of “\(submission.file)” (\(submission.team), \(submission.period)) was put "
                        + "away (`housekeeping.files`): export other periods, or restore a backup")
            }
            let reading = NamedCodes(office.directory).resolved(
                reader.read(content, fileName: submission.file, as: kind))
            rows += reading.rows.map(\.values)
        }
        return Table(rows)
    }
}
