import ArgumentParser
import Control
import Glibc

struct LetterApprove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Releases letters that wait for a person.",
        discussion: """
            Shows each letter with why it is held, and asks. --all shows every letter that is held, but \
            for those that somebody asked to wait, asks once, and releases all that can be; the others \
            are named with the reason, and the command ends with 65. A script gives the hash that \
            `letter show` printed instead of an answer; a letter that has changed since is not released.
            """)

    @Argument(help: "The notices' numbers.", transform: GivenNumber.read)
    var ids: [Int] = []

    @Flag(help: "Every letter that is held: all are shown, then released as far as they can be.")
    var all = false

    @Option(help: "The hash of the letter that was read, for a single notice; asks nothing.")
    var hash: String?

    @Option(help: "Who approves, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func validate() throws {
        if hash != nil, ids.count != 1 {
            throw ValidationError("--hash goes with one notice")
        }
        guard !connection.json || hash != nil else {
            throw ValidationError("letters to read are no JSON: --json goes with --hash")
        }
        guard all == ids.isEmpty else { throw ValidationError("name letters, or give --all") }
    }

    func run() throws {
        if let hash {
            try approve(ids.map { Approval(id: $0, hash: hash) })
            return
        }
        guard isatty(STDIN_FILENO) == 1 else {
            throw failure(
                "there is nobody to ask: give --hash, as `letter show` prints it", code: 64)
        }
        guard !all else { return try approveAll() }
        try approve(ids.compactMap(ask))
    }

    /// All of them, or none.
    private func approve(_ approvals: [Approval]) throws {
        guard !approvals.isEmpty else {
            print("No letter was approved.")
            return
        }
        let reply = try connection.call(ApproveNotices(approvals: approvals, by: by))
        try connection.print(reply) { reply.print() }
    }

    /// Every held letter, shown one after the other before the one question.
    private func approveAll() throws {
        let held = try connection.call(ListNotices(state: "held", limit: 10_000)).notices
            .filter { $0.audience == "client" }
        let asked = held.filter(\.isHeldByRequest)
        let waiting = held.filter { !$0.isHeldByRequest }
        var approvals: [Approval] = []
        var problems: [ApprovalProblem] = []
        for (index, notice) in waiting.enumerated() {
            print(
                Terminal.bold(
                    "\nLetter \(notice.id) to \(notice.recipientName ?? notice.recipient), "
                        + "\(index + 1) of \(waiting.count) that wait"))
            notice.printHold()
            switch try connection.attempt(ShowNotice(id: notice.id)) {
            case .success(let reply):
                guard let letter = reply.letter else { continue }
                letter.print()
                if notice.holdReasons.contains("no-address") {
                    let words = "there is no mail address: enter one in the sheet and import it"
                    print("It cannot be sent as it is: \(words)")
                    problems.append(ApprovalProblem(id: notice.id, message: words))
                } else {
                    approvals.append(Approval(id: notice.id, hash: letter.hash))
                }
            case .failure(let error):
                print("It cannot be sent as it is: \(error.message)")
                problems.append(ApprovalProblem(id: notice.id, message: error.message))
            }
        }
        for notice in asked {
            print(
                "\nLetter \(notice.id) to \(notice.recipientName ?? notice.recipient) is left out: "
                    + (notice.response ?? "somebody asked that it wait"))
        }
        var reply = ApproveNotices.Reply(notices: [], problems: [])
        if approvals.isEmpty {
            print("\nNo letter can be approved.")
        } else if isYes("Send \(Wording.count(approvals.count, "letter"))?") {
            reply = try connection.call(
                ApproveNotices(approvals: approvals, partial: true, by: by))
        } else {
            return
        }
        reply.problems = problems + reply.problems
        try connection.print(reply) { reply.print() }
        if !reply.problems.isEmpty { throw ExitCode(65) }
    }

    private func ask(_ id: Int) throws -> Approval? {
        let reply = try connection.call(ShowNotice(id: id))
        guard let letter = reply.letter else { return nil }
        reply.notice.printHold()
        letter.print()
        return isYes("Send this letter?") ? Approval(id: id, hash: letter.hash) : nil
    }

    private func isYes(_ question: String) -> Bool {
        print("\n\(question) [y/N] ", terminator: "")
        return ["y", "yes", "ya"].contains((readLine() ?? "").lowercased())
    }
}

extension ApproveNotices.Reply {
    fileprivate func print() {
        for notice in notices {
            let moment = Wording.instant(notice.leaveAt)
            guard notice.waits.isEmpty else {
                Swift.print("Notice \(notice.id) is approved; its moment is \(moment), but:")
                for sentence in notice.waits { Swift.print("  \(sentence)") }
                continue
            }
            Swift.print("Notice \(notice.id) is approved and leaves \(moment)")
        }
        for problem in problems {
            Swift.print("Notice \(problem.id) waits on: \(problem.message)")
        }
    }
}

extension Notice {
    /// Whether it waits because somebody said so, of this letter alone.
    fileprivate var isHeldByRequest: Bool { holdReasons.contains("by-request") }

    /// Why it waits, before its letter.
    func printHold() {
        guard !holdReasons.isEmpty else { return }
        print("Held:    \(holdReasons.joined(separator: ", "))")
        guard state == "uncertain" else { return }
        print(
            "It may have arrived as it stands here: ask the client, then letter confirm \(id), or refuse "
                + "\(id); approve \(id) sends it once more, as long as nothing about it has changed."
        )
    }
}
