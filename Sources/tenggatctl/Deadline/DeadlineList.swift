import ArgumentParser
import Control

struct DeadlineList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Deadlines by their due moment.")

    @Option(help: "open, done, waived, cancelled or all.")
    var state = "open"

    @Option(help: "Only those of a person or a team, by code.")
    var owner: String?

    @OptionGroup var connection: Connection

    func run() throws {
        var deadlines: [Deadline] = []
        let last = try connection.call(ListDeadlines(state: state, owner: owner)) {
            deadlines += $0.deadlines
        }
        deadlines += last.deadlines
        try connection.print(deadlines) {
            var table = Table("CODE", "DUE", "ZONE", "OWNER", "STATE", "NEXT", "TITLE", flexible: 6)
            for deadline in deadlines {
                table.add(
                    deadline.identifier, deadline.due, deadline.timeZone, deadline.owner,
                    deadline.state, deadline.nextStep ?? "-", deadline.title)
            }
            table.print(whenEmpty: "There are no such deadlines.")
        }
    }
}
