import ArgumentParser
import Control

struct DeadlineAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "A new deadline; its reminders begin by themselves.")

    @Argument(help: "What is owed.")
    var title: String

    @Option(help: "A person's or a team's code.")
    var owner: String

    @Option(
        help: """
            "2026-12-04 15:00", or 2026-12-04 for that day's closing hour; 4/12/2026 and 4.12.2026, too.
            """)
    var due: String

    @Option(help: "Its code; the next free D-… otherwise.")
    var code: String?

    @Option(help: "The zone of the due moment; the office's otherwise.")
    var timeZone: String?

    @Option(help: "What it is: task, report, tender, …, as the settings say.")
    var kind: String?

    @Option(help: "How it reminds; the kind's ladder otherwise.")
    var ladder: String?

    @Option(help: "The client it concerns, by code.")
    var client: String?

    @Option(help: "What its owner should know besides.")
    var note: String?

    @Option(
        name: .customLong("repeat"),
        help: "daily, weekly, monthly, quarterly, yearly, or a calendar expression.")
    var recurrence: String?

    @Option(help: "Where it goes from a day off: preceding or following.")
    var roll: String?

    @Option(help: "What must be shown when it is done.")
    var evidence: String?

    @Option(help: "A deadline that must end first, by code; give it once for each.")
    var after: [String] = []

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let deadline = try connection.call(
            AddDeadline(
                title: title, owner: owner, due: due, code: code, timeZone: timeZone, kind: kind,
                ladder: ladder, client: client, note: note, repeat: recurrence, roll: roll,
                evidence: evidence, after: after.isEmpty ? nil : after, by: by)
        ).deadline
        try connection.print(deadline) {
            let next = deadline.nextAt.map {
                "; first: \(deadline.nextStep ?? "") at \(Wording.instant($0))"
            }
            print("\(deadline.identifier) is due \(deadline.due) \(deadline.timeZone)\(next ?? "")")
        }
    }
}
