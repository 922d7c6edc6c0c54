import ArgumentParser
import Control

struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Why something was told, or was not, and what comes next.",
        discussion: """
            One timeline of what was planned, sent, skipped, merged, withdrawn and held, each with its \
            reason. SUBJECT is the code of a deadline, an order, a person or a client, ORDER/LINE, a \
            period, a report as "TYPE TEAM PERIOD", a letter's number, or a file's name; with KIND: \
            before it where it may mean several (person:S-01).
            """)

    @Argument(help: "What is asked about.")
    var subject: String

    @Option(
        help: ArgumentHelp(
            "Of a person: why they got, or did not get, a mail on this day.", valueName: "date"))
    var on: String?

    @OptionGroup var language: AnswerLanguage
    @OptionGroup var connection: Connection

    func run() throws {
        var lines: [WhyLine] = []
        var reply = try connection.call(
            Why(subject: subject, on: on, language: language.code)
        ) { lines += $0.lines }
        reply.lines = lines + reply.lines
        try connection.print(reply) {
            print(Terminal.bold(reply.title))
            for line in reply.lines {
                print("\(Wording.instant(line.at))  \(line.heading)")
                print("    \(line.text)")
            }
            if reply.lines.isEmpty { print("Nothing is known of it.") }
        }
    }
}
