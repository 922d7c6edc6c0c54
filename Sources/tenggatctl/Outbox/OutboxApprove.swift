import ArgumentParser
import Control
import Glibc

struct OutboxApprove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Releases letters that wait for a person.",
        discussion: """
            Shows each letter and asks. A script gives the hash that `outbox show` printed instead; \
            a letter that has changed since is not released.
            """)

    @Argument(help: "The notices' numbers.")
    var ids: [Int]

    @Option(help: "The hash of the letter that was read, for a single notice; asks nothing.")
    var hash: String?

    @Option(help: "Who approves, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func validate() throws {
        if hash != nil, ids.count != 1 {
            throw ValidationError("--hash goes with one notice")
        }
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
            for id in ids {
                if let approval = try ask(id) { approvals.append(approval) }
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

    private func ask(_ id: Int) throws -> Approval? {
        guard let letter = try connection.call(ShowNotice(id: id)).letter else { return nil }
        letter.print()
        print("\nSend this letter? [y/N] ", terminator: "")
        let answer = readLine() ?? ""
        return ["y", "yes", "ya"].contains(answer.lowercased())
            ? Approval(id: id, hash: letter.hash) : nil
    }
}
