import ArgumentParser
import Control

struct DeadlineDone: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "It is done: nobody is reminded any more.")

    @OptionGroup var name: DeadlineName

    @Option(
        help: "What shows it, where the deadline asks for evidence: a receipt's number, a file.")
    var evidence: String?

    @Option(help: "A remark for the history.")
    var reason: String?

    @OptionGroup var connection: Connection

    func run() throws {
        try connection.printChanged(
            FinishDeadline(
                code: name.code, occurrence: name.occurrence, evidence: evidence, by: name.by,
                reason: reason)
        ) { "is \($0.state): \($0.title)" }
    }
}
