import ArgumentParser
import Control

struct LetterWrite: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write",
        abstract: "Writes to clients, or to an order's client; held until approved.")

    @Option(name: .customLong("client"), help: "A client's code; may be repeated.")
    var clients: [String] = []

    @Option(help: "An order: it goes to its client.")
    var order: String?

    @Option(help: "The letter's subject.")
    var subject: String

    @Option(help: "What it says; empty lines part paragraphs.")
    var text: String?

    @Option(help: "A file with what it says.")
    var textFile: String?

    @Option(help: "Who writes, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func validate() throws {
        guard (text == nil) != (textFile == nil) else {
            throw ValidationError("give --text or --text-file")
        }
    }

    func run() throws {
        let text = try self.text ?? textFile.map(readText) ?? ""
        let reply = try connection.call(
            WriteNotice(
                clients: clients.isEmpty ? nil : clients, order: order, subject: subject,
                text: text, by: by))
        try connection.print(reply) {
            for notice in reply.notices {
                print(
                    "Notice \(notice.id) to \(notice.recipientName ?? notice.recipient) waits for "
                        + "approval: tenggatctl letter approve \(notice.id)")
            }
            for call in reply.calls { print("Call instead: deadline \(call)") }
        }
    }
}
