import ArgumentParser
import Control

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "How the service stands.")

    @OptionGroup var connection: Connection

    func run() throws {
        let status = try connection.call(GetStatus()).status
        try connection.print(status) {
            print("\(Terminal.bold(status.office)), \(status.timeZone): tenggatd \(status.version)")
            print("  running since  \(Wording.instant(status.startedAt))")
            print("  courier        \(status.courier)")
            print(
                "  deadlines      \(status.deadlinesOpen) open, \(status.deadlinesOverdue) overdue")
            print("  orders         \(status.ordersLate) late or without a date")
            print(
                "  notices        \(status.noticesWaiting) waiting, \(status.noticesHeld) held for a "
                    + "person, \(status.noticesUncertain) uncertain")
            for job in status.jobs {
                let next = job.next.map { ", next \(Wording.instant($0))" } ?? ""
                print("  \(job.name)  \(job.state)\(next)")
            }
            for warning in status.warnings { print(Terminal.red("warning: ") + warning) }
        }
    }
}
