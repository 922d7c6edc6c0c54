import ArgumentParser

/// `submission send` under its name in development, for scripts that know no other.
struct FormerSubmit: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "submit", shouldDisplay: false)

    @OptionGroup var send: SubmissionSend

    func run() throws { try send.run() }
}
