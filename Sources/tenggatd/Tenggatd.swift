import ArgumentParser
import Engine
import Glibc

/// The daemon: reads its settings, assembles the engine, runs until it is told to stop.
@main
struct Tenggatd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenggatd",
        abstract: "Keeps an office's promises: reminders, delay notices, submission checks.",
        discussion: "It ends with 78 when its settings or templates are wrong, and with 69 when "
            + "it cannot start or goes down, in words on standard error.",
        version: ProgramVersion.text)

    @Option(help: "The settings file.")
    var settings = "/etc/tenggat/tenggat.yaml"

    @Option(help: "The folder of the shipped templates.")
    var templates = "/usr/share/tenggat/templates"

    @Flag(help: "Check settings and templates, say what is wrong, and end.")
    var check = false

    func run() async throws {
        let assembly: Assembly
        do {
            assembly = try Assembly(settingsPath: settings, templatesPath: templates)
        } catch {
            Self.complain(error)
            throw ExitCode(78)
        }
        guard !check else {
            print("\(settings): good")
            return
        }
        do {
            try await assembly.run()
        } catch {
            Self.complain(error)
            throw ExitCode(69)
        }
    }

    private static func complain(_ error: any Error) {
        let lines = "\(error)".split(separator: "\n").map { "tenggatd: \($0)\n" }
        let bytes = Array(lines.joined().utf8)
        // Nobody is left to tell when standard error takes nothing.
        _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
    }
}
