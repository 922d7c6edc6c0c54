import ArgumentParser
import Control

struct DeadlineDone: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "It is done: nobody is reminded any more.")

    @OptionGroup var name: DeadlineName

    @Option(
        help: ArgumentHelp(
            "What shows it, where the deadline asks for evidence: a receipt's number, a file.",
            discussion: """
                Of several things, separated by semicolons, each is named: "photo: IMG_1". While some are \
                missing it stays open, and reminders name those.
                """))
    var evidence: String?

    @Option(help: "A remark for the history.")
    var reason: String?

    @OptionGroup var connection: Connection

    func run() throws {
        try connection.printChanged(
            FinishDeadline(
                code: name.code, occurrence: name.occurrence, evidence: evidence, by: name.by,
                reason: reason)
        ) { deadline in
            guard deadline.state == "open", let missing = deadline.missingEvidence else {
                return "is \(deadline.state): \(deadline.title)"
            }
            return "is noted; still to be shown: \(missing)"
        }
    }
}
