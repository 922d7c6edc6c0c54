import ArgumentParser
import Control

struct PeriodList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The periods that are looked after, the latest first.")

    @OptionGroup var connection: Connection

    func run() throws {
        let periods = try connection.call(ListPeriods()).periods
        try connection.print(periods) {
            var table = Table(
                columns: [
                    "PERIOD", "STATE", "TO BE CLOSED BY", "ACCEPTED", "REJECTED", "MISSING",
                    "EXPECTED", "WAIVED",
                ], flexible: 2, numbers: Set(3...7))
            for period in periods {
                let counts = [
                    period.accepted, period.rejected, period.missing, period.expected,
                    period.waived,
                ]
                table.add(
                    row: [period.period, period.state, Wording.instant(period.dueAt)]
                        + counts.map { Wording.number($0) })
            }
            table.print(whenEmpty: "No period is looked after.")
        }
    }
}
