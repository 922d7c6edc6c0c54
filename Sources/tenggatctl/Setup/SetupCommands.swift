import ArgumentParser
import Control

struct SetupCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "What an office still lacks.",
        subcommands: [SetupCheck.self], defaultSubcommand: SetupCheck.self)
}

struct SetupCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Walks through mail, clock, people, ladders, wordings, holidays and backups.",
        discussion: "Ends with 65 where something is missing that keeps somebody from being told.")

    @OptionGroup var connection: Connection

    func run() throws {
        let findings = try connection.call(CheckSetup()).findings
        try connection.print(findings) {
            for finding in findings {
                let mark =
                    switch finding.weight {
                    case "good": "ok    "
                    case "missing": Terminal.red("LACKS ")
                    default: "advice"
                    }
                Swift.print("\(mark)  \(finding.topic): \(finding.words)")
                if let remedy = finding.remedy { Swift.print("        \(remedy)") }
            }
        }
        if findings.contains(where: { $0.weight == "missing" }) { throw ExitCode(65) }
    }
}
