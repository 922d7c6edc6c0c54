import ArgumentParser
import Control
import FoundationEssentials

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
            print a list; else, beside a list of another program, a workbook is written that asks what its \
            columns are: NAME (mapping).xlsx.
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
            try connection.print(reports[0]) { show(reports[0]) }
        } else {
            try connection.print(reports) { for report in reports { show(report) } }
        }
        if reports.contains(where: \.isBlocked) { throw ExitCode(65) }
    }

    private func show(_ report: SheetReport) {
        report.print(mapping: report.isForeign && !dryRun ? question(about: report.file) : nil)
    }

    /// Writes the workbook that asks for a list's columns beside it, as the drop folder does; one that lies there
    /// already may be half filled in.
    ///
    /// - Returns: its path; nil where there is none, and standard error says why.
    private func question(about name: String) -> String? {
        let named = files.filter { $0.split(separator: "/").last.map(String.init) == name }
        guard named.count == 1, let path = named.first else { return nil }
        do {
            let sent = try connection.files([try SheetFile.read(path)])[0]
            let asked = try connection.call(AskColumns(file: sent, kind: kind, by: by)).file
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            let place = folder + asked.name
            guard !FileManager.default.fileExists(atPath: place) else {
                warn("\(place) is there already, and was left as it is")
                return place
            }
            try OutputFile.store(asked.content, at: place)
            return place
        } catch {
            // The import's own end counts; what kept this from being written is said already.
            return nil
        }
    }
}
