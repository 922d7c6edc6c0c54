import ArgumentParser
import Control

struct LetterRetry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Has letters tried now that would be tried again later.")

    @Argument(help: "The letters' numbers.", transform: GivenNumber.read)
    var ids: [Int]

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(RetryLetters(ids: ids, by: by))
        try connection.print(reply) {
            for notice in reply.notices {
                print(
                    notice.waits.isEmpty
                        ? "Notice \(notice.id) is tried now."
                        : "Notice \(notice.id) is to be tried now, but:")
                for sentence in notice.waits { print("  \(sentence)") }
            }
            for problem in reply.problems {
                print("Notice \(problem.id) is not tried: \(problem.message)")
            }
        }
        if !reply.problems.isEmpty { throw ExitCode(65) }
    }
}

struct LetterFlush: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flush",
        abstract: "Has everything tried now that waits for another try or for a server.")

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(RetryLetters(ids: nil, by: by))
        try connection.print(reply) {
            print("To leave now: " + Wording.count(reply.due, "letter") + ".")
            if !reply.waits.isEmpty { print("But:") }
            for sentence in reply.waits { print("  \(sentence)") }
        }
    }
}
