import ArgumentParser
import Control

struct LetterHold: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Stops all mail to clients, or single letters.")

    @Argument(
        help: "The letters' numbers; without them all mail to clients is stopped.",
        transform: GivenNumber.read)
    var ids: [Int] = []

    @Option(help: "Why; it stays in the record.")
    var reason: String

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let notices = try connection.call(
            HoldClientMail(ids: ids.isEmpty ? nil : ids, reason: reason, by: by)
        ).notices
        try connection.print(notices) {
            if ids.isEmpty {
                print("No mail goes to clients until `tenggatctl letter resume`.")
            }
            for notice in notices { print("Notice \(notice.id) waits.") }
        }
    }
}

struct LetterResume: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets mail to clients go again.")

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(ResumeClientMail(by: by))
        try connection.print(reply) {
            print(
                "Mail to clients goes again; waiting for their moment: "
                    + Wording.count(reply.waiting, "letter"))
            if !reply.waits.isEmpty { print("But:") }
            for sentence in reply.waits { print("  \(sentence)") }
        }
    }
}
