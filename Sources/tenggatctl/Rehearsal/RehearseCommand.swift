import ArgumentParser
import Control
import FoundationEssentials

struct RehearseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "What will be told until a day, and what a change would make otherwise.",
        discussion: """
            Plays the office forward on a copy of what is remembered, by the same code that runs live; \
            nothing is sent, and the service goes on undisturbed. With --with it is played as it is and \
            with the files, and the difference is told: sheets, settings (.yaml) or wordings \
            (id/slip.text.mustache).
            """)

    @Option(help: ArgumentHelp("The last day, or a moment.", valueName: "date"))
    var until: String

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("Only what this person, team or client is told.", valueName: "code"))
    var reader: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A file that is tried; several may be given.", valueName: "file"),
        completion: .file())
    var with: [String] = []

    @Option(
        parsing: .singleValue,
        help: "What people do: nothing, done (on time), approve (every letter).")
    var assume: [String] = []

    @Option(
        help: ArgumentHelp(
            "Plays the dated sheets of a folder from an empty office: files or folders whose names begin with a day.",
            valueName: "folder"), completion: .directory)
    var history: String?

    @Option(help: "Write a page with a calendar and a timeline.", completion: .file())
    var html: String?

    @Option(help: "Write a file for calendar programs.", completion: .file())
    var ics: String?

    @Flag(help: "With the whole letters.")
    var texts = false

    @OptionGroup var language: AnswerLanguage
    @OptionGroup var connection: Connection

    func validate() throws {
        guard html == nil || ics == nil else {
            throw ValidationError("--html and --ics write one file: give one of them")
        }
    }

    func run() throws {
        let sheets = try history.map { try DatedSheets(in: $0) }
        let files = try connection.files(try with.map(Self.read))
        let dated = sheets?.files ?? []
        let sent = try connection.files(dated.map { ($0.name, $0.content) })
        var messages: [RehearsedMessage] = []
        var reply = try connection.call(
            Rehearse(
                until: until, reader: reader, with: files.isEmpty ? nil : files,
                assume: assume.isEmpty ? nil : assume,
                history: sent.isEmpty
                    ? nil
                    : zip(dated, sent).map {
                        DatedFile(at: $0.day, file: $1, folder: $0.folder)
                    },
                texts: texts,
                format: html != nil ? "html" : ics != nil ? "ics" : nil,
                language: language.code)
        ) { messages += $0.messages }
        reply.messages = messages + reply.messages
        if let path = html ?? ics, let file = reply.file {
            try OutputFile.store(file.content, at: path)
        }
        try connection.print(reply) {
            if let others = sheets?.others, !others.isEmpty {
                Swift.print(
                    "left out, as their names begin with no day: \(others.joined(separator: ", "))")
            }
            Self.print(reply)
        }
    }

    /// A wording's folder says its language.
    private static func read(_ path: String) throws -> (name: String, content: Data) {
        var file = try SheetFile.read(path)
        if path.hasSuffix(".mustache") {
            file.name = path.split(separator: "/").suffix(2).joined(separator: "/")
        }
        return file
    }

    private static func print(_ reply: Rehearse.Reply) {
        for line in reply.effects + reply.summary { Swift.print(line) }
        if !reply.changes.isEmpty {
            var changes = Table("WITHOUT", "WITH", "TO", "WHAT", flexible: 3)
            for change in reply.changes {
                changes.add(
                    Wording.instant(change.formerAt), Wording.instant(change.at),
                    change.recipient, words(of: change.item))
            }
            changes.print(whenEmpty: "")
            return printTexts(of: reply)
        }
        guard reply.summary.isEmpty || reply.messages.contains(where: { $0.text != nil }) else {
            return
        }
        var table = Table("AT", "TO", "SUBJECT", "WHAT", flexible: 3)
        for message in reply.messages {
            let held = message.holdReasons.joined(separator: ", ")
            table.add(
                Wording.instant(message.at), message.recipient,
                held.isEmpty ? message.subject : "waits: \(held)",
                message.items.map(words).joined(separator: "; "))
        }
        table.print(whenEmpty: "Nothing is told until then.")
        printTexts(of: reply)
    }

    /// The letters that were asked for, in the order in which they leave.
    private static func printTexts(of reply: Rehearse.Reply) {
        for message in reply.messages {
            guard let text = message.text else { continue }
            Swift.print("\n\(Wording.instant(message.at))  \(message.recipient)\n\(text)")
        }
    }

    private static func words(of item: RehearsedItem) -> String {
        [item.kind, item.subject, item.step].compactMap(\.self).joined(separator: " ")
    }
}
