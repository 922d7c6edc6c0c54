import ArgumentParser
import Control

struct JobCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "job", abstract: "The service's timed work.",
        subcommands: [JobList.self, JobRun.self])
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
