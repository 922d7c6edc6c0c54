import ArgumentParser

struct ClockCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "The service's clock, and whether it is acted on.",
        subcommands: [ClockShow.self, ClockConfirm.self], defaultSubcommand: ClockShow.self)
}
