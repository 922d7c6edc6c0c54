import ArgumentParser

struct MailCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "The way out of the office.",
        subcommands: [MailTest.self])
}
