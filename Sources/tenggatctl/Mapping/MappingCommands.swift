import ArgumentParser
import Control

struct MappingCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapping", abstract: "How lists of other programs are read.",
        discussion: """
            A list whose columns have other names than ours comes back with a workbook that asks what they \
            are. Filled in and imported, it has the list taken, and those like it from then on.
            """,
        subcommands: [MappingList.self, MappingAsk.self, MappingRemove.self])
}

struct MappingList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The lists of other programs that are known.")

    @OptionGroup var connection: Connection

    func run() throws {
        let mappings = try connection.call(ListMappings()).mappings
        try connection.print(mappings) {
            var table = Table("NUMBER", "SHEET", "SINCE", "BY", "FILE", "COLUMNS", flexible: 5)
            for mapping in mappings {
                let columns = mapping.columns.sorted { $0.key < $1.key }
                    .map { "\($0.key) ← \($0.value)" }
                let constants = mapping.constants.sorted { $0.key < $1.key }
                    .map { "\($0.key) = \($0.value)" }
                table.add(
                    "\(mapping.number)", mapping.sheet, Wording.instant(mapping.at),
                    mapping.by ?? "-", mapping.file,
                    (columns + constants).joined(separator: ", "))
            }
            table.print(whenEmpty: "No list of another program is known.")
        }
    }
}

struct MappingAsk: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Makes a workbook that asks what a list's columns are.",
        discussion: """
            The list is kept meanwhile. Fill the workbook in and import it: the list is taken at once.
            """)

    @Argument(help: "The list.", completion: .file())
    var file: String

    @Option(name: .customLong("as"), help: "What the list is: the sheet's kind.")
    var kind: String?

    @Option(help: "Who asks, by code.")
    var by: String?

    @OptionGroup var output: OutputFile
    @OptionGroup var connection: Connection

    func run() throws {
        try output.check(isText: connection.json)
        let sent = try connection.files([try SheetFile.read(file)])[0]
        let reply = try connection.call(AskColumns(file: sent, kind: kind, by: by))
        try output.put(reply.file, connection: connection)
    }
}

struct MappingRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Has no new list read by a mapping.",
        discussion: "What was taken by it stays, and is read by it when it is judged again.")

    @Argument(help: "Its number, as `mapping list` names it.", transform: GivenNumber.read)
    var number: Int

    @Option(help: "Who says so, by code.")
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(RemoveMapping(number: number, by: by))
        try connection.print(reply) { print("mapping \(number) is removed") }
    }
}
