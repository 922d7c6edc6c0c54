import ArgumentParser
import Control

struct PeriodShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A period's board: what each team owes and what came of it.",
        discussion: "Of a closed period, the board as it was closed.")

    @Argument(help: "2026-11 or 2026-Q4; this month otherwise.")
    var period: String?

    @OptionGroup var findings: FindingsOption
    @OptionGroup var connection: Connection

    func run() throws {
        let board = try connection.call(ShowPeriod(period: period)).board
        try connection.print(board) { board.print(allFindings: findings.findings) }
    }
}

struct PeriodCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Judges anew what came for a period, and tells whoever is to know of changes.")

    @Argument(help: "2026-11 or 2026-Q4.")
    var period: String

    @OptionGroup var findings: FindingsOption
    @OptionGroup var connection: Connection

    func run() throws {
        let board = try connection.call(CheckPeriod(period: period)).board
        try connection.print(board) { board.print(allFindings: findings.findings) }
    }
}

/// How much of a board is printed.
struct FindingsOption: ParsableArguments {
    @Flag(help: "Print warnings about accepted files, too.")
    var findings = false
}
