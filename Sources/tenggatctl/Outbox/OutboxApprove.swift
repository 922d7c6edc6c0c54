import ArgumentParser
import Control
import Glibc

struct OutboxApprove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Releases letters that wait for a person.",
        discussion: """
            Shows each letter and asks; with --all every letter that is held, and asks once. A script gives the hash that `outbox show` printed instead; \
            a letter that has changed since is not released.
            """)

    @Argument(help: "The notices' numbers.")
    var ids: [Int] = []

    @Flag(help: "Every letter that is held: all are shown, then released together or not at all.")
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
        guard all == ids.isEmpty else { throw ValidationError("name letters, or give --all") }
    }

    func run() throws {
        var approvals: [Approval] = []
        if let hash {
            approvals = ids.map { Approval(id: $0, hash: hash) }
        } else {
            guard isatty(STDIN_FILENO) == 1 else {
                throw failure(
                    "there is nobody to ask: give --hash, as `outbox show` prints it", code: 64)
            }
            if all {
                approvals = try askOnce()
            } else {
                for id in ids {
                    if let approval = try ask(id) { approvals.append(approval) }
                }
            }
        }
        guard !approvals.isEmpty else { return }
        let notices = try connection.call(ApproveNotices(approvals: approvals, by: by)).notices
        try connection.print(notices) {
            for notice in notices {
                print(
                    "Notice \(notice.id) is approved and leaves \(Wording.instant(notice.leaveAt))")
            }
        }
    }

    /// Every held letter, shown one after the other before the one question.
    private func askOnce() throws -> [Approval] {
        let held = try connection.call(ListNotices(state: "held", limit: 10_000)).notices
            .filter { $0.audience == "client" }
        var approvals: [Approval] = []
        for notice in held {
            guard let letter = try connection.call(ShowNotice(id: notice.id)).letter else {
                continue
            }
            print(Terminal.bold("\nLetter \(notice.id) of \(held.count) that wait"))
            letter.print()
            approvals.append(Approval(id: notice.id, hash: letter.hash))
        }
        guard !approvals.isEmpty else {
            print("No letter waits for approval.")
            return []
        }
        return isYes("Send these \(approvals.count) letters?") ? approvals : []
    }

    private func ask(_ id: Int) throws -> Approval? {
        guard let letter = try connection.call(ShowNotice(id: id)).letter else { return nil }
        letter.print()
        return isYes("Send this letter?") ? Approval(id: id, hash: letter.hash) : nil
    }

    private func isYes(_ question: String) -> Bool {
        print("\n\(question) [y/N] ", terminator: "")
        return ["y", "yes", "ya"].contains((readLine() ?? "").lowercased())
    }
}
