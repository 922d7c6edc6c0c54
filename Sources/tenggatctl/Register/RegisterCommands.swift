import ArgumentParser
import Control

struct ClientCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client", abstract: "Clients of the register.",
        subcommands: [ClientErase.self])
}

struct PersonCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "People of the register.",
        subcommands: [PersonErase.self])
}

struct ClientErase: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Removes what is known of a client with whom nothing is open.",
        discussion: EraseOptions.discussion)

    @OptionGroup var options: EraseOptions

    func run() throws { try options.erase("client") }
}

struct PersonErase: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Removes what is known of somebody who has left and handed over.",
        discussion: EraseOptions.discussion)

    @OptionGroup var options: EraseOptions

    func run() throws { try options.erase("person") }
}

/// What both kinds of erasing take.
struct EraseOptions: ParsableArguments {
    static let discussion = """
        The entry of the register goes, with the words of letters to them and about them, addresses, and the \
        sheets and exports of the register. Codes, dates and that letters went stay, so that the history holds. \
        Nothing brings it back but a backup, which keeps it until it is old.
        """

    @Argument(help: "Their code.")
    var code: String

    @Flag(help: "Erase it; without this it is only looked at.")
    var forGood = false

    @OptionGroup var connection: Connection

    func erase(_ kind: String) throws {
        let reply = try connection.call(EraseReader(kind: kind, code: code, forGood: forGood))
        try connection.print(reply) {
            let letters = Wording.count(reply.letters, "letter")
            print(
                forGood
                    ? "\(code) is erased; \(letters) without words."
                    : "\(code) can be erased, with the words of \(letters): give --for-good.")
        }
    }
}
