import ArgumentParser
import Control

struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Whether the history is what it was: no line, mark or letter changed since.",
        discussion: """
            Follows the chain of hashes that every line of the history, every mark of a step and every \
            letter that left is a link of. The journal keeps its head each night and at each close: with \
            --head a history is seen whose end was cut off. Exits with 65 where anything is not as it was.
            """)

    @Option(
        help: ArgumentHelp("A head that the journal has of an earlier day.", valueName: "hash"))
    var head: String?

    @OptionGroup var language: AnswerLanguage
    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(Prove(head: head, language: language.code))
        try connection.print(reply) {
            print("\(Wording.count(reply.links, "link")), head \(reply.head ?? "-")")
            print(
                "\(Wording.count(reply.judged, "deadline")) judged, \(reply.notJudged) not")
            for problem in reply.problems { print(Terminal.red("problem: ") + problem.text) }
            if reply.problems.isEmpty { print("The history is what it was.") }
        }
        if !reply.problems.isEmpty { throw ExitCode(65) }
    }
}
