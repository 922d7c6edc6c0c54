import ArgumentParser
import Control

struct ClockConfirm: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Has the service believe the clock as it stands.",
        discussion: "Look at `tenggatctl clock` first: what is due by this clock goes out at once.")

    @OptionGroup var connection: Connection

    func run() throws {
        let clock = try connection.call(ConfirmClock()).clock
        try connection.print(clock) { clock.print() }
    }
}
