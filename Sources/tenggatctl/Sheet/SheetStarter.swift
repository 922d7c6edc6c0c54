import ArgumentParser
import Control

struct SheetStarter: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "starter", abstract: "Makes a workbook to begin with.",
        discussion: """
            A sheet of each kind, with lists to choose from and an example that is never taken. Fill it in \
            and import it, or drop it, as it is: every sheet of it is taken, or none.
            """)

    @Argument(help: "The sheets; without any, those that an office begins with.")
    var kinds: [String] = []

    @Option(help: "id or en; the office's without it.")
    var language: String?

    @OptionGroup var output: OutputFile
    @OptionGroup var connection: Connection

    func run() throws {
        try output.check(isText: connection.json)
        let call = MakeStarter(kinds: kinds.isEmpty ? nil : kinds, language: language)
        try output.put(try connection.call(call).file, connection: connection)
    }
}
