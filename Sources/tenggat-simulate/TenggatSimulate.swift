import ArgumentParser
import Foundation
import Simulation

/// Plays offices that seeds make, on the real engine, and says what never should have been.
@main
struct TenggatSimulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenggat-simulate",
        abstract: "Plays years of made-up offices in minutes and looks at every invariant.")

    @Option(help: "How many seeds to play.") var seeds = 50
    @Option(help: "The first of them.") var from: UInt64 = 1
    @Option(help: "One seed alone: it is shrunk when it fails.") var seed: UInt64?
    @Option(help: "How many days of each.") var days = 31
    @Flag(help: "Prints what happens, line by line.") var trace = false
    @Flag(help: "Leaves a failing seed as long as it is.") var unshrunk = false
    @Flag(help: "Plays offices with orders, and has the oracle judge what their clients are told.")
    var judgeOrders = false
    @Flag(help: "Ends with the first seed that fails.") var untilFailure = false
    @Option(help: "Where the sources lie.") var checkout = "."

    mutating func run() async throws {
        let ground = try SimulationGround(checkout: URL(filePath: checkout))
        let report = SeedReport(
            simulation: Simulation(on: ground), days: days, isTracing: trace,
            isShrinking: !unshrunk, endsAtFailure: untilFailure,
            judgesOrders: judgeOrders)
        let chosen = seed.map { [$0] } ?? (0..<UInt64(seeds)).map { from + $0 }
        guard await report.play(chosen) else { throw ExitCode.failure }
    }
}
