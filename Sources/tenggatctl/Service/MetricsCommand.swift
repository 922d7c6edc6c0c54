import ArgumentParser
import Control

struct MetricsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "The service's numbers in OpenMetrics' text format.",
        discussion: "`metrics_file` in the settings keeps the same in a file.")

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(GetMetrics())
        try connection.print(reply) { print(reply.text, terminator: "") }
    }
}
