import ArgumentParser
import Control

struct MailTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Sends a test letter at once, and says step by step what was answered.",
        discussion:
            "It passes the outbox and `mail.redirect_all_to` by. Where a step fails, what to do "
            + "is said below it, and the command ends with 70.")

    @Option(help: "The mail address that it goes to.")
    var to: String

    @Option(help: "A courier of the settings; else the one of ordinary letters to the office.")
    var courier: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(TestMail(to: to, courier: courier))
        try connection.print(reply) {
            Swift.print("by \(reply.courier)")
            for step in reply.steps { step.print() }
        }
        guard reply.steps.allSatisfy(\.isGood) else { throw ExitCode(70) }
    }
}

extension MailStep {
    func print() {
        let mark = isGood ? "ok  " : Terminal.red("FAIL")
        Swift.print("  \(mark)  \(name): \(said)")
        if let remedy { Swift.print("        \(remedy)") }
    }
}
