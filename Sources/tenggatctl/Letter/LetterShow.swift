import ArgumentParser
import Control

struct LetterShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A notice with its letter, as it went, may have arrived, or would go now.")

    @Argument(help: "The notice's number.", transform: GivenNumber.read)
    var id: Int

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(ShowNotice(id: id))
        try connection.print(reply) {
            let notice = reply.notice
            print(
                "Notice \(notice.id) to \(notice.recipientName ?? notice.recipient): \(notice.state)"
            )
            notice.printHold()
            for sentence in notice.waits { print("But:     \(sentence)") }
            if let response = notice.response { print("Outcome: \(response)") }
            for sentence in reply.copies { print("But:     \(sentence)") }
            reply.letter?.print()
        }
    }
}
