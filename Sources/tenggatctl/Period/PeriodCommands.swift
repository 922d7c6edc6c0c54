import ArgumentParser

struct PeriodCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "period", abstract: "Periods and how their close stands.",
        subcommands: [
            PeriodList.self, PeriodShow.self, PeriodCheck.self, PeriodLock.self, PeriodClose.self,
            PeriodReopen.self,
        ])
}
