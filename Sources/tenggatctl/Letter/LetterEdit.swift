import ArgumentParser
import Control
import FoundationEssentials

struct LetterEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Puts your own words into a letter that has not left.",
        discussion: """
            The letter needs approval as it stands then. A body of your own is dropped when the facts \
            of the letter change, since it would not follow them.
            """)

    @Argument(help: "The notice's number.", transform: GivenNumber.read)
    var id: Int

    @Option(help: "A paragraph after what the letter says.")
    var paragraph: String?

    @Option(help: "A file with what the letter says instead, between its greetings.")
    var bodyFile: String?

    @Flag(help: "Take your words out again.")
    var undo = false

    @Option(help: "Who edits, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func validate() throws {
        guard undo == (paragraph == nil && bodyFile == nil) else {
            throw ValidationError("give --paragraph, --body-file, or --undo")
        }
    }

    func run() throws {
        let body = try bodyFile.map(readText)
        let reply = try connection.call(
            EditNotice(id: id, paragraph: paragraph, body: body, by: by))
        try connection.print(reply) { reply.letter.print() }
    }
}

/// The text of a file that a command was given.
func readText(_ path: String) throws -> String {
    let content: Data
    do {
        content = try Data(contentsOf: URL(filePath: path))
    } catch {
        throw failure("\(path) cannot be read: \(error)", code: 66)
    }
    guard let text = String(validating: content, as: UTF8.self) else {
        throw failure("\(path) is not UTF-8: save it as such", code: 65)
    }
    return text
}
