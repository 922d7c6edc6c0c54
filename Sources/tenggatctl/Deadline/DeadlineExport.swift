import ArgumentParser
import Control

struct DeadlineExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Open deadlines for a calendar.",
        discussion: """
            An iCalendar file (RFC 5545) with an alarm a day before each. To subscribe to one that \
            stays fresh, set `calendar_feed` in the settings.
            """)

    @Flag(help: "As an iCalendar file; there is no other format.")
    var ics = false

    @Option(help: "Only those of a person or a team, by code.")
    var owner: String?

    @OptionGroup var output: OutputFile
    @OptionGroup var connection: Connection

    func run() throws {
        guard ics else {
            throw failure("say --ics; as a sheet: tenggatctl sheet export deadlines", code: 64)
        }
        let file = try connection.call(ExportCalendar(owner: owner)).file
        try output.put(file, connection: connection)
    }
}
