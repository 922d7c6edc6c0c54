import ArgumentParser

struct PeriodCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "period", abstract: "What teams hand in before a period closes.",
        subcommands: [
            PeriodList.self, PeriodShow.self, PeriodCheck.self, PeriodLock.self, PeriodClose.self,
            PeriodReopen.self, PeriodWaive.self, PeriodSign.self,
        ])
}
