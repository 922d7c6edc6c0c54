import ArgumentParser
import Control

struct DeadlineDone: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "Ends a deadline: nobody is reminded any more.")

    @Argument(help: "The deadline's code.")
    var code: String

    @Option(help: "Which one of a series; the next due otherwise.")
    var occurrence: String?

    @Option(name: .customLong("as"), help: "done, waived or cancelled; the others need a reason.")
    var outcome = "done"

    @Option(help: "Who says so, by code.")
    var by: String?

    @Option(help: "Why.")
    var reason: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let deadline = try connection.call(
            FinishDeadline(
                code: code, occurrence: occurrence, outcome: outcome, by: by, reason: reason)
        ).deadline
        try connection.print(deadline) {
            print("\(deadline.identifier) is \(deadline.state): \(deadline.title)")
        }
    }
}
