import ArgumentParser
import Control

struct SheetCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "Spreadsheets in and out.",
        subcommands: [SheetImport.self, SheetExport.self, SheetStarter.self])
}

struct SheetImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes CSV files and workbooks: each whole, or not at all.",
        discussion: """
            Files of one command are one import and may refer to each other. A file with blockers is \
            not taken, and the command ends with 65. --partial takes it without its faulty rows, and \
            without the other lines of their orders, and still ends with 65: these rows are to be \
            corrected. Submissions are always taken whole. With --json one file prints one object, several \
            print a list.
            """)

    @Argument(help: "The files.", completion: .file(extensions: ["csv", "xlsx", "ods"]))
    var files: [String]

    @Option(name: .customLong("as"), help: "What the sheets are, where they cannot be recognised.")
    var kind: String?

    @Flag(help: "Say what would happen, and change nothing.")
    var dryRun = false

    @Flag(help: "Take the rows without faults, although others have some.")
    var partial = false

    @Option(help: "Who sends them, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let contents = try connection.files(try files.map(SheetFile.read))
        let call = ImportSheets(
            files: contents, kind: kind, dryRun: dryRun, partial: partial, by: by)
        let reports = try connection.call(call, onProgress: ProgressLine.show).reports
        ProgressLine.end()
        if reports.count == 1 {
            try connection.print(reports[0]) { reports[0].print() }
        } else {
            try connection.print(reports) { for report in reports { report.print() } }
        }
        if reports.contains(where: \.isBlocked) { throw ExitCode(65) }
    }
}
