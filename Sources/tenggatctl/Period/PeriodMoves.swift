import ArgumentParser
import Control

/// Which period, and who says so.
struct PeriodName: ParsableArguments {
    @Argument(help: "2026-11 or 2026-Q4.")
    var period: String

    @Option(help: "Who says so, by code.")
    var by: String?
}

extension PeriodName {
    /// Moves it to a state and tells what it is now.
    func move(to state: String, reason: String? = nil, _ connection: Connection) throws {
        let board = try connection.call(
            MovePeriod(period: period, state: state, reason: reason, by: by)
        ).board
        try connection.print(board) {
            print("\(board.period.period) is \(board.period.state).")
            board.printOutlook()
        }
    }
}

struct PeriodLock: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock", abstract: "No more files are taken for it.")

    @OptionGroup var name: PeriodName
    @OptionGroup var connection: Connection

    func run() throws { try name.move(to: "locked", connection) }
}

struct PeriodClose: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Its figures are final, and its board is kept as it stands.",
        discussion: "Ends with 73 and says what is in the way, as long as anything is.")

    @OptionGroup var name: PeriodName
    @OptionGroup var connection: Connection

    func run() throws { try name.move(to: "closed", connection) }
}

struct PeriodReopen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "It takes files again, whether locked or closed.")

    @OptionGroup var name: PeriodName

    @Option(help: "Why; it stays in the history, and the director is told.")
    var reason: String

    @OptionGroup var connection: Connection

    func run() throws { try name.move(to: "open", reason: reason, connection) }
}
