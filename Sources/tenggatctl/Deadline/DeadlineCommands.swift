import ArgumentParser
import Control

struct DeadlineCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline", abstract: "Promises: who owes what, by when.",
        subcommands: [DeadlineList.self, DeadlineAdd.self, DeadlineDone.self])
}

extension Deadline {
    /// Its code, with the occurrence of a series behind it.
    var identifier: String { occurrence.map { "\(code) \($0)" } ?? code }
}
