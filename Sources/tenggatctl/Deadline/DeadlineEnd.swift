import ArgumentParser
import Control

struct DeadlineWaive: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive", abstract: "It need not be done this time.")

    @OptionGroup var name: DeadlineName

    @Option(help: "Why; it stays in the history.")
    var reason: String

    @OptionGroup var scope: SeriesScope
    @OptionGroup var connection: Connection

    func run() throws {
        try connection.printChanged(
            FinishDeadline(
                code: name.code, occurrence: name.occurrence, outcome: "waived",
                scope: scope.word, by: name.by, reason: reason)
        ) { "is \($0.state): \($0.title)" }
    }
}

struct DeadlineCancel: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "It is not owed any more.")

    @OptionGroup var name: DeadlineName

    @Option(help: "Why; it stays in the history.")
    var reason: String

    @OptionGroup var scope: SeriesScope
    @OptionGroup var connection: Connection

    func run() throws {
        try connection.printChanged(
            FinishDeadline(
                code: name.code, occurrence: name.occurrence, outcome: "cancelled",
                scope: scope.word, by: name.by, reason: reason)
        ) { "is \($0.state): \($0.title)" }
    }
}
