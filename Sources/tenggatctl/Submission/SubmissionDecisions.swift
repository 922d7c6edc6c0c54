import ArgumentParser
import Control

/// Which submission of a period.
struct SubmissionName: ParsableArguments {
    @Argument(help: "2026-11 or 2026-Q4.")
    var period: String

    @Argument(help: "What it is, as the settings name it: achievements, …")
    var type: String

    @Argument(help: "The team, by code.")
    var team: String

    /// `achievements of JKT for 2026-11`.
    var words: String { "\(type) of \(team) for \(period)" }
}

struct SubmissionWaive: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive", abstract: "Lets a team off one submission, or asks for it again.")

    @OptionGroup var name: SubmissionName

    @Option(help: "Why; it stays on the board and in the history.")
    var reason: String

    @Flag(help: "Ask for it again.")
    var withdraw = false

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let board = try connection.call(
            WaiveSubmission(
                period: name.period, type: name.type, team: name.team, reason: reason,
                withdraw: withdraw ? true : nil, by: by)
        ).board
        try connection.print(board) {
            print(
                withdraw
                    ? "The \(name.words) are asked for again."
                    : "The \(name.words) are waived.")
            board.printOutlook()
        }
    }
}

struct SubmissionSign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "A manager's word that a team's accepted figures are right.",
        discussion: "It holds for that file; when another one comes it is asked for again.")

    @OptionGroup var name: SubmissionName

    @Option(help: "The version that was read; without it the latest.")
    var version: Int?

    @Option(help: "Why the figures are right; wanted where they changed much.")
    var reason: String?

    @Option(help: "Who signs, by code: the team's manager, or who stands in.")
    var by: String

    @OptionGroup var connection: Connection

    func run() throws {
        let board = try connection.call(
            SignSubmission(
                period: name.period, type: name.type, team: name.team, version: version,
                reason: reason, by: by)
        ).board
        try connection.print(board) {
            print("The \(name.words) are signed by \(by)\(reason.map { ": \($0)" } ?? "").")
            board.printOutlook()
        }
    }
}
