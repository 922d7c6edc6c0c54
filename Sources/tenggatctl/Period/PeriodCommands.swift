import ArgumentParser
import Control

struct PeriodCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "period", abstract: "What teams hand in before a period closes.",
        subcommands: [PeriodShow.self])
}

struct PeriodShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A period's board: what each team owes and what came of it.")

    @Argument(help: "2026-11 or 2026-Q4; this month otherwise.")
    var period: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let board = try connection.call(ShowPeriod(period: period)).board
        try connection.print(board) {
            print(
                Terminal.bold("\(board.period.period)")
                    + ": \(board.period.accepted) accepted, \(board.period.rejected) rejected, "
                    + "\(board.period.missing) missing, \(board.period.expected) expected")
            var table = Table(
                "TEAM", "SUBMISSION", "STATE", "ROWS", "AMOUNT", "TARGET", "FINDINGS", "DUE",
                "FILE",
                flexible: 8)
            for row in board.rows {
                table.add(
                    row.team, row.type, row.state, "\(row.rows)",
                    row.totals["amount"].map(Wording.number) ?? "-",
                    row.target.map(Wording.number) ?? "-",
                    row.findings.isEmpty ? "-" : "\(row.findings.count)",
                    Wording.instant(row.dueAt), row.file ?? "-")
            }
            table.print(whenEmpty: "No team owes anything for \(board.period.period).")
            for row in board.rows {
                for finding in row.findings {
                    print(
                        "\(row.team) \(row.file ?? "") \(finding.cell): \(finding.code) "
                            + "“\(finding.value)”, expected \(finding.expected)")
                }
            }
        }
    }
}
