import ArgumentParser
import Control

struct LetterConfirm: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "An uncertain letter did arrive: the client knows what it says.",
        discussion: """
            Ask the client. One that did not arrive is approved again, or refused where the telephone \
            did its work.
            """,
        aliases: ["arrived"])

    @Argument(help: "The notice's number.", transform: GivenNumber.read)
    var id: Int

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let notice = try connection.call(ConfirmArrival(id: id, by: by)).notice
        try connection.print(notice) { print("Notice \(notice.id) counts as told.") }
    }
}
