import ArgumentParser
import Control
import Engine
import FoundationEssentials
import Glibc
import Host
import Settings
import Systemd

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

    @Option(
        help: ArgumentHelp(
            "Put a backup in the ledger's place, and end; the service must be stopped.",
            discussion: "The ledger that was there is kept beside it. Mail to clients is held when "
                + "the service starts again, until a person has seen to it.",
            valueName: "backup"))
    var restore: String?

    @Flag(help: "Check settings and templates, say what is wrong, and end.")
    var check = false

    func run() async throws {
        // A caller that went away, and a terminal that did, are told by what is written to them; whoever
        // asks for settings to be read again is told once the service runs.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGHUP, SIG_IGN)
        ProcessMemory.limitFree()
        let places = Assembly.Places(settings: settings, templates: templates)
        if let restore, !check { return try putBack(restore, by: places) }
        let assembly: Assembly
        do {
            assembly = try Assembly(places)
        } catch {
            Self.complain(error)
            throw ExitCode(78)
        }
        guard !check else { return try report(assembly.check()) }
        do {
            try await OfficeDaemon(places: places, assembly: assembly).run()
        } catch let error as SettingsError {
            // What only the registers tell: a code that is nobody's.
            Self.complain(error)
            throw ExitCode(78)
        } catch {
            Self.complain(error)
            throw ExitCode(69)
        }
    }

    /// Needs to know where the ledger lies, and nothing of wordings or couriers.
    private func putBack(_ copy: String, by places: Assembly.Places) throws {
        let settings: Settings
        do {
            settings = try Assembly.settings(at: places)
        } catch {
            Self.complain(error)
            throw ExitCode(78)
        }
        do {
            let outcome = try Restore(state: settings.state).run(from: copy)
            let former = outcome.former.map { "; what was there is \($0)" }
            print("restored from \(copy)" + (former ?? ""))
            print("mail to clients is held from the next start on: tenggatctl status says why")
            if settings.mode == .trial, let words = outcome.wordsOnTrial { print(words) }
        } catch {
            Self.complain(error)
            throw ExitCode(69)
        }
    }

    private func report(_ check: StartCheck) throws {
        for warning in check.warnings { Self.complain("warning: \(warning)") }
        for fault in check.faults { Self.complain(fault) }
        guard check.faults.isEmpty else { throw ExitCode(69) }
        print("\(settings): good")
    }

    /// Says it on standard error, to the journal as an error (sd-daemon(3), `<3>`): what keeps a service
    /// from starting is shown by whoever looks for warnings.
    private static func complain(_ what: Any) {
        let level =
            JournalStream.isStandardError(environment: ProcessInfo.processInfo.environment)
            ? "<3>" : ""
        let lines = "\(what)".split(separator: "\n").map { "\(level)tenggatd: \($0)\n" }
        let bytes = Array(lines.joined().utf8)
        // Nobody is left to tell when standard error takes nothing.
        _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
    }
}
