import ArgumentParser
import Control
import FoundationEssentials

struct TemplateCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "The wordings of letters.",
        subcommands: [TemplateList.self, TemplateCheck.self, TemplatePreview.self])
}

struct TemplateList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Templates of your own, or with --all every one.")

    @Flag(help: "The shipped ones, too.")
    var all = false

    @OptionGroup var connection: Connection

    func run() throws {
        let templates = try connection.call(ListTemplates()).templates
            .filter { all || $0.isOverride }
        try connection.print(templates) {
            var table = Table("NAME", "LANG", "FORMAT", "STATE", "FILE", flexible: 4)
            for template in templates {
                table.add(
                    template.name, template.language,
                    template.format.isEmpty ? "-" : template.format,
                    template.fault != nil
                        ? "faulty"
                        : template.isOutdated
                            ? "outdated" : template.isOverride ? "own" : "shipped", template.path)
            }
            table.print(whenEmpty: "Every template is the shipped one.")
        }
    }
}

struct TemplateCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads the templates as they are on the disk now, as a start would.",
        discussion:
            "It ends with 65 when they cannot be taken. The service goes on with those that it "
            + "started with.")

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(CheckTemplates())
        try connection.print(reply) {
            for fault in reply.faults { Swift.print(Terminal.red("fault: ") + fault) }
            for path in reply.outdated {
                Swift.print("older than the shipped one that it replaces: \(path)")
            }
            for words in reply.unread { Swift.print(words) }
            if reply.faults.isEmpty { Swift.print("The templates are good.") }
        }
        guard reply.faults.isEmpty else { throw ExitCode(65) }
    }
}

struct TemplatePreview: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "A letter of a kind with made-up facts, by the templates on the disk now.")

    @Argument(
        help: "The kind, such as reminder or slip; notice or letter for the frame round several.")
    var kind: String

    @Option(help: "id or en; else the office's language.")
    var lang: String?

    @Option(help: "Writes the letter's HTML to a file, for a browser.", completion: .file())
    var html: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(PreviewTemplate(kind: kind, language: lang))
        if let html {
            do {
                try Data(reply.html.utf8).write(to: URL(filePath: html), options: .atomic)
            } catch {
                throw failure(
                    "\(html) cannot be written: is its folder there, and may you write to it?",
                    code: 73)
            }
        }
        try connection.print(reply) {
            Swift.print("Subject: \(reply.subject)\n")
            Swift.print(reply.text)
        }
    }
}
