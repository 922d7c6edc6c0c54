import ArgumentParser
import Control

struct ImportCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Files that were taken, and how to take them back.",
        subcommands: [ImportList.self, ImportUndo.self])
}

struct ImportList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The files that were taken last, by their numbers.")

    @Option(help: "At most so many, 1 to 1000.")
    var limit = 20

    @OptionGroup var connection: Connection

    func run() throws {
        let imports = try connection.call(ListImports(limit: limit)).imports
        try connection.print(imports) {
            var table = Table(
                "NUMBER", "WHEN", "SHEET", "FILE", "NEW", "CHANGED", "UNDONE", flexible: 3)
            for file in imports {
                table.add(
                    "\(file.number)", Wording.instant(file.at), file.sheet, file.file,
                    "\(file.added)", "\(file.changed)", file.undoneAt.map(Wording.instant) ?? "-")
            }
            table.print(whenEmpty: "No file was taken.")
        }
    }
}

struct ImportUndo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Takes back what a file changed.",
        discussion: """
            What nobody has touched since is again as it was; what somebody changed stays, and is named. \
            Of a workbook all sheets come back together, by the number of any of them. \
            Letters that wait because of the file are taken back. Clients who were told because of it get a \
            letter that corrects it, which waits for approval.
            """)

    @Argument(
        help: "The import's number, as its report and `import list` name it.",
        transform: GivenNumber.read)
    var number: Int

    @Flag(help: "Say what would come back, and change nothing.")
    var dryRun = false

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(UndoImport(number: number, dryRun: dryRun, by: by))
        try connection.print(reply) {
            let keys = reply.restored.joined(separator: ", ")
            print("\(reply.restored.count) \(dryRun ? "would be " : "")as before: \(keys)")
            for (key, why) in zip(reply.kept, reply.keptBecause) {
                print("\(dryRun ? "would be " : "")left as it is: \(key) (\(why))")
            }
            for effect in reply.effects { print((dryRun ? "what would follow: " : "") + effect) }
            // A letter that is not written has no number.
            for letter in reply.letters where !dryRun {
                print("letter \(letter) corrects it, and waits: tenggatctl letter show \(letter)")
            }
            if dryRun { print("Nothing was changed.") }
        }
    }
}
