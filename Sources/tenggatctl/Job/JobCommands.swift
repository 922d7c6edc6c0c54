import ArgumentParser
import Control

struct JobCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "job", abstract: "The service's timed work.",
        subcommands: [
            JobList.self, JobRun.self, JobPauseCommand.self, JobResume.self, JobHistory.self,
        ])
}

struct JobList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The jobs, and what each did last.")

    @OptionGroup var connection: Connection

    func run() throws {
        let jobs = try connection.call(ListJobs()).jobs
        try connection.print(jobs) {
            var table = Table("JOB", "STATE", "NEXT", "LAST RUN", "RESULT", flexible: 4)
            for job in jobs {
                let run = job.lastRun
                table.add(
                    job.name, job.state, Wording.instant(job.next),
                    Wording.instant(run?.startedAt),
                    run.map { $0.detail ?? Wording.counts($0.counts) } ?? "-")
            }
            table.print(whenEmpty: "There are no jobs.")
        }
    }
}

struct JobRun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs a job now, whatever it waits for.")

    @Argument(help: "The job's name, as `job list` shows it.")
    var name: String

    @OptionGroup var connection: Connection

    func run() throws {
        let run = try connection.call(RunJob(name: name)).run
        try connection.print(run) {
            let counts = Wording.counts(run.counts)
            print("\(name): \(run.result)\(counts.isEmpty ? ", nothing was due" : ", \(counts)")")
            if let detail = run.detail { print(detail) }
        }
        if run.result != "done" { throw ExitCode(70) }
    }
}

struct JobPauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Has a job do nothing of its own accord, restarts included.",
        discussion: "`status` warns of it until `job resume`. `job run` still runs it once.")

    @Argument(help: "The job's name, as `job list` shows it.")
    var name: String

    @Option(help: "Why, for whoever reads the warning.")
    var reason: String?

    @Option(help: ArgumentHelp("For whom, by code.", valueName: "code"))
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let job = try connection.call(PauseJob(name: name, reason: reason, by: by)).job
        try connection.print(job) {
            print("\(job.name) is paused: tenggatctl job resume \(job.name)")
        }
    }
}

struct JobResume: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets a paused job go on: what came due is done now.")

    @Argument(help: "The job's name, as `job list` shows it.")
    var name: String

    @Option(help: ArgumentHelp("For whom, by code.", valueName: "code"))
    var by: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let job = try connection.call(ResumeJob(name: name, by: by)).job
        try connection.print(job) { print("\(job.name) goes on") }
    }
}

struct JobHistory: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "What a job did, the latest first.",
        discussion: "A look at which nothing was due is no run.")

    @Argument(help: "The job's name, as `job list` shows it.")
    var name: String

    @Option(help: "At most so many runs.")
    var limit = 20

    @OptionGroup var connection: Connection

    func run() throws {
        let runs = try connection.call(ListRuns(name: name, limit: limit)).runs
        try connection.print(runs) {
            var table = Table("STARTED", "ENDED", "RESULT", "DID", flexible: 3)
            for run in runs {
                table.add(
                    Wording.instant(run.startedAt), Wording.instant(run.endedAt), run.result,
                    run.detail ?? Wording.counts(run.counts))
            }
            table.print(whenEmpty: "\(name) has done nothing yet.")
        }
    }
}
