import ArgumentParser
import Control

struct ReloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Has the service read settings, templates, holidays and certificates anew.",
        discussion: """
            All of it counts, or nothing: what is wrong is told with file, line and column, and what was in \
            force stays so. `systemctl reload tenggatd` and SIGHUP do the same. For administrators.
            """)

    @Flag(help: "Say what would change and what that sets in motion; nothing changes.")
    var dryRun = false

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(Reload(dryRun: dryRun))
        try connection.print(reply) {
            for change in reply.changes { print(change.text) }
            for template in reply.templates { print("template \(template)") }
            if reply.changes.isEmpty && reply.templates.isEmpty {
                print("No setting and no template says anything else than before.")
            }
            for effect in reply.effects { print(dryRun ? "would follow: \(effect)" : effect) }
            for warning in reply.warnings { print(Terminal.red("warning: ") + warning) }
        }
    }
}

struct LogLevelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log-level",
        abstract: "How much the journal is told until the next reload or start.",
        discussion: "For administrators.")

    @Argument(help: "debug, info, notice, warning or error; else that of the settings.")
    var level: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let reply = try connection.call(SetLogLevel(level: level))
        try connection.print(reply) { print(reply.level) }
    }
}

extension SettingChange {
    /// `mail.smtp.port: 587 → 465`.
    fileprivate var text: String {
        let restart = needsRestart ? " (counts after a restart)" : ""
        return "\(name): \(Self.short(old)) → \(Self.short(new))\(restart)"
    }

    private static func short(_ text: String?) -> String {
        guard let text else { return "-" }
        return text.count > 60 ? String(text.prefix(57)) + "…" : text
    }
}
