import ArgumentParser
import Control

struct ClockShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What the clock shows, and whether it is trusted.")

    @OptionGroup var connection: Connection

    func run() throws {
        let clock = try connection.call(GetClock()).clock
        try connection.print(clock) { clock.print() }
    }
}

extension ClockState {
    func print() {
        Swift.print("  now            \(Wording.instant(now))")
        Swift.print("  synchronised   \(isSynchronised ? "yes" : "no")")
        Swift.print("  verdict        \(verdict)")
        if let jumpedFrom, let jumpedTo {
            Swift.print(
                "  jumped         from \(Wording.instant(jumpedFrom)) to \(Wording.instant(jumpedTo))"
            )
        }
        if let warning { Swift.print(Terminal.red("warning: ") + warning) }
    }
}
