import ArgumentParser
import Control

struct LetterRefuse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Takes a letter back that waits for a person.")

    @Argument(help: "The notice's number.", transform: GivenNumber.read)
    var id: Int

    @Option(help: "Why; it stays in the record.")
    var reason: String

    @Option(help: "Who refuses, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let notice = try connection.call(RefuseNotice(id: id, reason: reason, by: by)).notice
        try connection.print(notice) {
            print(
                "Notice \(notice.id) will not be sent. What the client knows stays as it was: once somebody has told "
                    + "them, say so with tenggatctl order told ORDER, or they hear of it with the next letter."
            )
        }
    }
}
