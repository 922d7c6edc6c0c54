import ArgumentParser
import Control

struct LetterCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letter", abstract: "Letters and reminders: waiting, held for a person, sent.",
        subcommands: [
            LetterList.self, LetterShow.self, LetterApprove.self, LetterRefuse.self,
            LetterConfirm.self, LetterEdit.self, LetterWrite.self, LetterHold.self,
            LetterResume.self, LetterMute.self, LetterUnmute.self, LetterRetry.self,
            LetterFlush.self,
        ],
        aliases: ["outbox"])
}

struct LetterList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Notices, the newest last; without --state the unfinished.")

    @Option(
        help: "waiting, held, claimed, deferred, sent, refused, uncertain, withdrawn, expired, all."
    )
    var state: String?

    @Option(help: "At most so many, the newest.")
    var limit: Int?

    @OptionGroup var connection: Connection

    func run() throws {
        let notices = try connection.call(ListNotices(state: state, limit: limit)).notices
        try connection.print(notices) {
            var table = Table("ID", "STATE", "TO", "LEAVES", "WHY", "ABOUT", flexible: 5)
            for notice in notices {
                // Of a letter that has nothing left to say, what it was about.
                let live = notice.items.filter { $0.withdrawnBecause == nil }
                let items = (live.isEmpty ? notice.items : live).map { "\($0.kind) \($0.subject)" }
                let reasons = (notice.holdReasons + notice.stops).joined(separator: ", ")
                // One that is kept leaves at no moment that anybody knows, but for a day's letters that are used up.
                let isKept = notice.stops.contains { $0 != "quota-spent" }
                let leaves = isKept ? nil : notice.leaveAt
                table.add(
                    "\(notice.id)", notice.state, notice.recipient,
                    leaves == nil ? "-" : Wording.instant(leaves),
                    reasons.isEmpty ? "-" : reasons, items.joined(separator: ", "))
            }
            table.print(whenEmpty: "There are no such notices.")
        }
    }
}

extension Letter {
    /// The letter as a person reads it before a word about it.
    func print() {
        Swift.print(
            "To:      \(recipients.isEmpty ? "nobody: there is no address" : recipients.joined(separator: ", "))"
        )
        Swift.print("Subject: \(subject)")
        Swift.print("Hash:    \(hash.prefix(16))")
        Swift.print("")
        Swift.print(text)
    }
}
