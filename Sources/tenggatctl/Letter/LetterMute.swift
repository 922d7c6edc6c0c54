import ArgumentParser
import Control

struct LetterMute: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mute",
        abstract: "Has no letters go to a client, or about an order, for some time.",
        discussion: """
            Letters that wait are taken back, and whoever would have been written to is called instead: each \
            call is a deadline of the coordinator's. After the day letters go again by themselves.
            """)

    @Argument(help: "A client's code, or an order's.")
    var code: String

    @Option(help: "The last day without letters (2026-12-31).")
    var until: String

    @Option(help: "Why; it stays in the record.")
    var reason: String

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(
            MuteLetters(code: code, until: until, reason: reason, by: by))
        try connection.print(reply) {
            print("No letters about \(reply.about) up to \(reply.until ?? until): calls instead.")
            for letter in reply.withdrawn { print("Letter \(letter) was taken back.") }
        }
    }
}

struct LetterUnmute: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmute", abstract: "Lets letters go again before the day is over.")

    @Argument(help: "A client's code, or an order's.")
    var code: String

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(
            MuteLetters(code: code, until: nil, reason: nil, by: by))
        try connection.print(reply) { print("Letters about \(reply.about) go again.") }
    }
}
