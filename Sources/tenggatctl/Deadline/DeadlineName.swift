import ArgumentParser
import Control

/// Which deadline a command means, and who says so.
struct DeadlineName: ParsableArguments {
    @Argument(help: "The deadline's code.")
    var code: String

    @Option(help: "Which one of a series, by its date; the open one due first otherwise.")
    var occurrence: String?

    @Option(help: "Who says so, by code.")
    var by: String?
}

/// What of a series a command means.
struct SeriesScope: ParsableArguments {
    @Flag(help: "Of a series: this one only.")
    var this = false

    @Flag(help: "Of a series: this one and all that follow.")
    var following = false

    func validate() throws {
        if this, following { throw ValidationError("--this and --following exclude each other") }
    }

    var word: String? { this ? "this" : following ? "following" : nil }
}
