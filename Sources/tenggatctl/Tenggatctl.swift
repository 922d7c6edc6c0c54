import ArgumentParser

@main
struct Tenggatctl: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "tenggatctl")
}
