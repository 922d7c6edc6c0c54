import ArgumentParser
import Control

struct GoLiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "go-live",
        abstract: "Ends the trial: letters go to whom they are for.",
        discussion: """
            For administrators. What went to the coordinator only, and still holds, is written anew and \
            waits for approval. The history has who ended it.
            """)

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(GoLive())
        try connection.print(reply) {
            print("The trial is over.")
            for effect in reply.effects { print(effect) }
        }
    }
}
