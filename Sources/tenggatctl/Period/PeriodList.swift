import ArgumentParser
import Control

struct PeriodList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The periods that are looked after, the latest first.")

    @OptionGroup var connection: Connection

    func run() throws {
        let periods = try connection.call(ListPeriods()).periods
        try connection.print(periods) {
            // A column of nothing but zeros says nothing.
            let isProvisional = periods.contains { $0.provisional ?? 0 > 0 }
            let provisional = isProvisional ? ["PROVISIONAL"] : []
            var table = Table(
                columns: ["PERIOD", "STATE", "TO BE CLOSED BY", "ACCEPTED"] + provisional
                    + ["REJECTED", "MISSING", "EXPECTED", "WAIVED"], flexible: 2,
                numbers: Set(3...(7 + provisional.count)))
            for period in periods {
                let counts =
                    [period.accepted] + (isProvisional ? [period.provisional ?? 0] : [])
                    + [period.rejected, period.missing, period.expected, period.waived]
                table.add(
                    row: [period.period, period.state, Wording.instant(period.dueAt)]
                        + counts.map { Wording.number($0) })
            }
            table.print(whenEmpty: "No period is looked after.")
        }
    }
}
