import ArgumentParser
import Control

struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Whether the history is what it was: no line, mark or letter changed since.",
        discussion: """
            Follows the chain of hashes that every line of the history, every mark of a step and every \
            letter that left is a link of, and judges by a second reading of the rules what should have been \
            told, and which letters could have left. The journal keeps the chain's head each night and at \
            each close: where it can be read (by root, or in the group systemd-journal), the history must go \
            through all of them. Exits with 65 where anything is not as it was.
            """)

    @Option(
        help: ArgumentHelp("A head that was kept of an earlier day.", valueName: "hash"))
    var head: String?

    @Option(
        help: ArgumentHelp(
            "Heads as journalctl --output=json writes them, instead of this machine's journal.",
            valueName: "file"), completion: .file())
    var heads: String?

    @OptionGroup var language: AnswerLanguage
    @OptionGroup var connection: Connection

    func run() throws {
        let kept = try heads.map(JournalHeads.ofFile) ?? JournalHeads.ofJournal()
        let reply = try connection.call(
            Prove(head: head, heads: kept, language: language.code))
        try connection.print(reply) {
            print("\(Wording.count(reply.links, "link")), head \(reply.head ?? "-")")
            print(Self.words(ofHeads: kept, reply))
            print(
                "\(Wording.count(reply.judged, "deadline")) judged, \(reply.notJudged) not; "
                    + "\(Wording.count(reply.lettersJudged, "letter")) to clients judged")
            print(
                reply.judgedSince.map {
                    "deadlines are judged that were made since \(Wording.instant($0))"
                } ?? "no deadline can be judged: ladders, calendars and people are not kept yet")
            for gap in reply.gaps { print(gap.text) }
            if let moment = reply.forgottenBefore {
                print("forgotten after its time: lines from before \(Wording.instant(moment))")
            }
            for problem in reply.problems { print(Terminal.red("problem: ") + problem.text) }
            if reply.problems.isEmpty { print("The history is what it was.") }
        }
        if !reply.problems.isEmpty { throw ExitCode(65) }
    }

    private static func words(ofHeads kept: [KeptHead]?, _ reply: Prove.Reply) -> String {
        guard let kept else {
            return
                "the journal cannot be read here: nothing but --head says whether the end was cut off"
        }
        guard !kept.isEmpty else { return "the journal has no head of an earlier day yet" }
        return "\(reply.headsHeld) of \(Wording.count(kept.count, "head")) of the journal held"
    }
}
