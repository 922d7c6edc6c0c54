import ArgumentParser
import Control

struct DeadlineMove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Another due moment; whoever was told the old one hears of it.")

    @OptionGroup var name: DeadlineName

    @Option(
        help: """
            "2026-12-18 15:00", or 2026-12-18 at the time of day it had; what closed with its day \
            does so still.
            """)
    var due: String

    @Option(help: "Why; it stays in the history.")
    var reason: String?

    @OptionGroup var scope: SeriesScope
    @OptionGroup var connection: Connection

    func run() throws {
        try connection.printChanged(
            MoveDeadline(
                code: name.code, occurrence: name.occurrence, due: due, scope: scope.word,
                by: name.by, reason: reason)
        ) { "is due \($0.due) \($0.timeZone)" }
    }
}
