import ArgumentParser
import Control

struct SubmissionSend: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Hands in a team's file for a period.",
        discussion: """
            Team and period stand in the file's name (achievement-JKT-2026-11.csv) or rows, or are \
            given. A file with blockers is kept as a version, is not accepted, and ends with 65.
            """)

    @Argument(help: "The file.", completion: .file(extensions: ["csv"]))
    var file: String

    @Option(help: "What it is, as the settings name it: achievements, …")
    var type: String?

    @Option(help: "The team, by code.")
    var team: String?

    @Option(help: "2026-11 or 2026-Q4.")
    var period: String?

    @Option(help: "Who hands it in, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let files = try connection.files([try SheetFile.read(file)])
        let report = try connection.call(
            Submit(
                file: files[0], type: type, team: team, period: period, by: by)
        ).report
        try connection.print(report) { report.print() }
        if report.isBlocked { throw ExitCode(65) }
    }
}
