import ArgumentParser
import Control

/// The companion command: one file a verb, in a folder a noun.
@main
struct Tenggatctl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenggatctl",
        abstract: "Asks and tells tenggatd, the keeper of an office's promises.",
        discussion: """
            Exit codes: 0 done; 64 wrong usage; 65 refused, with the reason (a sheet's blockers, an \
            unknown code); 66 not found; 69 the daemon does not answer; 70 it failed; 73 not in \
            this state; 77 not permitted.
            """,
        version: ProgramVersion.text,
        subcommands: [
            StatusCommand.self, WhyCommand.self, RehearseCommand.self, ProveCommand.self,
            DeadlineCommands.self, DelegationCommands.self,
            OrderCommands.self, LetterCommands.self, SheetCommands.self, ImportCommands.self,
            MappingCommands.self,
            SubmissionCommands.self, PeriodCommands.self, JobCommands.self, BackupCommands.self,
            ReloadCommand.self, GoLiveCommand.self, LogLevelCommand.self, MetricsCommand.self,
            SetupCommands.self,
            MailCommands.self, TemplateCommands.self, ClientCommands.self, PersonCommands.self,
            CalendarCommand.self, ClockCommands.self,
            FormerSubmit.self,
        ])

    /// Reads the arguments as they are: what is no text in UTF-8 would reach the service with other characters in
    /// its place.
    static func main() {
        for index in 0..<Int(CommandLine.argc) {
            guard let argument = unsafe CommandLine.unsafeArgv[index],
                unsafe String(validatingCString: argument) == nil
            else { continue }
            let shown = unsafe String(cString: argument)
            exit(
                withError: failure(
                    "argument \(index), “\(shown)”, is not UTF-8: write it in that encoding",
                    code: 64))
        }
        main(nil)
    }
}
