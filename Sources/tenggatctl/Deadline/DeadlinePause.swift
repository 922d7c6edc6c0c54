import ArgumentParser
import Control

struct DeadlineAcknowledge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge",
        abstract: "Somebody works on it: escalations wait, reminders go on.")

    @OptionGroup var name: DeadlineName

    @Option(
        help: "Until when, local to the office; the office's usual number of working days else.")
    var until: String?

    @OptionGroup var connection: Connection

    func run() throws {
        try connection.printChanged(
            AcknowledgeDeadline(
                code: name.code, occurrence: name.occurrence, until: until, by: name.by)
        ) { "is acknowledged: escalations wait until \(Wording.instant($0.acknowledgedUntil))" }
    }
}

struct DeadlineSnooze: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snooze", abstract: "Its owner's reminders wait, and come back at a moment.")

    @OptionGroup var name: DeadlineName

    @Option(help: "\"2026-12-03 14:00\" local to the office, or 2026-12-03 for its opening hour.")
    var until: String

    @OptionGroup var connection: Connection

    func run() throws {
        try connection.printChanged(
            SnoozeDeadline(
                code: name.code, occurrence: name.occurrence, until: until, by: name.by)
        ) { "is snoozed until \(Wording.instant($0.snoozedUntil))" }
    }
}

struct DeadlineReopen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "It had ended, and goes on.")

    @OptionGroup var name: DeadlineName

    @Option(help: "Why; it stays in the history.")
    var reason: String?

    @OptionGroup var connection: Connection

    func run() throws {
        try connection.printChanged(
            ReopenDeadline(
                code: name.code, occurrence: name.occurrence, by: name.by, reason: reason)
        ) { "is open again, due \($0.due) \($0.timeZone)" }
    }
}
