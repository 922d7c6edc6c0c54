import ArgumentParser
import Control

struct SheetExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes a sheet of what is remembered.",
        discussion: """
            Importing it again changes nothing. Sheets: people, teams, clients, deadlines, orders, \
            reasons, decisions, delegations, holidays, targets, achievements, collections, expenses. \
            The decisions sheet has a row for each letter that waits.
            """)

    @Argument(help: "The sheet.")
    var kind: String

    @Flag(exclusivity: .exclusive, help: "CSV for Excel in Indonesia, or an Excel workbook.")
    var format = Format.csv

    enum Format: String, EnumerableFlag {
        case csv, xlsx
    }

    @Option(help: "Of submissions: only a team's, by code.")
    var team: String?

    @Option(help: "Of submissions: only a period's, 2026-11 or 2026-Q4.")
    var period: String?

    @OptionGroup var output: OutputFile
    @OptionGroup var connection: Connection

    func run() throws {
        try output.check(isText: format == .csv || connection.json)
        let call = ExportSheet(
            kind: kind, format: format.rawValue, team: team, period: period)
        let file = try connection.call(call).file
        try output.put(file, connection: connection)
    }
}
