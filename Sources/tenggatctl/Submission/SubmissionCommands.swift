import ArgumentParser

struct SubmissionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submission", abstract: "What teams hand in before a period closes.",
        subcommands: [SubmissionSend.self, SubmissionSign.self, SubmissionWaive.self])
}
